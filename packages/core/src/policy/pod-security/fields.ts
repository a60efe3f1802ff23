import type { PodSecurityContext, SecurityContext } from '../../model/kubernetes.generated';
import type { PlacedContainer } from '../pod-containers';
import type { FailedField, JudgedPod } from './check';

// A pod read from YAML may say null where a field is not set: `?.` and `?? undefined` take it as the server does.

/** No failed field: the answer for most pods, so it is made once. */
export const NONE: readonly FailedField[] = Object.freeze([]);

/** A field of a container's security context that fails; `to` is left out where the field is to be removed. */
export function failedField(
  { container, path }: PlacedContainer,
  field: string,
  value: unknown,
  to?: unknown,
): FailedField {
  return {
    path: `${path}.securityContext.${field}`,
    container: container.name ?? '',
    ...(value === undefined ? {} : { value }),
    ...(to === undefined ? {} : { to }),
  };
}

/** Containers whose security context fails a test, as failed fields. */
export function failedContainers(
  pod: JudgedPod,
  field: string,
  valueOf: (context: SecurityContext) => unknown,
  fails: (value: unknown) => boolean,
  to?: unknown,
): readonly FailedField[] {
  let failed: FailedField[] | undefined;
  for (const placed of pod.containers) {
    const context = placed.container.securityContext;
    const value = context ? (valueOf(context) ?? undefined) : undefined;
    if (fails(value)) (failed ??= []).push(failedField(placed, field, value, to));
  }
  return failed ?? NONE;
}

/** The pod's own security context and then every container's, where a value that is set fails a test. */
export function failedSettings(
  pod: JudgedPod,
  field: string,
  valueOf: (context: PodSecurityContext | SecurityContext) => unknown,
  fails: (value: unknown) => boolean,
  to?: unknown,
): readonly FailedField[] {
  const context = pod.spec.securityContext;
  const own = context ? (valueOf(context) ?? undefined) : undefined;
  const ofContainers = failedContainers(pod, field, valueOf, (value) => value !== undefined && fails(value), to);
  if (own === undefined || !fails(own)) return ofContainers;
  return [{ path: `spec.securityContext.${field}`, value: own, ...(to === undefined ? {} : { to }) }, ...ofContainers];
}

/** The type of a seccomp or AppArmor profile: empty when the profile stands there without one, as the server decodes it. */
export function profileType(profile: { readonly type?: string | undefined } | undefined): string | undefined {
  return profile ? (profile.type ?? '') : undefined;
}

/** Whether a profile's type keeps the profile switched on. */
export function isSafeProfile(type: unknown): boolean {
  return type === 'RuntimeDefault' || type === 'Localhost';
}

/** Whether root in the pod is nobody on the node, which releases some checks. */
export function hasUserNamespace(pod: JudgedPod): boolean {
  return pod.spec.hostUsers === false;
}

/** Whether the pod says that it is for Windows, where Linux' fields do not exist. */
export function isWindows(pod: JudgedPod): boolean {
  return pod.spec.os?.name === 'windows';
}
