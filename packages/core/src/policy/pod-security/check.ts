import type { ObjectMeta, Pod, PodSpec } from '../../model/kubernetes.generated';
import type { PodSecurityCheckId } from '../../model/rule-id';
import { podContainers, type PlacedContainer } from '../pod-containers';

/** The pod as the checks see it. */
export interface JudgedPod {
  readonly metadata?: ObjectMeta | undefined;
  readonly spec: PodSpec;
  /** Containers of all lists, in the API server's order. */
  readonly containers: readonly PlacedContainer[];
}

/** Prepares a pod for the checks. */
export function judgedPod({ metadata, spec }: Pod & { readonly spec: PodSpec }): JudgedPod {
  return { metadata, spec, containers: podContainers(spec) };
}

/** One field that fails a check. */
export interface FailedField {
  /** JSON path of the field. */
  readonly path: string;
  /** Name of the container; absent for a field of the pod. */
  readonly container?: string;
  /** The value found; absent when the field is missing. */
  readonly value?: unknown;
  /** The value that passes; absent when the field is to be removed. */
  readonly to?: unknown;
}

/** Why a pod fails a check, in the words of the official evaluator. */
export interface Failure {
  readonly reason: string;
  readonly detail: string;
  readonly fields: readonly FailedField[];
}

/** One check of the Pod Security Standards, with all its revisions. */
export interface PodSecurityCheck {
  readonly id: PodSecurityCheckId;
  readonly level: 'baseline' | 'restricted';
  /** Minor releases of Kubernetes at which the check begins, and at which its rules change. */
  readonly revisions: readonly [since: number, ...changes: number[]];
  /** The check of the baseline level that this one replaces at restricted. */
  readonly overrides?: PodSecurityCheckId;
  /** One sentence without a full stop: what it reports. */
  readonly summary: string;
  /** What an attacker, or bad luck, makes of it: a sentence or two. */
  readonly why: string;
  /** What to do, in the imperative. */
  readonly help: string;
  /**
   * @param minor the policy version: 37 for v1.37.
   * @returns undefined when the pod passes.
   */
  readonly check: (pod: JudgedPod, minor: number) => Failure | undefined;
}
