import type { PodSecurityCheck } from './check';
import { failedContainers, isWindows } from './fields';
import { containersOf, named } from './wording';

/** No process gains more rights than its parent. */
export const allowPrivilegeEscalation: PodSecurityCheck = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  revisions: [8, 25],
  help: 'leave allowPrivilegeEscalation out: it is false by itself',
  check: (pod, minor) => {
    if (minor >= 25 && isWindows(pod)) return undefined;
    const fields = failedContainers(
      pod,
      'allowPrivilegeEscalation',
      (context) => context.allowPrivilegeEscalation,
      (value) => value !== false,
      false,
    );
    if (fields.length === 0) return undefined;
    return {
      reason: 'allowPrivilegeEscalation != false',
      detail: `${named('container', containersOf(fields))} must set securityContext.allowPrivilegeEscalation=false`,
      fields,
    };
  },
};
