import type { Fault } from '../model/fault';
import type { Container, Probe } from '../model/kubernetes.generated';
import { listOf } from '../model/list-of';
import { itemPath } from '../model/path';
import type { PodTemplate } from '../model/pod-template';
import { suggestionFor } from '../model/suggestion';
import type { ContainerDefinition } from './container-definition';

/** Services that steps use are in the pod, and no two of them want one port: the containers of a pod share their address. */
export function checkServices(definitions: readonly ContainerDefinition[], { pod }: PodTemplate): Fault[] {
  return [...useFaults(definitions), ...portFaults(pod.spec.containers)];
}

function useFaults(definitions: readonly ContainerDefinition[]): Fault[] {
  const services = definitions.filter(({ role }) => role === 'service').map(({ name }) => name);
  return definitions.flatMap(({ name, uses }) =>
    listOf(uses)
      .filter((used) => !services.includes(used))
      .map((used): Fault => ({
        path: `container ${JSON.stringify(name)}: uses`,
        value: used,
        message: 'is no service of this pod template',
        remedy: suggestionFor(String(used), services, 'add it with .container() as well'),
      })),
  );
}

function portFaults(containers: readonly Container[]): Fault[] {
  const taken = new Map<string, string>();
  return containers.flatMap((container, i) =>
    portsOf(container).flatMap((port): Fault[] => {
      const first = taken.get(port);
      if (first === undefined) taken.set(port, container.name);
      if (first === undefined || first === container.name) return [];
      return [
        {
          path: `${itemPath('spec.containers', i)}.ports`,
          value: Number(port.split('/')[0]),
          message: `is taken by container ${JSON.stringify(first)}, and the containers of a pod share their ports`,
          remedy: 'let one of the two listen on another port, or put it into a pod template of its own',
        },
      ];
    }),
  );
}

/** The ports a container says it listens on, and those its probes ask. */
function portsOf({ ports, readinessProbe, livenessProbe, startupProbe }: Container): string[] {
  const said = listOf(ports).map((port) => `${port?.containerPort}/${port?.protocol ?? 'TCP'}`);
  const asked = [readinessProbe, livenessProbe, startupProbe].flatMap((probe: Probe | undefined) =>
    [probe?.tcpSocket?.port, probe?.httpGet?.port, probe?.grpc?.port].flatMap((port) =>
      typeof port === 'number' ? [`${port}/TCP`] : [],
    ),
  );
  return [...new Set([...said, ...asked])];
}
