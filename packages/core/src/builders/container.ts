import type { Fault } from '../model/fault';
import { frozenCopy } from '../model/frozen-copy';
import type { Container, EnvVar, Probe, SecurityContext } from '../model/kubernetes.generated';
import type { PodSecurityLevel } from '../model/pod-security-level';
import { AGENT_CONTAINER_NAME, type ContainerRole } from '../model/pod-template';
import type { RuleId } from '../model/rule-id';
import { isPlainObject } from '../model/schema';
import { refuseFields } from './check-names';
import type { ContainerDefinition, WritablePaths } from './container-definition';
import { AGENT_HOME, AGENT_IMAGE, TEMPORARY_DIR } from './hardened-defaults';
import { env, mergeEnv } from './env';
import type { Resources } from './resources';
import { isVolumeDefinition, type VolumeDefinition } from './volumes';

/** A container's security context; `privileged: true` shows in the type, so that it needs an exemption. */
export interface SecurityContextFields<Privileged extends boolean = false> extends Omit<SecurityContext, 'privileged'> {
  readonly privileged?: Privileged | undefined;
}

/** Everything a container may have, under Kubernetes' names; what is left out is hardened. */
export interface ContainerFields<
  Privileged extends boolean = false,
  Breaks extends RuleId = never,
  Needs extends PodSecurityLevel = PodSecurityLevel,
> extends Omit<Container, 'name' | 'image' | 'resources' | 'securityContext'> {
  readonly securityContext?: SecurityContextFields<Privileged> | undefined;
  /** @default 100m of cpu, 512Mi of memory */
  readonly resources?: Resources | undefined;
  /** Volumes that only this container mounts. */
  readonly volumes?: readonly VolumeDefinition<Breaks>[] | undefined;
  /** Where HOME is, on an emptyDir of its own; false where the image has a HOME that it can write. @default /home/jenkins */
  readonly home?: string | false | undefined;
  /**
   * Further paths the tool writes, each an emptyDir of the size named: `{ '/var/cache': '1Gi' }`; with a medium,
   * `{ '/dev/shm': { sizeLimit: '1Gi', medium: 'Memory' } }`. `/tmp` is always one.
   */
  readonly writablePaths?: WritablePaths | undefined;
  /** Services of the pod that the steps talk to: their addresses become environment variables. */
  readonly uses?: readonly ContainerDefinition<string, PodSecurityLevel, RuleId, 'service'>[] | undefined;
  /** The strictest Pod Security level under which the container works. @default restricted */
  readonly needs?: Needs | undefined;
}

type BreaksOf<Privileged extends boolean, Breaks extends RuleId> =
  Breaks | (true extends Privileged ? 'privileged-container' : never);

/**
 * A container for steps: any image with a shell, hardened, kept alive until the build ends.
 *
 * @param image name with a tag or digest; `maven:3.9.9` is written out as `docker.io/library/maven:3.9.9`.
 * @example container('lint', 'registry.example.com/tools/lint:4.2', { resources: { memory: '1Gi' } })
 */
export function container<
  const Name extends string,
  Privileged extends boolean = false,
  Breaks extends RuleId = never,
  const Needs extends PodSecurityLevel = 'restricted',
>(
  name: Name,
  image: string,
  fields: ContainerFields<Privileged, Breaks, Needs> = {},
): ContainerDefinition<Name, Needs, BreaksOf<Privileged, Breaks>, 'step'> {
  return define('step', name, image, fields);
}

/** What a service container must say: how it is known to be ready. */
export interface ServiceFields<
  Privileged extends boolean = false,
  Breaks extends RuleId = never,
  Needs extends PodSecurityLevel = PodSecurityLevel,
> extends Omit<ContainerFields<Privileged, Breaks, Needs>, 'readinessProbe' | 'uses'> {
  /** The build starts when the service answers; without it the first test would race the start. */
  readonly readinessProbe: Probe;
  /** Environment variables by which steps reach it, for the containers that have it in `uses`. */
  readonly address?: readonly EnvVar[] | undefined;
}

/**
 * A container that runs its own process beside the build, such as a database. Stages cannot run in it.
 *
 * @example service('redis', 'docker.io/library/redis:8.0.3', { readinessProbe: { tcpSocket: { port: 6379 } } })
 */
export function service<
  const Name extends string,
  Privileged extends boolean = false,
  Breaks extends RuleId = never,
  const Needs extends PodSecurityLevel = 'restricted',
>(
  name: Name,
  image: string,
  fields: ServiceFields<Privileged, Breaks, Needs>,
): ContainerDefinition<Name, Needs, BreaksOf<Privileged, Breaks>, 'service'> {
  return define('service', name, image, withoutHome(name, fields));
}

/** A container that runs to its end before the others start. The plugin mounts no workspace in it. */
export function initContainer<
  const Name extends string,
  Privileged extends boolean = false,
  Breaks extends RuleId = never,
  const Needs extends PodSecurityLevel = 'restricted',
>(
  name: Name,
  image: string,
  fields: ContainerFields<Privileged, Breaks, Needs> = {},
): ContainerDefinition<Name, Needs, BreaksOf<Privileged, Breaks>, 'init'> {
  return define('init', name, image, withoutHome(name, fields));
}

/** What can be said of the agent: everything but its command, which belongs to the image. */
export interface AgentFields extends Omit<ContainerFields<false, never, 'restricted'>, 'command' | 'args' | 'needs'> {
  /** `from-controller` leaves the image to the controller, which then nobody can check. @default the plugin's own agent image */
  readonly image?: string | undefined;
}

/**
 * The container of the Jenkins agent. A pod template has one without being asked; this one replaces it.
 *
 * @example agent({ image: 'registry.example.com/jenkins/inbound-agent:3355.v388858a_47b_33-3-jdk21' })
 */
export function agent(
  fields: AgentFields = {},
): ContainerDefinition<typeof AGENT_CONTAINER_NAME, 'restricted', never, 'agent'> {
  refuseFields('container', AGENT_CONTAINER_NAME, mappingFaults(fields));
  const { image = AGENT_IMAGE, ...rest } = fields;
  const settings: ContainerFields<false, never, 'restricted'> = {
    ...rest,
    // The heap follows the limit; a quarter, the JVM's own share, is little where nothing else runs.
    env: mergeEnv([env('JAVA_OPTS', '-XX:MaxRAMPercentage=50')], rest.env),
  };
  const definition = define('agent', AGENT_CONTAINER_NAME, image, settings);
  return image === 'from-controller' ? frozenCopy({ ...definition, image: undefined }) : definition;
}

/** Databases and one-shot programs need no home of their own: the temporary directory is writable. */
function withoutHome<
  Fields extends { readonly home?: string | false | undefined; readonly env?: ContainerFields['env'] },
>(name: string, fields: Fields): Fields {
  refuseFields('container', name, mappingFaults(fields));
  return fields.home === undefined
    ? { ...fields, home: false, env: mergeEnv([env('HOME', TEMPORARY_DIR)], fields.env) }
    : fields;
}

function mappingFaults(value: unknown, path = 'fields', example = 'resources: …'): Fault[] {
  return isPlainObject(value) ? [] : [{ path, value, message: 'is no mapping', remedy: `write { ${example} }` }];
}

/** What would be lost, or throw, when the pod is put together; other wrong types are seen in the pod itself. */
function listFaults(lists: { readonly [path: string]: unknown }): Fault[] {
  return Object.entries(lists).flatMap(([path, value]) =>
    value === undefined || Array.isArray(value) ? [] : [{ path, value, message: 'is no list', remedy: 'write a list' }],
  );
}

function define<
  Name extends string,
  Needs extends PodSecurityLevel,
  Privileged extends boolean,
  Breaks extends RuleId,
  Role extends ContainerRole,
>(
  role: Role,
  name: Name,
  image: string,
  given: ContainerFields<Privileged, Breaks, Needs> & { readonly address?: readonly EnvVar[] | undefined },
): ContainerDefinition<Name, Needs, BreaksOf<Privileged, Breaks>, Role> {
  refuseFields('container', name, mappingFaults(given));
  const {
    resources,
    volumes = [],
    home = AGENT_HOME,
    writablePaths = {},
    needs = 'restricted',
    uses = [],
    address = [],
    ...fields
  } = given;
  const lists = {
    volumes,
    uses,
    address,
    env: fields.env,
    volumeMounts: fields.volumeMounts,
    volumeDevices: fields.volumeDevices,
  };
  refuseFields('container', name, [
    ...listFaults(lists),
    ...mappingFaults(writablePaths, 'writablePaths', "'/path': 'size'"),
    ...useFaults(uses),
  ]);
  const addresses = uses.flatMap((used) => used.address);
  const breaks: RuleId[] = volumes.filter(isVolumeDefinition).flatMap((volume) => volume.breaks);
  if (fields.securityContext?.privileged === true) breaks.push('privileged-container');
  return frozenCopy({
    name,
    role,
    // The default of the type parameter and the default here are one.
    needs: needs as Needs,
    // What the types derive and what the fields say is the same, but no type can follow the fields.
    breaks: breaks as BreaksOf<Privileged, Breaks>[],
    image,
    fields: addresses.length === 0 ? fields : { ...fields, env: mergeEnv(addresses, fields.env) },
    resources,
    volumes,
    home,
    writablePaths,
    address,
    uses: uses.map((used) => used.name),
  });
}

/** A service that has no address is one that the types have not seen. */
function useFaults(uses: readonly unknown[]): Fault[] {
  if (!Array.isArray(uses)) return [];
  return (uses as readonly unknown[]).flatMap((value, i): Fault[] =>
    isPlainObject(value) && value.role === 'service' && Array.isArray(value.address)
      ? []
      : [
          {
            path: `uses[${i}]`,
            value,
            message: 'is no service',
            remedy: 'make it with service(), or a service of the catalogue',
          },
        ],
  );
}
