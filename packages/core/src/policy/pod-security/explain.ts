import type { Pod, PodSpec } from '../../model/kubernetes.generated';
import { judgedPod, type FailedField } from './check';
import { checksOf } from './checks';
import type { PodSecurityFailure, PodSecurityPolicy } from './evaluate';
import { minorOf } from './version';

/** A check that a pod fails, with the fields that fail it and what to write in their place. */
export interface ExplainedFailure extends PodSecurityFailure {
  /** What to do, in the imperative. */
  readonly help: string;
  /** Every field that fails, with its value and the one that passes. */
  readonly fields: readonly FailedField[];
}

/**
 * Judges a pod as `evaluatePodSecurity` does, and tells for each failure the paths of the fields and their fix: a field with
 * `to` gets that value, one without is removed. What a check tells only when its first complaint is gone, it tells when asked
 * again: after three times at most the pod passes.
 *
 * @throws RangeError when the level or the version is none.
 */
export function explainPodSecurity(
  pod: Pod & { readonly spec: PodSpec },
  { level, version = 'latest' }: PodSecurityPolicy,
): readonly ExplainedFailure[] {
  const minor = minorOf(version);
  const judged = judgedPod(pod);
  return checksOf(level, minor).flatMap(({ id, help, check }) => {
    const failure = check(judged, minor);
    return failure === undefined ? [] : [{ id, help, ...failure }];
  });
}
