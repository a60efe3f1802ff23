import type { JenkinsSettings } from '../model/jenkins-settings';
import type { ContainerRole, PodTemplate } from '../model/pod-template';
import type { NamedRuleId, RuleId } from '../model/rule-id';
import type { AdmissionRule } from './admission-rule';
import type { Severity } from './finding';
import type { Policy } from './policy';

/** What a rule looks at: a pod, what Jenkins says beside it, and what the organisation asks for. */
export interface RuleSubject {
  readonly pod: PodTemplate['pod'];
  readonly settings: JenkinsSettings;
  readonly policy: Policy;
  /** What each container is there for; absent for a pod that no builder made. */
  readonly roles?: { readonly [container: string]: ContainerRole } | undefined;
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
  readonly id: NamedRuleId;
  /** How much it matters where a policy says nothing. */
  readonly severity: Severity;
  /** One sentence without a full stop: what it reports, as its page begins. */
  readonly summary: string;
  /** What an attacker, or bad luck, makes of it: a sentence or two. */
  readonly why: string;
  /** What to do, in the imperative. */
  readonly help: string;
  /** Whether it is about a container by itself, which can be exempted by its image, or about the pod. */
  readonly scope: 'container' | 'pod';
  /** Rules that an exemption from this one covers, because they forbid the same thing. */
  readonly covers?: readonly RuleId[];
  readonly check: (subject: RuleSubject) => readonly Violation[];
  /**
   * The same rule as an API server can hold it, under a policy; undefined where the policy asks nothing of it. Absent where
   * no server can know.
   */
  readonly admission?: (policy: Policy) => AdmissionRule | undefined;
}

/** The identity function: it gives a rule its types. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
