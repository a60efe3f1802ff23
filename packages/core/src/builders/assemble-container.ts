import { listOf } from '../model/list-of';
import { isLabel } from '../model/names';
import { isPlainObject } from '../model/schema';
import type {
  Container,
  EmptyDirVolumeSource,
  EnvVar,
  SecurityContext,
  Volume,
  VolumeMount,
} from '../model/kubernetes.generated';
import { WORKING_DIR } from '../model/pod-template';
import type { ContainerDefinition } from './container-definition';
import { mergeEnv } from './env';
import { rewrittenImage, type ImageRewrites } from './image-rewrites';
import { networkEnv, type NetworkParts } from './network';
import {
  AGENT_RESOURCES,
  CONTAINER_RESOURCES,
  CONTAINER_SECURITY_CONTEXT,
  EMPTY_DIR_SIZE_LIMIT,
  HOME_SIZE_LIMIT,
  KEEPER_ARGS,
  KEEPER_COMMAND,
  TEMPORARY_DIR,
} from './hardened-defaults';
import { resourceRequirements } from './resources';
import { isVolumeDefinition, type VolumeDefinition } from './volumes';

/** A container as the pod has it, with the volumes that come along. */
export interface AssembledContainer {
  readonly container: Container;
  readonly volumes: readonly Volume[];
}

/** Names the volume that a container writes a path to. */
type ScratchName = (container: string, path: string, home: string | false) => string;

/** What all containers of a pod have from the place it runs in. */
export interface Surroundings {
  readonly images: ImageRewrites | undefined;
  readonly network: NetworkParts;
}

/** Hardens one container: every field given stays, every field left out gets its secure default. */
export function assembleContainer(
  definition: ContainerDefinition,
  shared: readonly VolumeDefinition[],
  scratchName: ScratchName,
  { images, network }: Surroundings,
): AssembledContainer {
  const { name, fields } = definition;
  const { env, volumeMounts, securityContext, ...rest } = fields;
  // A service is no program of the build: what it must know of the network is its own affair.
  const told: NetworkParts = definition.role === 'service' ? { env: [], volumes: [] } : network;
  const brought = [...told.volumes, ...shared, ...definition.volumes.filter(isVolumeDefinition)];
  const mounted = brought.flatMap(({ mount }) => (mount === undefined ? [] : [mount]));
  const mounts = [...listOf<VolumeMount>(volumeMounts), ...mounted];
  const scratch = scratchVolumes(definition, mounts, scratchName);
  const container: { -readonly [Field in keyof Container]: Container[Field] } = {
    ...rest,
    ...keeper(definition),
    name,
    env: networkEnv(told.env, homeEnv(definition, env)),
    volumeMounts: [...mounts, ...scratch.mounts],
    resources: resourceRequirements(
      definition.resources,
      definition.role === 'agent' ? AGENT_RESOURCES : CONTAINER_RESOURCES,
    ),
    securityContext: hardened(securityContext),
  };
  if (definition.image !== undefined) container.image = rewrittenImage(definition.image, images);
  // The image's own directory is no place for a build, and the plugin mounts the workspace at this one.
  if (definition.role === 'agent' || definition.role === 'step') container.workingDir ??= WORKING_DIR;
  const volumes = brought.map(({ volume }) => rewrittenVolume(volume, images));
  return { container, volumes: [...volumes, ...scratch.volumes] };
}

function keeper({ role, fields }: ContainerDefinition): Pick<Container, 'command' | 'args'> {
  return role === 'step' && fields.command === undefined && fields.args === undefined
    ? { command: KEEPER_COMMAND, args: KEEPER_ARGS }
    : {};
}

/** An image can be a volume too. */
export function rewrittenVolume(volume: Volume, images: ImageRewrites | undefined): Volume {
  const reference = volume.image?.reference;
  if (images === undefined || reference === undefined) return volume;
  return { ...volume, image: { ...volume.image, reference: rewrittenImage(reference, images) } };
}

function homeEnv({ home }: ContainerDefinition, given: readonly EnvVar[] | undefined): readonly EnvVar[] | undefined {
  if (given !== undefined && !Array.isArray(given)) return given;
  return mergeEnv(home === false ? [] : [{ name: 'HOME', value: home }], given);
}

function hardened(given: SecurityContext | undefined): SecurityContext | undefined {
  if (given === undefined) return CONTAINER_SECURITY_CONTEXT;
  if (!isPlainObject(given)) return given;
  const context: { -readonly [Key in keyof SecurityContext]: SecurityContext[Key] } = {
    ...CONTAINER_SECURITY_CONTEXT,
    ...given,
  };
  if (isPlainObject(given.capabilities))
    context.capabilities = { ...CONTAINER_SECURITY_CONTEXT.capabilities, ...given.capabilities };
  // The API server refuses a privileged container that forbids escalation.
  if (given.privileged === true && given.allowPrivilegeEscalation === undefined)
    context.allowPrivilegeEscalation = true;
  return context;
}

/** The emptyDirs that a read-only root leaves a tool to write to: its home, the temporary directory and what it names. */
function scratchVolumes(
  definition: ContainerDefinition,
  mounts: readonly (VolumeMount | null)[],
  scratchName: ScratchName,
): { mounts: VolumeMount[]; volumes: Volume[] } {
  const { name, home, writablePaths, fields } = definition;
  const readOnlyRoot = fields.securityContext?.readOnlyRootFilesystem !== false;
  const sources = new Map<string, EmptyDirVolumeSource>();
  if (readOnlyRoot) sources.set(TEMPORARY_DIR, { sizeLimit: EMPTY_DIR_SIZE_LIMIT });
  if (typeof home === 'string' && home !== TEMPORARY_DIR) sources.set(home, { sizeLimit: HOME_SIZE_LIMIT });
  for (const [path, size] of Object.entries(writablePaths))
    sources.set(path, isPlainObject(size) ? size : { sizeLimit: size });
  const placeOf = (path: unknown): string => String(path).replace(/(?<=.)\/+$/, '');
  const taken = new Set(mounts.map((mount) => placeOf(mount?.mountPath)));
  const missing = [...sources]
    .filter(([path]) => !taken.has(placeOf(path)))
    .map(([path, emptyDir]) => ({ path, emptyDir, volume: scratchName(name, path, home) }));
  return {
    mounts: missing.map(({ path, volume }) => ({ name: volume, mountPath: path })),
    volumes: missing.map(({ emptyDir, volume }) => ({ name: volume, emptyDir })),
  };
}

/** Names for the scratch volumes of one pod: each another than those before it, and than those taken. */
export function scratchNames(taken: Iterable<string>): ScratchName {
  const names = new Set(taken);
  return (container, path, home) => {
    const short = shortName(container, path, home);
    // `a` writing `/b/tmp` and `a-b` writing `/tmp` must not share a volume, though both make `a-b-tmp`.
    const name = isLabel(short) && !names.has(short) ? short : longName(`${container}:${path}`, short);
    names.add(name);
    return name;
  };
}

/** `maven` and `/tmp` make `maven-tmp`. */
function shortName(container: string, path: string, home: string | false): string {
  const suffix =
    path === home
      ? 'home'
      : path
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-|-$/g, '');
  return `${container}-${suffix}`;
}

/** The end of a name behind a number made from all that tells it from others; a wrong name is refused where it was given. */
function longName(whole: string, name: string): string {
  let hash = 0;
  for (const character of whole) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 0xffffff;
  const end = name
    .slice(-54)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '-');
  return `v${hash.toString(16)}-${end}`.replace(/-+$/, '');
}
