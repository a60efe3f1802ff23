import { defineRule } from '../rule';

const FIELDS = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

/** In the node's namespaces a build sees, and reaches, what runs beside it. */
export const hostNamespace = defineRule({
  id: 'host-namespace',
  severity: 'error',
  summary: 'Reports hostNetwork, hostPID and hostIPC',
  why: 'In the namespaces of the node a build sees, and reaches, what runs beside it.',
  help: 'remove the field: a build needs no namespace of the node',
  scope: 'pod',
  covers: ['pod-security/hostNamespaces', 'pod-security/hostPorts'],
  check: ({ pod }) =>
    FIELDS.flatMap((field) =>
      pod.spec[field] === true
        ? [{ path: `spec.${field}`, value: true, message: `${field} shares a namespace with the node` }]
        : [],
    ),
  admission: () => ({
    subject: 'pod',
    broken: FIELDS.map((field) => `(has(object.spec.${field}) && object.spec.${field})`).join(' || '),
    message: 'the pod shares a namespace with the node',
  }),
});
