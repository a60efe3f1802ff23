import type { RuleId } from '../model/rule-id';

/** How much a finding matters. */
export type Severity = 'error' | 'warning' | 'note';

/** What a rule found, as data: it is returned, never thrown. */
export interface Finding {
  readonly ruleId: RuleId;
  readonly severity: Severity;
  /** What is wrong, in one sentence without a full stop. */
  readonly message: string;
  /** Name of the container it is about; null for the pod. */
  readonly container: string | null;
  /** JSON path of the field, such as `spec.containers[0].image`. */
  readonly path: string;
  /** The value found; absent when the field is missing. */
  readonly value?: unknown;
  /** What to do about it, in the imperative. */
  readonly help: string;
}
