import type { RuleId } from '../model/rule-id';

/** How much a finding matters. */
export type Severity = 'error' | 'warning' | 'note';

/** Severities, the gravest first. */
export const SEVERITIES: readonly Severity[] = Object.freeze(['error', 'warning', 'note']);

/** What a rule found, as data: it is returned, never thrown. */
export interface Finding {
  /**
   * The rule; `schema` for what is no field of a pod, or no value of it; `caveat` for what nobody can know from the template
   * alone.
   */
  readonly ruleId: RuleId | 'schema' | 'caveat';
  readonly severity: Severity;
  /** What is wrong, in one sentence without a full stop. */
  readonly message: string;
  /** Name of the container it is about; null for the pod. */
  readonly container: string | null;
  /** Image of that container; null for the pod, and where a container names none. */
  readonly image: string | null;
  /** JSON path of the field, such as `spec.containers[0].image`. */
  readonly path: string;
  /** The value found; absent when the field is missing, and where it may be a secret. */
  readonly value?: unknown;
  /** What to do about it, in the imperative. */
  readonly help: string;
  /** Why it is allowed all the same; only then, and then the severity is `note`. */
  readonly exempt?: string;
}
