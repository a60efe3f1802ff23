import { agentContainerName } from '../../model/pod-template';
import type { Container } from '../../model/kubernetes.generated';
import { effectiveUser } from '../effective';
import { isIdle } from '../idle';
import { podContainers } from '../pod-containers';
import { defineRule } from '../rule';

/** The uid of the official images of the agent. */
const AGENT_UID = 1000;

/** Every container that steps run in can write what the agent owns. */
export const workspaceUser = defineRule({
  id: 'workspace-user',
  severity: 'warning',
  summary: 'Reports a container for steps whose uid is not that of the agent, and who is not root either',
  why: 'The agent owns the workspace they share. A step of another uid cannot write there: it hangs for five minutes, and then "apparently never started".',
  help: 'give all containers for steps the uid of the agent, on the pod',
  scope: 'container',
  check: ({ pod, settings, roles }) => {
    const agentName = agentContainerName(settings);
    const containers = podContainers(pod.spec).filter(({ list }) => list === 'containers');
    const agent = containers.find(({ container }) => container.name === agentName);
    const agentUid = effectiveUser(agent?.container ?? {}, pod.spec) ?? AGENT_UID;
    return containers.flatMap(({ container, path }) => {
      const { name } = container;
      const uid = effectiveUser(container, pod.spec);
      const runsSteps = roles === undefined ? container.tty === true || isIdle(container) : roles[name] === 'step';
      if (name === agentName || !runsSteps || uid === undefined || uid === agentUid) return [];
      if (uid === 0 && passesOverOwners(container)) return [];
      return [
        {
          path: `${path}.securityContext.runAsUser`,
          container: name,
          value: uid,
          message: `container ${JSON.stringify(name)} of uid ${uid} cannot write the workspace of the agent, uid ${agentUid}`,
        },
      ];
    });
  },
});

/** Root writes everywhere as long as it has the capability to. */
function passesOverOwners({ securityContext }: Partial<Container>): boolean {
  if (securityContext?.privileged === true) return true;
  const { add, drop } = securityContext?.capabilities ?? {};
  const keeps = !(drop ?? []).some((capability) => capability === 'ALL' || capability === 'DAC_OVERRIDE');
  return keeps || (add ?? []).some((capability) => capability === 'DAC_OVERRIDE' || capability === 'ALL');
}
