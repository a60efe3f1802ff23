import type { Failure, JudgedPod, PodSecurityCheck } from './check';
import { failedContainers, hasUserNamespace } from './fields';
import { containersOf, named, quoted, valuesOf } from './wording';

/** The failure of a pod with a container whose /proc is not masked. */
export function unmaskedProc(pod: JudgedPod): Failure | undefined {
  const fields = failedContainers(
    pod,
    'procMount',
    (context) => context.procMount,
    (value) => value !== undefined && value !== 'Default',
  );
  if (fields.length === 0) return undefined;
  return {
    reason: 'procMount',
    detail: `${named('container', containersOf(fields))} must not set securityContext.procMount to ${quoted(valuesOf(fields))}`,
    fields,
  };
}

/** The parts of /proc that runtimes mask stay masked, unless root in the pod is nobody on the node. */
export const procMount: PodSecurityCheck = {
  id: 'procMount',
  level: 'baseline',
  revisions: [0, 35],
  summary: "Reports a container without the runtime's mask over /proc, unless its pod has a user namespace",
  why: "Runtimes hide parts of /proc, such as /proc/kcore and /proc/keys, and make others read-only, such as /proc/sys and /proc/sysrq-trigger. Unmasked, root in a container writes the node's kernel parameters. /proc/sys/kernel/core_pattern alone names a program that the kernel runs as root on the node.",
  help: 'leave procMount out',
  check: (pod, minor) => (minor >= 35 && hasUserNamespace(pod) ? undefined : unmaskedProc(pod)),
};
