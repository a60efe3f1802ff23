import type { Policy } from '../policy';
import type { ChosenOptions } from './guardrail';

/** What the cluster's nodes need, as Markdown. */
export function nodeNotes(_policy: Policy, _options: ChosenOptions): string {
  return '';
}
