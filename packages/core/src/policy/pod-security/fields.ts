import type { PodSecurityContext, SecurityContext } from '../../model/kubernetes.generated';
import { podContainers } from '../pod-containers';
import type { FailedField, JudgedPod } from './check';

/** Containers whose security context fails a test, as failed fields. */
export function failedContainers(pod: JudgedPod, field: string, valueOf: (context: SecurityContext | undefined) => unknown, fails: (value: unknown) => boolean): FailedField[] {
  return podContainers(pod.spec).flatMap(({ container, path }): FailedField[] => {
    const value = valueOf(container.securityContext);
    if (!fails(value)) return [];
    const at = { path: `${path}.securityContext.${field}`, container: container.name };
    return [value === undefined ? at : { ...at, value }];
  });
}

/** The pod's own security context and then every container's, where a value that is set fails a test. */
export function failedSettings(
  pod: JudgedPod,
  field: string,
  valueOf: (context: PodSecurityContext | SecurityContext) => unknown,
  fails: (value: unknown) => boolean,
): FailedField[] {
  const own = pod.spec.securityContext === undefined ? undefined : valueOf(pod.spec.securityContext);
  const ofPod: FailedField[] = own !== undefined && fails(own) ? [{ path: `spec.securityContext.${field}`, value: own }] : [];
  return [
    ...ofPod,
    ...failedContainers(pod, field, (context) => (context === undefined ? undefined : valueOf(context)), (value) => value !== undefined && fails(value)),
  ];
}

/** Whether root in the pod is nobody on the node, which releases some checks. */
export function hasUserNamespace(pod: JudgedPod): boolean {
  return pod.spec.hostUsers === false;
}

/** Whether the pod says that it is for Windows, where Linux' fields do not exist. */
export function isWindows(pod: JudgedPod): boolean {
  return pod.spec.os?.name === 'windows';
}
