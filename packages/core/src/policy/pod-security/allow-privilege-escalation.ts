import type { PodSecurityCheck } from './check';
import { failedContainers, isWindows } from './fields';
import { containersOf, named } from './wording';

/** No process gains more rights than its parent. */
export const allowPrivilegeEscalation: PodSecurityCheck = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  revisions: [8, 25],
  summary: 'Reports a container that does not say allowPrivilegeEscalation: false',
  why: 'sudo, su and other programs with the set-user-ID bit run as root, whoever starts them, and most images have some. With false the kernel ignores the bit, and the capabilities of files too, so that what starts as uid 1000 stays uid 1000.',
  help: 'set allowPrivilegeEscalation: false, which podwright does by itself',
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
