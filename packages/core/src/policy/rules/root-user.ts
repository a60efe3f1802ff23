import { celEffective, CEL_USER_NAMESPACE, effectiveUser } from '../effective';
import { podContainers } from '../pod-containers';
import { defineRule } from '../rule';

/** Root in a container is root of the node, behind a fence. */
export const rootUser = defineRule({
  id: 'root-user',
  severity: 'warning',
  summary: 'Reports a container that is told to run as root, outside of a user namespace',
  why: 'The uid 0 of a container is that of the node. When the kernel or the runtime has a hole, it matters who stands behind it.',
  help: 'leave runAsUser out, or use another uid; where a tool needs root, set userNamespaces: true, or name an exemption',
  scope: 'container',
  check: ({ pod }) =>
    pod.spec.hostUsers === false
      ? []
      : podContainers(pod.spec)
          .filter(({ container }) => effectiveUser(container, pod.spec) === 0)
          .map(({ container: { name }, path }) => ({
            path: `${path}.securityContext.runAsUser`,
            container: name,
            value: 0,
            message: `container ${JSON.stringify(name)} runs as root`,
          })),
  admission: () => ({
    subject: 'container',
    broken: `!${CEL_USER_NAMESPACE} && ${celEffective('runAsUser', '-1')} == 0`,
    message: 'containers run as root',
  }),
});
