import { defineRule } from '../rule';

/** In the node's namespaces a build sees, and reaches, what runs beside it. */
export const hostNamespace = defineRule({
  id: 'host-namespace',
  severity: 'error',
  help: 'remove the field: a build needs no namespace of the node',
  covers: ['pod-security/hostNamespaces', 'pod-security/hostPorts'],
  check: ({ pod }) =>
    (['hostNetwork', 'hostPID', 'hostIPC'] as const).flatMap((field) =>
      pod.spec[field] === true
        ? [{ path: `spec.${field}`, value: true, message: `${field} shares a namespace with the node` }]
        : [],
    ),
});
