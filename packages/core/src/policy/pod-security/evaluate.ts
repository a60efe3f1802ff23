import type { PodSecurityLevel } from '../../model/pod-security-level';
import type { PodSecurityCheckId } from '../../model/rule-id';
import type { JudgedPod } from './check';
import { checksOf } from './checks';

/** What the API server would say of a pod. */
export interface PodSecurityVerdict {
  readonly allowed: boolean;
  /** Every check that fails, with reason and detail as the official evaluator words them. */
  readonly failures: readonly { readonly id: PodSecurityCheckId; readonly reason: string; readonly detail: string }[];
}

/**
 * Judges a pod by a level of the Pod Security Standards, as of the newest Kubernetes release.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function evaluatePodSecurity(
  pod: JudgedPod,
  { level }: { readonly level: PodSecurityLevel },
): PodSecurityVerdict {
  const failures = checksOf(level).flatMap(({ id, check }) => {
    const failure = check(pod);
    return failure === undefined ? [] : [{ id, reason: failure.reason, detail: failure.detail }];
  });
  return { allowed: failures.length === 0, failures };
}
