import type { Pod, PodSpec } from '../../model/kubernetes.generated';
import type { PodSecurityLevel } from '../../model/pod-security-level';
import type { PodSecurityCheckId } from '../../model/rule-id';
import { judgedPod } from './check';
import { checksOf } from './checks';
import { minorOf, type PodSecurityVersion } from './version';

/** By what a pod is judged, as the labels of a namespace say it. */
export interface PodSecurityPolicy {
  readonly level: PodSecurityLevel;
  /** The release whose rules hold. A version newer than the newest known is judged as that one. @default latest */
  readonly version?: PodSecurityVersion | undefined;
}

/** A check that a pod fails. */
export interface PodSecurityFailure {
  readonly id: PodSecurityCheckId;
  /** What is wrong, as the official evaluator words it. */
  readonly reason: string;
  /** Where, as the official evaluator words it. */
  readonly detail: string;
}

/** What the API server would say of a pod. */
export interface PodSecurityVerdict {
  readonly allowed: boolean;
  /** Every check that fails, in the order of the official evaluator. */
  readonly failures: readonly PodSecurityFailure[];
}

const ALLOWED: PodSecurityVerdict = Object.freeze({ allowed: true, failures: Object.freeze([]) });

/**
 * Judges a pod by a level of the Pod Security Standards, as the admission plugin of the API server does, after the defaults
 * that the server fills in before. The pod has to be one: fields of a wrong type are the server's decoder's business, and
 * `checkPod`'s.
 *
 * @throws RangeError when the level or the version is none.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function evaluatePodSecurity(
  pod: Pod & { readonly spec: PodSpec },
  { level, version = 'latest' }: PodSecurityPolicy,
): PodSecurityVerdict {
  const minor = minorOf(version);
  const judged = judgedPod(pod);
  let failures: PodSecurityFailure[] | undefined;
  for (const { id, check } of checksOf(level, minor)) {
    const failure = check(judged, minor);
    if (failure !== undefined) (failures ??= []).push({ id, reason: failure.reason, detail: failure.detail });
  }
  return failures === undefined ? ALLOWED : { allowed: false, failures };
}
