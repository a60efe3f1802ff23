import type { Failure, JudgedPod, PodSecurityCheck } from './check';
import { forbiddenProfiles, profileDetail } from './seccomp-profile';
import { goQuoted, plural, sortedSet } from './wording';

const POD_ANNOTATION = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER_ANNOTATION = 'container.seccomp.security.alpha.kubernetes.io/';

/** Before v1.19 the profiles were annotations: that of the pod, and those of the containers it has. */
function annotationFailure({ metadata, containers }: JudgedPod): Failure | undefined {
  const annotations = metadata?.annotations ?? {};
  const keys = [POD_ANNOTATION, ...containers.map(({ container }) => CONTAINER_ANNOTATION + (container.name ?? ''))];
  const bad = [...new Set(keys)].flatMap((key) => {
    const value = Object.hasOwn(annotations, key) ? (annotations[key] ?? '') : undefined;
    return value === undefined || isSafeAnnotation(value) ? [] : [{ key, value }];
  });
  if (bad.length === 0) return undefined;
  const texts = sortedSet(bad.map(({ key, value }) => `${key}=${goQuoted(value)}`));
  return {
    reason: 'seccompProfile',
    detail: `forbidden ${plural('annotation', texts)} ${texts.join(', ')}`,
    fields: bad.map(({ key, value }) => ({ path: `metadata.annotations[${JSON.stringify(key)}]`, value })),
  };
}

function isSafeAnnotation(value: string): boolean {
  return value === 'runtime/default' || value === 'docker/default' || value.startsWith('localhost/');
}

/** Seccomp is never switched off. */
export const seccompProfileBaseline: PodSecurityCheck = {
  id: 'seccompProfile_baseline',
  level: 'baseline',
  revisions: [0, 19],
  summary: 'Reports a pod or container that switches seccomp off',
  why: 'Seccomp decides which calls a process may make to the kernel, which it shares with the node. The default profiles of containerd and CRI-O refuse unshare to a process without SYS_ADMIN, among others.',
  help: 'use RuntimeDefault or Localhost, or leave the profile out',
  check: (pod, minor) => {
    if (minor < 19) return annotationFailure(pod);
    const fields = forbiddenProfiles(pod);
    return fields.length === 0 ? undefined : { reason: 'seccompProfile', detail: profileDetail(fields), fields };
  },
};
