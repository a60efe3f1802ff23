import { defineRule } from '../rule';
import { podContainers } from '../pod-containers';

/** A privileged container is root on its node. */
export const privilegedContainer = defineRule({
  id: 'privileged-container',
  severity: 'error',
  summary: 'Reports a container with privileged: true',
  why: 'A privileged container is root on its node: it mounts the disk of the node, and reads every secret on it.',
  help: 'remove privileged; images are built without it by kaniko() or buildah()',
  scope: 'container',
  covers: ['pod-security/privileged', 'pod-security/allowPrivilegeEscalation'],
  check: ({ pod }) =>
    podContainers(pod.spec).flatMap(({ container, path }) =>
      container.securityContext?.privileged === true
        ? [
            {
              path: `${path}.securityContext.privileged`,
              container: container.name,
              value: true,
              message: `container ${JSON.stringify(container.name)} is root on its node`,
            },
          ]
        : [],
    ),
  admission: () => ({
    subject: 'container',
    broken: 'has(c.securityContext) && has(c.securityContext.privileged) && c.securityContext.privileged',
    message: 'containers are root on their node',
  }),
});
