import type { Container, Pod, PodSecurityContext, PodSpec, Volume } from '../model/kubernetes.generated';
import { listOf } from '../model/list-of';
import { isPlainObject } from '../model/schema';
import { agentContainerName } from '../model/pod-template';
import { assembleContainer, rewrittenVolume, scratchNames } from './assemble-container';
import { agent } from './container';
import type { ContainerDefinition } from './container-definition';
import { NODE_SELECTOR, POD_DEFAULTS, POD_SECURITY_CONTEXT, POD_USER } from './hardened-defaults';
import { networkParts } from './network';
import type { PodTemplateSpec, SharedVolume } from './pod-template-spec';
import { isVolumeDefinition, type VolumeDefinition } from './volumes';

let defaultAgent: ContainerDefinition | undefined;

/** The containers of a template in the order of the pod: the agent first, since everything waits for it. */
export function allContainers(spec: PodTemplateSpec): readonly ContainerDefinition[] {
  const { containers } = spec;
  const agentName = agentContainerName(spec.settings);
  const hasAgent = containers.some(({ name, role }) => role === 'agent' || name === agentName);
  const given = [...containers].sort((a, b) => Number(b.role === 'agent') - Number(a.role === 'agent'));
  return hasAgent ? given : [(defaultAgent ??= agent()), ...given];
}

/** The hardened pod of a template. It may still be wrong: what is checked is checked on the result. */
export function assemblePod(
  spec: PodTemplateSpec,
  definitions: readonly ContainerDefinition[],
): Pod & { spec: PodSpec } {
  const given = [...spec.volumes.map(({ volume }) => volume), ...definitions.flatMap(({ volumes }) => volumes)];
  const scratchName = scratchNames(given.filter(isVolumeDefinition).map(({ volume }) => volume.name));
  const { images, network = {} } = spec.fields;
  const surroundings = { images, network: networkParts(network) };
  const assembled = definitions.map((definition) => ({
    role: definition.role,
    ...assembleContainer(definition, sharedVolumesOf(definition, spec.volumes), scratchName, surroundings),
  }));
  const containersOf = (init: boolean): Container[] =>
    assembled.filter(({ role }) => (role === 'init') === init).map(({ container }) => container);
  const initContainers = containersOf(true);
  const { namespace } = spec.fields;
  const annotations = { ...volumeAnnotations(given), ...spec.annotations };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      // Jenkins gives each pod a name of its own; this one is for the tools that read the file.
      name: spec.name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(isEmpty(spec.labels) ? {} : { labels: spec.labels }),
      ...(isEmpty(annotations) ? {} : { annotations }),
    },
    spec: {
      ...POD_DEFAULTS,
      ...podFields(spec),
      securityContext: podSecurityContext(spec),
      ...(initContainers.length > 0 ? { initContainers } : {}),
      containers: containersOf(false),
      volumes: distinctVolumes([
        ...spec.volumes.map(({ volume }) => rewrittenVolume(volume.volume, images)),
        ...assembled.flatMap(({ volumes }) => volumes),
      ]),
    },
  };
}

/** What volumes need written on the pod, to take it from there. */
function volumeAnnotations(volumes: readonly VolumeDefinition[]): { readonly [key: string]: string } {
  return Object.fromEntries(
    volumes.filter(isVolumeDefinition).flatMap((volume) => Object.entries(volume.annotations ?? {})),
  );
}

function isEmpty(map: object): boolean {
  return Object.keys(map).length === 0;
}

function sharedVolumesOf(
  { name, role }: ContainerDefinition,
  shared: readonly SharedVolume[],
): SharedVolume['volume'][] {
  return shared
    .filter(({ containers }) => (containers === undefined ? role === 'step' : listOf(containers).includes(name)))
    .map(({ volume }) => volume);
}

function podFields({ fields }: PodTemplateSpec): Partial<PodSpec> {
  const given = fields.podSpec.nodeSelector;
  const nodeSelector =
    given !== undefined && !isPlainObject(given)
      ? given
      : {
          ...NODE_SELECTOR,
          ...(fields.architecture === undefined ? {} : { 'kubernetes.io/arch': fields.architecture }),
          ...given,
        };
  return {
    ...fields.podSpec,
    nodeSelector,
    ...(fields.userNamespaces === true ? { hostUsers: false } : {}),
  };
}

function podSecurityContext({ fields }: PodTemplateSpec): PodSecurityContext {
  const given = fields.podSpec.securityContext;
  if (given !== undefined && !isPlainObject(given)) return given;
  const user = fields.uid === 'from-platform' ? { fsGroupChangePolicy: POD_USER.fsGroupChangePolicy } : POD_USER;
  return { ...user, ...POD_SECURITY_CONTEXT, ...given };
}

/** One volume for each name: several containers may bring the same one, word for word. */
function distinctVolumes(volumes: readonly Volume[]): Volume[] {
  const seen = new Map<string, Volume[]>();
  return volumes.filter((volume) => {
    const same = seen.get(volume.name) ?? [];
    if (same.some((other) => other === volume || JSON.stringify(other) === JSON.stringify(volume))) return false;
    seen.set(volume.name, [...same, volume]);
    return true;
  });
}
