import { podContainers } from '../pod-containers';
import type { FailedField, JudgedPod, PodSecurityCheck } from './check';
import { failedSettings, isWindows, profileType } from './fields';
import { containersOf, named, quoted, setters, sortedSet } from './wording';

const ALLOWED = ['RuntimeDefault', 'Localhost'];

function forbidden(pod: JudgedPod): FailedField[] {
  return failedSettings(
    pod,
    'seccompProfile.type',
    (context) => profileType(context?.seccompProfile),
    (type) => !ALLOWED.includes(String(type)),
  );
}

function forbiddenDetail(fields: readonly FailedField[]): string {
  const values = sortedSet(fields.map(({ value }) => String(value)));
  return `${setters(fields)} must not set securityContext.seccompProfile.type to ${quoted(values)}`;
}

/** Seccomp is never switched off. */
export const seccompProfileBaseline: PodSecurityCheck = {
  id: 'seccompProfile_baseline',
  level: 'baseline',
  help: 'use RuntimeDefault or Localhost, or leave the profile out',
  check: (pod) => {
    const fields = forbidden(pod);
    return fields.length === 0 ? undefined : { reason: 'seccompProfile', detail: forbiddenDetail(fields), fields };
  },
};

/** Seccomp is switched on, on the pod or on each container. */
export const seccompProfileRestricted: PodSecurityCheck = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  overrides: 'seccompProfile_baseline',
  help: 'leave the profile out: it is RuntimeDefault by itself',
  check: (pod) => {
    if (isWindows(pod)) return undefined;
    const fields = forbidden(pod);
    if (fields.length > 0) return { reason: 'seccompProfile', detail: forbiddenDetail(fields), fields };
    if (profileType(pod.spec.securityContext?.seccompProfile) !== undefined) return undefined;
    const missing = podContainers(pod.spec).flatMap(({ container, path }) =>
      profileType(container.securityContext?.seccompProfile) === undefined
        ? [{ path: `${path}.securityContext.seccompProfile.type`, container: container.name }]
        : [],
    );
    if (missing.length === 0) return undefined;
    return {
      reason: 'seccompProfile',
      detail: `pod or ${named('container', containersOf(missing))} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
      fields: missing,
    };
  },
};
