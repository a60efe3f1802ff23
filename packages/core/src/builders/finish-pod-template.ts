import type { Fault } from '../model/fault';
import { frozenInPlace } from '../model/frozen-copy';
import type { JenkinsSettings } from '../model/jenkins-settings';
import { refersToSecret } from '../model/pod-secrets';
import { agentContainerName, type ContainerRole, type PodTemplate } from '../model/pod-template';
import { checkSchema, isPlainObject } from '../model/schema';
import { suggestionFor } from '../model/suggestion';
import { allContainers, assemblePod } from './assemble-pod';
import { checkContainers, isContainerDefinition } from './check-containers';
import type { ContainerDefinition } from './container-definition';
import { checkNames } from './check-names';
import { checkPlatform } from './check-platform';
import { checkReferences } from './check-references';
import { checkServices } from './check-services';
import { checkVolumes } from './check-volumes';
import { checkWorkspace } from './check-workspace';
import { WORKSPACE_SIZE_LIMIT } from './hardened-defaults';
import type { PodTemplateSpec } from './pod-template-spec';
import { isVolumeDefinition } from './volumes';

/** Makes the data of a template out of what a builder collected, with every reason why it can be none. */
export function finishPodTemplate(given: PodTemplateSpec): { template: PodTemplate; faults: readonly Fault[] } {
  const strangers = strangerFaults(given);
  const spec: PodTemplateSpec = {
    ...given,
    containers: given.containers.filter(isContainerDefinition),
    volumes: given.volumes.filter(({ volume }) => isVolumeDefinition(volume)),
  };
  const definitions = allContainers(spec);
  const pod = assemblePod(spec, definitions);
  const roles: { [name: string]: ContainerRole } = {};
  for (const { name, role } of definitions) roles[name] = role;
  const agentContainer = agentContainerName(spec.settings);
  const stepContainers = definitions.filter(({ role }) => role === 'agent' || role === 'step').map(({ name }) => name);
  const template = frozenInPlace<PodTemplate>({
    name: spec.name,
    podSecurity: spec.podSecurity,
    pod,
    roles,
    stepContainers: [...new Set(stepContainers)].sort(
      (a, b) => Number(b === agentContainer) - Number(a === agentContainer),
    ),
    settings: settingsOf(spec, refersToSecret(pod.spec)),
    exemptions: spec.exemptions,
    caveats: caveatsOf(spec, definitions),
  });
  const faults = [
    ...strangers,
    ...shareFaults(spec, Object.keys(roles)),
    ...checkNames(spec, template),
    ...checkContainers(definitions, spec, template),
    ...checkSchema('Pod', template.pod, ''),
    ...checkVolumes(template),
    ...checkReferences(template),
    ...checkWorkspace(template),
    ...checkServices(definitions, template),
    ...checkPlatform(template),
    ...logFaults(template),
  ];
  return { template, faults };
}

function strangerFaults({ containers, volumes }: PodTemplateSpec): Fault[] {
  const remedyOfContainer = 'make it with container(), service(), initContainer(), agent() or a template';
  return [
    ...containers.flatMap((value, i): Fault[] =>
      isContainerDefinition(value)
        ? []
        : [{ path: `.container(…) number ${i + 1}`, value, message: 'is no container', remedy: remedyOfContainer }],
    ),
    ...volumes.flatMap(({ volume }, i): Fault[] =>
      isVolumeDefinition(volume)
        ? []
        : [
            {
              path: `.volume(…) number ${i + 1}`,
              value: volume,
              message: 'is no volume',
              remedy: 'make it with emptyDir(), secretVolume(), …',
            },
          ],
    ),
  ];
}

/** Names of the containers that a volume is for; a misspelt one would leave its container without. */
function shareFaults({ volumes }: PodTemplateSpec, names: readonly string[]): Fault[] {
  return volumes.flatMap(({ volume, containers }, i): Fault[] => {
    const path = `.volume(…) number ${i + 1}: containers`;
    if (containers === undefined) return [];
    if (!Array.isArray(containers))
      return [{ path, value: containers, message: 'is no list', remedy: `write ['${names[0]}']` }];
    return (containers as readonly unknown[])
      .filter((name) => !names.includes(name as string))
      .map((name) => ({
        path,
        value: name,
        message: `is no container of this pod template, for volume ${JSON.stringify(volume.volume.name)}`,
        remedy: suggestionFor(String(name), names, `name some of ${names.join(', ')}`),
      }));
  });
}

function settingsOf({ settings }: PodTemplateSpec, secret: boolean): JenkinsSettings {
  const { workspaceVolume = { emptyDirWorkspaceVolume: { memory: false } } } = settings;
  return {
    // The plugin prints the pod into every build log, and masks nothing but the agent's own secret.
    ...(secret ? { showRawYaml: false } : {}),
    ...settings,
    workspaceVolume:
      isPlainObject(workspaceVolume) && 'emptyDirWorkspaceVolume' in workspaceVolume
        ? { emptyDirWorkspaceVolume: { sizeLimit: WORKSPACE_SIZE_LIMIT, ...workspaceVolume.emptyDirWorkspaceVolume } }
        : workspaceVolume,
  };
}

function logFaults({ settings, pod }: PodTemplate): Fault[] {
  if (settings.showRawYaml !== true || !refersToSecret(pod.spec)) return [];
  return [
    {
      path: 'showRawYaml',
      value: true,
      message: 'prints a pod that refers to a Secret into every build log',
      remedy: 'leave showRawYaml out',
    },
  ];
}

function caveatsOf({ settings, fields }: PodTemplateSpec, definitions: readonly ContainerDefinition[]): string[] {
  const imageFromController = definitions.find(({ role }) => role === 'agent')?.image === undefined;
  const caveats: string[] = [];
  if (imageFromController && settings.agentContainer === undefined) {
    caveats.push(
      'The controller chooses the image of the agent: its tag, its registry and its user cannot be known here.',
    );
  }
  if (settings.inheritFrom) {
    caveats.push(
      `The controller's template ${JSON.stringify(settings.inheritFrom)} is merged in: its fields win over this pod and cannot be known here.`,
    );
  }
  if ((settings.idleMinutes ?? 0) > 0 && settings.label === undefined) {
    caveats.push('An idle agent without a label of its own is kept, but no later build can ask for it.');
  }
  if (fields.uid === 'from-platform') {
    caveats.push(
      "The platform assigns the uid: on a platform that assigns none, the agent image's named user is refused by the kubelet.",
    );
  }
  const own = definitions.filter((definition) => definition.fields.securityContext?.runAsUser !== undefined);
  if (fields.uid === 'from-platform' && own.length > 0) {
    caveats.push(
      `A platform that assigns the uid refuses a container with one of its own: ${own.map(({ name }) => name).join(', ')}.`,
    );
  }
  if (fields.userNamespaces === true) {
    caveats.push('Nodes with containerd before 2.0 ignore `hostUsers: false` without a word.');
  }
  return caveats;
}
