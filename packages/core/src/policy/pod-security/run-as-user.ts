import type { PodSecurityCheck } from './check';
import { failedSettings, hasUserNamespace } from './fields';
import { setters } from './wording';

/** Nobody asks to be root. */
export const runAsUser: PodSecurityCheck = {
  id: 'runAsUser',
  level: 'restricted',
  revisions: [23, 35],
  summary: 'Reports a pod or container that asks for the uid 0',
  why: "Uid 0 is root, and without a user namespace the node's root, as runAsNonRoot says. A container that asks for it beside runAsNonRoot: true contradicts itself: the kubelet would not start it (container's runAsUser breaks non-root policy).",
  help: 'leave runAsUser out, or use a uid that is not 0',
  check: (pod, minor) => {
    if (minor >= 35 && hasUserNamespace(pod)) return undefined;
    const fields = failedSettings(
      pod,
      'runAsUser',
      (context) => context.runAsUser,
      (value) => value === 0,
    );
    return fields.length === 0
      ? undefined
      : { reason: 'runAsUser=0', detail: `${setters(fields)} must not set runAsUser=0`, fields };
  },
};
