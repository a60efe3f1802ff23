import type { PodSecurityCheck } from './check';
import { failedSettings, hasUserNamespace } from './fields';
import { setters } from './wording';

/** Nobody asks to be root. */
export const runAsUser: PodSecurityCheck = {
  id: 'runAsUser',
  level: 'restricted',
  revisions: [23, 35],
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
