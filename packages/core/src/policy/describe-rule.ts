import type { RuleId } from '../model/rule-id';
import type { Severity } from './finding';
import { PRESETS } from './presets';
import { PRESET_NAMES, type PresetName } from './preset-names';
import { POD_SECURITY_CHECKS } from './pod-security/checks';
import { NAMED_RULE_IDS } from './rule-ids';
import { RULES } from './rules/index';

/** What is to be said of a rule, as data. */
export interface DescribedRule {
  readonly id: RuleId;
  /** One sentence without a full stop: what it reports. */
  readonly summary: string;
  /** What an attacker, or bad luck, makes of it. */
  readonly why: string;
  /** What to do, in the imperative. */
  readonly help: string;
  /** How much it matters under each preset; `off` where the preset does not ask. */
  readonly severities: { readonly [Preset in PresetName]: Severity | 'off' };
  /** Who refuses it in a cluster: the level of a namespace, an admission policy, or nobody. */
  readonly heldBy: 'Pod Security' | 'admission policy' | 'nobody';
}

/** Ids of all rules: those with a severity of their own, then the checks of Pod Security. */
export const ALL_RULE_IDS: readonly RuleId[] = Object.freeze([
  ...NAMED_RULE_IDS,
  ...POD_SECURITY_CHECKS.map(({ id }): RuleId => `pod-security/${id}`),
]);

/** The rule with an id; a check of Pod Security is found by its bare id too. Undefined when there is none. */
export function findRule(id: string): DescribedRule | undefined {
  const rule = RULES.find((known) => known.id === id);
  if (rule !== undefined) {
    const { summary, why, help, severity, admission } = rule;
    const severities = bySeverity((preset) => PRESETS[preset].rules[rule.id] ?? severity);
    return {
      id: rule.id,
      summary,
      why,
      help,
      severities,
      heldBy: admission === undefined ? 'nobody' : 'admission policy',
    };
  }
  const check = POD_SECURITY_CHECKS.find((known) => known.id === id || `pod-security/${known.id}` === id);
  if (check === undefined) return undefined;
  return {
    id: `pod-security/${check.id}`,
    summary: check.summary,
    why: check.why,
    help: check.help,
    severities: bySeverity((preset) => {
      const { level } = PRESETS[preset].podSecurity;
      return level === 'restricted' || check.level === level ? 'error' : 'off';
    }),
    heldBy: 'Pod Security',
  };
}

function bySeverity(severityOf: (preset: PresetName) => Severity | 'off'): DescribedRule['severities'] {
  return Object.fromEntries(PRESET_NAMES.map((name) => [name, severityOf(name)])) as DescribedRule['severities'];
}
