import type { PodSecurityCheck } from './check';

/** No namespace of the node. */
export const hostNamespaces: PodSecurityCheck = {
  id: 'hostNamespaces',
  level: 'baseline',
  revisions: [0],
  summary: 'Reports a pod that shares the network, the processes or the shared memory of its node',
  why: "With hostNetwork a build reaches what listens on the node's loopback address only, opens ports on the node itself, and most network plugins apply no NetworkPolicy to it. With hostPID it sees every process of the node with its arguments, passwords among them, and can end those of its uid.",
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
