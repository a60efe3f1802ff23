import type { PodSecurityCheck } from './check';
import { failedContainers, isWindows, profileType } from './fields';
import { forbiddenProfiles, profileDetail } from './seccomp-profile';
import { containersOf, named } from './wording';

/** Seccomp is switched on, on the pod or on each container. */
export const seccompProfileRestricted: PodSecurityCheck = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  revisions: [19, 25],
  summary: 'Reports a container without a seccomp profile, or with Unconfined',
  why: 'A pod that says nothing runs without seccomp, unless the kubelet of its node has seccompDefault on, which the pod does not show. Then every call to the kernel is open to a build, and with it the bugs behind: seccompProfile_baseline names one. restricted wants the profile written down.',
  overrides: 'seccompProfile_baseline',
  help: 'set seccompProfile.type: RuntimeDefault on the pod, which podwright does by itself',
  check: (pod, minor) => {
    if (minor >= 25 && isWindows(pod)) return undefined;
    const fields = forbiddenProfiles(pod);
    if (fields.length > 0) return { reason: 'seccompProfile', detail: profileDetail(fields), fields };
    if (profileType(pod.spec.securityContext?.seccompProfile) !== undefined) return undefined;
    const missing = failedContainers(
      pod,
      'seccompProfile.type',
      (context) => profileType(context.seccompProfile),
      (type) => type === undefined,
      'RuntimeDefault',
    );
    if (missing.length === 0) return undefined;
    return {
      reason: 'seccompProfile',
      detail: `pod or ${named('container', containersOf(missing))} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
      fields: missing,
    };
  },
};
