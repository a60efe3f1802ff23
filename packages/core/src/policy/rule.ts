import type { Pod, PodSpec } from '../model/kubernetes.generated';
import type { JenkinsSettings } from '../model/jenkins-settings';
import type { RuleId } from '../model/rule-id';
import type { Severity } from './finding';

/** What a rule looks at: a pod, and what Jenkins says beside it. */
export interface RuleSubject {
  readonly pod: Pod & { readonly spec: PodSpec };
  readonly settings: JenkinsSettings;
}

/** One place where a rule is broken. */
export interface Violation {
  /** JSON path of the field. */
  readonly path: string;
  /** Name of the container; absent for the pod. */
  readonly container?: string | undefined;
  /** The value found; absent when the field is missing. */
  readonly value?: unknown;
  /** What is wrong, in one sentence without a full stop. */
  readonly message: string;
}

/** A rule: a name for a fault, how to find it and what to do about it. */
export interface Rule {
  readonly id: RuleId;
  readonly severity: Severity;
  /** What to do, in the imperative. */
  readonly help: string;
  /** Rules of the Pod Security Standards that an exemption from this one covers, because they forbid the same thing. */
  readonly covers?: readonly RuleId[];
  readonly check: (subject: RuleSubject) => readonly Violation[];
}

/** The identity function: it gives a rule its types. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
