import { defineRule } from '../rule';
import { podContainers } from '../pod-containers';

/** A privileged container is root on its node. */
export const privilegedContainer = defineRule({
  id: 'privileged-container',
  severity: 'error',
  help: 'remove privileged; images are built without it by kaniko() or buildah()',
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
});
