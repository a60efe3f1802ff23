import type { Container, LifecycleHandler, Probe } from '../../model/kubernetes.generated';
import type { FailedField, JudgedPod, PodSecurityCheck } from './check';
import { NONE } from './fields';
import { containersOf, named, plural, quoted, sortedSet, valuesOf } from './wording';

function hostsOf({ livenessProbe, readinessProbe, startupProbe, lifecycle }: Partial<Container>): {
  readonly field: string;
  readonly host: string;
}[] {
  const handlers: [string, Probe | LifecycleHandler | undefined][] = [
    ['livenessProbe', livenessProbe],
    ['readinessProbe', readinessProbe],
    ['startupProbe', startupProbe],
    ['lifecycle.postStart', lifecycle?.postStart],
    ['lifecycle.preStop', lifecycle?.preStop],
  ];
  return handlers.flatMap(([field, handler]) =>
    (['httpGet', 'tcpSocket'] as const).flatMap((action) => {
      const host = handler?.[action]?.host;
      return host ? [{ field: `${field}.${action}.host`, host }] : [];
    }),
  );
}

function forbiddenHosts(pod: JudgedPod): readonly FailedField[] {
  let fields: FailedField[] | undefined;
  for (const placed of pod.containers) {
    const { container } = placed;
    if (!hasHandler(container)) continue;
    for (const { field, host } of hostsOf(container))
      (fields ??= []).push({ path: `${placed.path}.${field}`, container: container.name ?? '', value: host });
  }
  return fields ?? NONE;
}

function hasHandler({ livenessProbe, readinessProbe, startupProbe, lifecycle }: Partial<Container>): boolean {
  return Boolean(livenessProbe ?? readinessProbe ?? startupProbe ?? lifecycle);
}

/** No probe that reaches beyond the pod. */
export const hostProbesAndHostLifecycle: PodSecurityCheck = {
  id: 'hostProbesAndHostLifecycle',
  level: 'baseline',
  revisions: [34],
  summary: 'Reports a probe or a lifecycle handler that names the host it asks',
  why: "Probes are sent by the kubelet, from the node. With host the author of a pod makes it send a request to any address that the node reaches: what listens on the node's loopback only, the metadata of the cloud, a machine that a NetworkPolicy keeps the pod away from.",
  help: "remove the host: a probe asks the pod's own address by itself",
  check: (pod) => {
    const fields = forbiddenHosts(pod);
    if (fields.length === 0) return undefined;
    const containers = sortedSet(containersOf(fields));
    const hosts = valuesOf(fields);
    return {
      reason: 'probe or lifecycle host',
      detail: `${named('container', containers)} ${containers.length === 1 ? 'uses' : 'use'} ${plural('probe or lifecycle host', hosts)} ${quoted(hosts)}`,
      fields,
    };
  },
};
