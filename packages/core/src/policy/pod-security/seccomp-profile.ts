import type { FailedField, JudgedPod } from './check';
import { failedSettings, isSafeProfile, profileType } from './fields';
import { quoted, setters, valuesOf } from './wording';

/** Profiles that switch seccomp off, on the pod and on containers. */
export function forbiddenProfiles(pod: JudgedPod): readonly FailedField[] {
  return failedSettings(
    pod,
    'seccompProfile.type',
    (context) => profileType(context.seccompProfile),
    (type) => !isSafeProfile(type),
    'RuntimeDefault',
  );
}

/** What the official evaluator says of forbidden profiles. */
export function profileDetail(fields: readonly FailedField[]): string {
  return `${setters(fields)} must not set securityContext.seccompProfile.type to ${quoted(valuesOf(fields))}`;
}
