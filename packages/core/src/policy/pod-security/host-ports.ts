import type { ContainerPort } from '../../model/kubernetes.generated';
import { itemPath } from '../../model/path';
import type { PlacedContainer } from '../pod-containers';
import type { FailedField, JudgedPod, PodSecurityCheck } from './check';
import { NONE } from './fields';
import { containersOf, named, plural, valuesOf } from './wording';

// The server gives a container on the host's network the host's port of the same number.
function effectiveHostPort(pod: JudgedPod, { list }: PlacedContainer, port: ContainerPort | null): number {
  const defaulted = pod.spec.hostNetwork === true && list !== 'ephemeralContainers' ? port?.containerPort : 0;
  return port?.hostPort ? port.hostPort : (defaulted ?? 0);
}

function forbiddenPorts(pod: JudgedPod): readonly FailedField[] {
  let fields: FailedField[] | undefined;
  for (const placed of pod.containers) {
    const { ports } = placed.container;
    for (let i = 0; i < (ports?.length ?? 0); i++) {
      const value = effectiveHostPort(pod, placed, ports?.[i] ?? null);
      if (value === 0) continue;
      const path = `${itemPath(`${placed.path}.ports`, i)}.hostPort`;
      (fields ??= []).push({ path, container: placed.container.name ?? '', value });
    }
  }
  return fields ?? NONE;
}

/** No port of the node. */
export const hostPorts: PodSecurityCheck = {
  id: 'hostPorts',
  level: 'baseline',
  revisions: [0],
  summary: 'Reports a container port that opens a port of the node',
  why: "The port opens on the node's own address. Whoever reaches the node reaches what the build has started, past Services and Ingress, and a build that chooses the number can pose as a service that others expect on that node.",
  help: 'remove hostPort: containers of a pod reach each other on localhost',
  check: (pod) => {
    const fields = forbiddenPorts(pod);
    if (fields.length === 0) return undefined;
    const containers = containersOf(fields);
    const ports = valuesOf(fields);
    return {
      reason: 'hostPort',
      detail: `${named('container', containers)} ${containers.length === 1 ? 'uses' : 'use'} ${plural('hostPort', ports)} ${ports.join(', ')}`,
      fields,
    };
  },
};
