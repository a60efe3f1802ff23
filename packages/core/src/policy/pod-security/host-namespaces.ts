import type { PodSecurityCheck } from './check';

/** No namespace of the node. */
export const hostNamespaces: PodSecurityCheck = {
  id: 'hostNamespaces',
  level: 'baseline',
  revisions: [0],
  help: 'remove hostNetwork, hostPID and hostIPC',
  check: ({ spec }) => {
    if (spec.hostNetwork !== true && spec.hostPID !== true && spec.hostIPC !== true) return undefined;
    const set = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => spec[field] === true);
    return {
      reason: 'host namespaces',
      detail: set.map((field) => `${field}=true`).join(', '),
      fields: set.map((field) => ({ path: `spec.${field}`, value: true })),
    };
  },
};
