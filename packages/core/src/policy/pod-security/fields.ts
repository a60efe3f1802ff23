import type { PodSecurityContext, SecurityContext } from '../../model/kubernetes.generated';
import { podContainers } from '../pod-containers';
import type { FailedField, JudgedPod } from './check';

// A pod read from YAML may say null where a field is not set: `?.` and `?? undefined` take it as the server does.

/** Containers whose security context fails a test, as failed fields. */
export function failedContainers(
  pod: JudgedPod,
  field: string,
  valueOf: (context: SecurityContext | undefined) => unknown,
  fails: (value: unknown) => boolean,
): FailedField[] {
  return podContainers(pod.spec).flatMap(({ container, path }): FailedField[] => {
    const value = valueOf(container.securityContext) ?? undefined;
    if (!fails(value)) return [];
    const at = { path: `${path}.securityContext.${field}`, container: container.name };
    return [value === undefined ? at : { ...at, value }];
  });
}

/** The pod's own security context and then every container's, where a value that is set fails a test. */
export function failedSettings(
  pod: JudgedPod,
  field: string,
  valueOf: (context: PodSecurityContext | SecurityContext | undefined) => unknown,
  fails: (value: unknown) => boolean,
): FailedField[] {
  const own = valueOf(pod.spec.securityContext) ?? undefined;
  const ofPod: FailedField[] =
    own !== undefined && fails(own) ? [{ path: `spec.securityContext.${field}`, value: own }] : [];
  return [...ofPod, ...failedContainers(pod, field, valueOf, (value) => value !== undefined && fails(value))];
}

/** The type of a seccomp or AppArmor profile: empty when the profile stands there without one, as the server decodes it. */
export function profileType(profile: { readonly type?: string | undefined } | undefined): string | undefined {
  return profile ? (profile.type ?? '') : undefined;
}

/** Whether root in the pod is nobody on the node, which releases some checks. */
export function hasUserNamespace(pod: JudgedPod): boolean {
  return pod.spec.hostUsers === false;
}

/** Whether the pod says that it is for Windows, where Linux' fields do not exist. */
export function isWindows(pod: JudgedPod): boolean {
  return pod.spec.os?.name === 'windows';
}
