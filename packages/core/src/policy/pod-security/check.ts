import type { Pod, PodSpec } from '../../model/kubernetes.generated';
import type { PodSecurityCheckId } from '../../model/rule-id';

/** The pod as the checks see it. */
export type JudgedPod = Pod & { readonly spec: PodSpec };

/** One field that fails a check. */
export interface FailedField {
  /** JSON path of the field. */
  readonly path: string;
  /** Name of the container; absent for a field of the pod. */
  readonly container?: string;
  /** The value found; absent when the field is missing. */
  readonly value?: unknown;
}

/** Why a pod fails a check, in the words of the official evaluator. */
export interface Failure {
  readonly reason: string;
  readonly detail: string;
  readonly fields: readonly FailedField[];
}

/** One check of the Pod Security Standards, as of the newest Kubernetes release. */
export interface PodSecurityCheck {
  readonly id: PodSecurityCheckId;
  readonly level: 'baseline' | 'restricted';
  /** The check of the baseline level that this one replaces at restricted. */
  readonly overrides?: PodSecurityCheckId;
  /** What to do, in the imperative. */
  readonly help: string;
  /** @returns undefined when the pod passes. */
  readonly check: (pod: JudgedPod) => Failure | undefined;
}
