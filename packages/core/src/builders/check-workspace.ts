import type { Fault } from '../model/fault';
import type { Container, PodSecurityContext } from '../model/kubernetes.generated';
import { itemPath } from '../model/path';
import { agentContainerName, type PodTemplate } from '../model/pod-template';

/**
 * Every step container can write what the agent owns: it has the agent's uid, or is root with the capability to pass over
 * the owner. Otherwise its first step hangs for five minutes and then "apparently never started".
 */
export function checkWorkspace({ pod, roles, settings }: PodTemplate): Fault[] {
  const context = pod.spec.securityContext;
  const faults = (['initContainers', 'containers'] as const).flatMap((list) =>
    (pod.spec[list] ?? []).flatMap((container, i) => rootFaults(container, context, itemPath(`spec.${list}`, i))),
  );
  const agentName = agentContainerName(settings);
  const agent = pod.spec.containers.find(({ name }) => name === agentName);
  if (agent === undefined) return faults;
  const agentUid = uidOf(agent, context);
  const foreign = pod.spec.containers.flatMap((container, i): Fault[] => {
    const uid = uidOf(container, context);
    const path = `${itemPath('spec.containers', i)}.securityContext.runAsUser`;
    if (
      faults.some((fault) => fault.path === path) ||
      container === agent ||
      roles[container.name] !== 'step' ||
      uid === agentUid ||
      (uid === 0 && passesOverOwners(container))
    )
      return [];
    const shown = agentUid === undefined ? 'that the platform assigns' : String(agentUid);
    const fault = {
      path,
      message: `cannot write the workspace of the agent, uid ${shown}`,
      remedy:
        uid === 0
          ? 'add the capability DAC_OVERRIDE, or leave runAsUser out'
          : 'leave runAsUser out; what needs a uid of its own is a service()',
    };
    return [uid === undefined ? fault : { ...fault, value: uid }];
  });
  return [...faults, ...foreign];
}

/** The kubelet starts no container as root that must not be root. */
function rootFaults(container: Container, context: PodSecurityContext | undefined, path: string): Fault[] {
  const uid = uidOf(container, context);
  if (uid !== 0 || !nonRoot(container, context)) return [];
  return [
    {
      path: `${path}.securityContext.runAsUser`,
      value: uid,
      message: 'is root, and runAsNonRoot is true',
      remedy: 'set runAsNonRoot: false beside it, or another uid',
    },
  ];
}

function uidOf(container: Container, context: PodSecurityContext | undefined): number | undefined {
  return container.securityContext?.runAsUser ?? context?.runAsUser;
}

function nonRoot(container: Container, context: PodSecurityContext | undefined): boolean {
  return (container.securityContext?.runAsNonRoot ?? context?.runAsNonRoot) === true;
}

function passesOverOwners({ securityContext }: Container): boolean {
  if (securityContext?.privileged === true) return true;
  const { add, drop } = securityContext?.capabilities ?? {};
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  const keepsDefaults = !list(drop).some((capability) => capability === 'ALL' || capability === 'DAC_OVERRIDE');
  return keepsDefaults || list(add).some((capability) => capability === 'DAC_OVERRIDE' || capability === 'ALL');
}
