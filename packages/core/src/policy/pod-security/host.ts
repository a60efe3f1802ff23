import type { Container, LifecycleHandler, Probe } from '../../model/kubernetes.generated';
import { itemPath } from '../../model/path';
import { podContainers } from '../pod-containers';
import type { FailedField, JudgedPod, PodSecurityCheck } from './check';
import { containersOf, named, quoted, sortedSet } from './wording';

/** No namespace of the node. */
export const hostNamespaces: PodSecurityCheck = {
  id: 'hostNamespaces',
  level: 'baseline',
  help: 'remove hostNetwork, hostPID and hostIPC',
  check: ({ spec }) => {
    const set = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => spec[field] === true);
    if (set.length === 0) return undefined;
    return {
      reason: 'host namespaces',
      detail: set.map((field) => `${field}=true`).join(', '),
      fields: set.map((field) => ({ path: `spec.${field}`, value: true })),
    };
  },
};

/** No path of the node. */
export const hostPathVolumes: PodSecurityCheck = {
  id: 'hostPathVolumes',
  level: 'baseline',
  help: 'use another kind of volume',
  check: ({ spec }) => {
    const volumes = spec.volumes ?? [];
    const names = volumes.filter(({ hostPath }) => hostPath).map(({ name }) => name);
    if (names.length === 0) return undefined;
    return {
      reason: 'hostPath volumes',
      detail: named('volume', names),
      fields: volumes.flatMap(({ hostPath }, i) =>
        hostPath ? [{ path: `${itemPath('spec.volumes', i)}.hostPath`, value: hostPath.path }] : [],
      ),
    };
  },
};

// The server gives a container on the host's network the host's port of the same number.
function effectiveHostPort(
  pod: JudgedPod,
  path: string,
  port: { readonly hostPort?: number | undefined; readonly containerPort: number },
): number {
  const defaulted =
    pod.spec.hostNetwork === true && !path.startsWith('spec.ephemeralContainers') ? port.containerPort : 0;
  return port.hostPort ? port.hostPort : defaulted;
}

/** No port of the node. */
export const hostPorts: PodSecurityCheck = {
  id: 'hostPorts',
  level: 'baseline',
  help: 'remove hostPort: containers of a pod reach each other on localhost',
  check: (pod) => {
    const fields: FailedField[] = podContainers(pod.spec).flatMap(({ container, path }) =>
      (container.ports ?? []).flatMap((port, i) => {
        const value = effectiveHostPort(pod, path, port);
        return value === 0
          ? []
          : [{ path: `${itemPath(`${path}.ports`, i)}.hostPort`, container: container.name, value }];
      }),
    );
    if (fields.length === 0) return undefined;
    const containers = containersOf(fields);
    const ports = sortedSet(fields.map(({ value }) => String(value)));
    return {
      reason: 'hostPort',
      detail: `${named('container', containers)} ${containers.length === 1 ? 'uses' : 'use'} hostPort${ports.length === 1 ? '' : 's'} ${ports.join(', ')}`,
      fields,
    };
  },
};

function hostsOf({
  livenessProbe,
  readinessProbe,
  startupProbe,
  lifecycle,
}: Partial<Container>): { field: string; host: string }[] {
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

/** No probe that reaches beyond the pod. */
export const hostProbesAndHostLifecycle: PodSecurityCheck = {
  id: 'hostProbesAndHostLifecycle',
  level: 'baseline',
  help: "remove the host: a probe asks the pod's own address by itself",
  check: (pod) => {
    const fields: FailedField[] = podContainers(pod.spec).flatMap(({ container, path }) =>
      hostsOf(container).map(({ field, host }) => ({
        path: `${path}.${field}`,
        container: container.name,
        value: host,
      })),
    );
    if (fields.length === 0) return undefined;
    const containers = sortedSet(containersOf(fields));
    const hosts = sortedSet(fields.map(({ value }) => String(value)));
    return {
      reason: 'probe or lifecycle host',
      detail: `${named('container', containers)} ${containers.length === 1 ? 'uses' : 'use'} probe or lifecycle host${hosts.length === 1 ? '' : 's'} ${quoted(hosts)}`,
      fields,
    };
  },
};
