import { celEffective, CEL_WINDOWS, effectiveUser, isForWindows, mustBeNonRoot } from '../effective';
import { podContainers } from '../pod-containers';
import { defineRule } from '../rule';

/** The kubelet cannot know that a user with a name is not root. */
export const namedUser = defineRule({
  id: 'named-user',
  severity: 'warning',
  summary: 'Reports a container with runAsNonRoot: true and no runAsUser, neither its own nor the pod’s',
  why: 'The kubelet does not start it when its image gives its user by name, as those of the Jenkins agent do: it cannot know that the name is not root’s, and says CreateContainerConfigError.',
  help: 'set runAsUser to the number of the user, 1000 for the agent; podwright does it by itself',
  scope: 'container',
  check: ({ pod }) =>
    isForWindows(pod.spec)
      ? []
      : podContainers(pod.spec)
          .filter(
            ({ container }) => mustBeNonRoot(container, pod.spec) && effectiveUser(container, pod.spec) === undefined,
          )
          .map(({ container: { name }, path }) => ({
            path: `${path}.securityContext.runAsUser`,
            container: name,
            message: `container ${JSON.stringify(name)} does not start if its image gives its user by name`,
          })),
  admission: () => ({
    subject: 'container',
    broken: `!${CEL_WINDOWS} && ${celEffective('runAsNonRoot', 'false')} && ${celEffective('runAsUser', '-1')} == -1`,
    message: 'containers do not start if their images give their user by name',
  }),
});
