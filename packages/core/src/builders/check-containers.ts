import type { Fault } from '../model/fault';
import { parseImageReference } from '../model/image-reference';
import type { Container } from '../model/kubernetes.generated';
import { fieldPath, itemPath } from '../model/path';
import { levelAllows, POD_SECURITY_LEVELS } from '../model/pod-security-level';
import { AGENT_CONTAINER_NAME, agentContainerName, type ContainerRole, type PodTemplate } from '../model/pod-template';
import { parseQuantity } from '../model/quantity';
import { isPlainObject } from '../model/schema';
import { suggestionFor } from '../model/suggestion';
import type { ContainerDefinition } from './container-definition';
import type { PodTemplateSpec } from './pod-template-spec';
import { isVolumeDefinition } from './volumes';

const ROLES: readonly ContainerRole[] = ['agent', 'step', 'service', 'init'];

/** Whether a value was made by `container`, `service`, `initContainer`, `agent` or a template. */
export function isContainerDefinition(value: unknown): value is ContainerDefinition {
  return (
    isPlainObject(value) &&
    ROLES.includes(value.role as ContainerRole) &&
    'needs' in value &&
    isPlainObject(value.fields) &&
    isPlainObject(value.writablePaths) &&
    Array.isArray(value.volumes)
  );
}

/** Images, roles and resources of the containers, and the level each of them needs. */
export function checkContainers(
  definitions: readonly ContainerDefinition[],
  spec: PodTemplateSpec,
  { pod }: PodTemplate,
): Fault[] {
  const places = new Map<string, { path: string; container: Container }>();
  for (const list of ['initContainers', 'containers'] as const) {
    (pod.spec[list] ?? []).forEach((container, i) => {
      // Of two containers of one name the first is judged; the second is refused for its name.
      if (!places.has(container.name)) places.set(container.name, { path: itemPath(`spec.${list}`, i), container });
    });
  }
  const faults = definitions.flatMap((definition): Fault[] => {
    const place = places.get(definition.name);
    return place === undefined
      ? []
      : [
          ...imageFaults(definition, place.path),
          ...roleFaults(definition, place.path, spec),
          ...levelFaults(definition, place.path, spec),
          ...shorthandFaults(definition.resources, `${place.path}.resources`),
          ...resourceFaults(place.container, `${place.path}.resources`),
        ];
  });
  return [...faults, ...agentFaults(definitions, spec)];
}

function imageFaults({ image, role }: ContainerDefinition, path: string): Fault[] {
  if (image === undefined && role === 'agent') return [];
  if (typeof image === 'string' && parseImageReference(image) !== undefined) return [];
  const fault = {
    path: `${path}.image`,
    message: 'is no image name',
    remedy: 'write registry/repository:tag, the path in lower case',
  };
  return [image === undefined ? fault : { ...fault, value: image }];
}

function roleFaults(
  { role, name, fields, home, writablePaths, volumes }: ContainerDefinition,
  path: string,
  { settings }: PodTemplateSpec,
): Fault[] {
  const faults: Fault[] = [];
  const agentName = agentContainerName(settings);
  if (role === 'agent' && (fields.command !== undefined || fields.args !== undefined)) {
    faults.push({
      path: `${path}.command`,
      value: fields.command ?? fields.args,
      message: 'replaces the agent itself',
      remedy: 'leave command and args of the agent out',
    });
  }
  if (role !== 'agent' && name === AGENT_CONTAINER_NAME && agentName === AGENT_CONTAINER_NAME) {
    faults.push({
      path: `${path}.name`,
      value: name,
      message: "is the agent's name",
      remedy: 'make the agent with agent(), or choose another name',
    });
  }
  if (role === 'service' && !asksSomething(fields.readinessProbe)) {
    faults.push({
      path: `${path}.readinessProbe`,
      message: fields.readinessProbe === undefined ? 'is missing' : 'asks nothing',
      remedy: 'say how the service is known to be ready: by exec, grpc, httpGet or tcpSocket',
    });
  }
  if (role === 'service' && Array.isArray(fields.command) && /^(sleep|cat|tail)$/.test(String(fields.command[0]))) {
    faults.push({
      path: `${path}.command`,
      value: fields.command,
      message: 'idles',
      remedy: 'leave the command of a service to its image, or use container()',
    });
  }
  if (home !== false && (typeof home !== 'string' || !home.startsWith('/'))) {
    faults.push({
      path: `${path}: home`,
      value: home,
      message: 'is no absolute path',
      remedy: 'write a path such as /home/jenkins, or false',
    });
  }
  for (const writable of Object.keys(writablePaths)) {
    if (!writable.startsWith('/'))
      faults.push({
        path: `${path}: writablePaths`,
        value: writable,
        message: 'is no absolute path',
        remedy: "write { '/path': 'size' }",
      });
  }
  volumes.forEach((value: unknown, i) => {
    if (!isVolumeDefinition(value))
      faults.push({
        path: `${path}: volumes[${i}]`,
        value,
        message: 'is no volume',
        remedy: 'make it with emptyDir(), secretVolume(), …',
      });
  });
  return faults;
}

function asksSomething(probe: unknown): boolean {
  // What is no mapping is refused by the schema, with a word about that.
  if (!isPlainObject(probe)) return probe !== undefined;
  return ['exec', 'grpc', 'httpGet', 'tcpSocket'].some((handler) => probe[handler] !== undefined);
}

function levelFaults({ name, needs }: ContainerDefinition, path: string, { podSecurity }: PodTemplateSpec): Fault[] {
  if (!POD_SECURITY_LEVELS.includes(needs)) {
    const remedy = suggestionFor(String(needs), POD_SECURITY_LEVELS, `use one of ${POD_SECURITY_LEVELS.join(', ')}`);
    return [{ path: `${path}: needs`, value: needs, message: 'is no Pod Security level', remedy }];
  }
  if (levelAllows(podSecurity, needs)) return [];
  return [
    {
      path,
      message: `container ${JSON.stringify(name)} needs Pod Security level ${needs}, but the pod template promises ${podSecurity}`,
      remedy: `give the pod template podSecurity: '${needs}', or put the container into a template of its own`,
    },
  ];
}

const RESOURCE_FIELDS = ['cpu', 'memory', 'ephemeral-storage', 'requests', 'limits', 'claims'];

function shorthandFaults(resources: unknown, path: string): Fault[] {
  if (resources === undefined) return [];
  if (!isPlainObject(resources))
    return [{ path, value: resources, message: 'is no mapping', remedy: "write { cpu: '500m', memory: '1Gi' }" }];
  const unknown = Object.keys(resources)
    .filter((key) => !RESOURCE_FIELDS.includes(key))
    .map((key) => ({
      path,
      message: `unknown field ${JSON.stringify(key)}`,
      remedy: suggestionFor(key, RESOURCE_FIELDS, 'other resources stand in requests and limits'),
    }));
  const lists = (['requests', 'limits'] as const).filter((key) => key in resources && !isPlainObject(resources[key]));
  return [
    ...unknown,
    ...lists.map((key) => ({
      path: fieldPath(path, key),
      value: resources[key],
      message: 'is no mapping',
      remedy: "write { 'nvidia.com/gpu': 1 }",
    })),
  ];
}

function resourceFaults({ resources }: Container, path: string): Fault[] {
  const negative = (['requests', 'limits'] as const).flatMap((list) =>
    Object.entries(resources?.[list] ?? {}).flatMap(([resource, text]): Fault[] =>
      (parseQuantity(text) ?? 0) < 0
        ? [
            {
              path: fieldPath(`${path}.${list}`, resource),
              value: text,
              message: 'is negative',
              remedy: 'ask for nothing less than 0',
            },
          ]
        : [],
    ),
  );
  if (negative.length > 0) return negative;
  return Object.entries(resources?.requests ?? {}).flatMap(([resource, request]): Fault[] => {
    const limit = resources?.limits?.[resource];
    const [least, most] = [request, limit].map((text) => (typeof text === 'string' ? parseQuantity(text) : undefined));
    if (least === undefined || most === undefined || least <= most) return [];
    return [
      {
        path: fieldPath(`${path}.requests`, resource),
        value: request,
        message: `is above the limit ${limit}`,
        remedy: 'raise the limit or lower the request',
      },
    ];
  });
}

const isAgent = ({ role }: ContainerDefinition): boolean => role === 'agent';

function agentFaults(definitions: readonly ContainerDefinition[], { settings }: PodTemplateSpec): Fault[] {
  const { agentContainer, agentInjection, defaultContainer } = settings;
  const faults: Fault[] = [];
  const runsSteps = ({ name, role }: ContainerDefinition): boolean =>
    name === defaultContainer && (role === 'step' || role === 'agent');
  if (defaultContainer !== undefined && defaultContainer !== AGENT_CONTAINER_NAME && !definitions.some(runsSteps)) {
    faults.push({
      path: 'defaultContainer',
      value: defaultContainer,
      message: 'is no container that runs steps',
      remedy: 'name one made with container() or a tool of the catalogue',
    });
  }
  const host = definitions.find(({ name }) => name === agentContainer);
  if (agentContainer !== undefined && host === undefined) {
    faults.push({
      path: 'agentContainer',
      value: agentContainer,
      message: 'is no container of this pod template',
      remedy: 'name one of its containers',
    });
  }
  if (agentContainer !== undefined && agentContainer !== AGENT_CONTAINER_NAME && definitions.some(isAgent)) {
    faults.push({
      path: 'agentContainer',
      value: agentContainer,
      message: `makes a second agent beside ${AGENT_CONTAINER_NAME}`,
      remedy: 'leave agent() or agentContainer out',
    });
  }
  if (host?.role === 'init') {
    faults.push({
      path: 'agentContainer',
      value: agentContainer,
      message: 'is an init container and ends before the agent starts',
      remedy: 'name a container of another kind',
    });
  }
  if (agentInjection !== true && host !== undefined && host.role === 'step') {
    faults.push({
      path: 'agentContainer',
      value: agentContainer,
      message: 'waits for steps and runs no agent',
      remedy: 'set agentInjection: true, or leave agentContainer out',
    });
  }
  return faults;
}
