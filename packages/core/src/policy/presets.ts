import type { NamedRuleId } from '../model/rule-id';
import type { Severity } from './finding';
import type { Policy } from './policy';
import type { PresetName } from './preset-names';
import { AGENT_RULE_IDS, NAMED_RULE_IDS } from './rule-ids';

/** What gives the node away, at every preset an error. */
const NODE_RULES: readonly NamedRuleId[] = [
  'docker-socket',
  'privileged-container',
  'docker-in-docker',
  'host-path',
  'host-namespace',
  'control-plane-toleration',
];

const severities = (ids: readonly NamedRuleId[], severityOf: (id: NamedRuleId) => Severity): Policy['rules'] =>
  Object.freeze(Object.fromEntries(ids.map((id) => [id, severityOf(id)])));

const preset = (fields: Partial<Policy> & Pick<Policy, 'name' | 'podSecurity'>): Policy =>
  Object.freeze({ rules: {}, exemptions: [], templateExemptions: true, mayLoosen: [], ...fields });

/**
 * The policies that come with the library. A template may exempt itself from any rule under them, by name and with a reason:
 * an organisation's own policy decides that anew.
 */
export const PRESETS: { readonly [Name in PresetName]: Policy } = Object.freeze({
  /** What every agent pod should keep, and what `podwright check` asks where no policy is named. */
  recommended: preset({
    name: 'recommended',
    podSecurity: { level: 'baseline', version: 'latest', namespaces: {} },
    resources: { requireRequests: ['cpu', 'memory'] },
    rules: Object.freeze({ 'missing-requests': 'warning' as const }),
  }),
  /** No pod is root on its node; everything else is only told. */
  baseline: preset({
    name: 'baseline',
    podSecurity: { level: 'baseline', version: 'latest', namespaces: {} },
    // What an organisation asks beyond that is its own, and refused.
    rules: severities(AGENT_RULE_IDS, (id) => (NODE_RULES.includes(id) ? 'error' : 'warning')),
  }),
  /** Nothing is only told, and nobody is root. */
  restricted: preset({
    name: 'restricted',
    podSecurity: { level: 'restricted', version: 'latest', namespaces: {} },
    resources: { requireRequests: ['cpu', 'memory', 'ephemeral-storage'] },
    rules: severities(NAMED_RULE_IDS, () => 'error'),
  }),
});
