import { checkPod } from './check-pod';
import { PRESET_NAMES } from './preset-names';
import { PRESETS } from './presets';
import { NAMED_RULE_IDS, ORGANISATION_RULE_IDS } from './rule-ids';
import { RULES } from './rules/index';

describe('the presets', () => {
  it('are those of the names, each under its own, and frozen', () => {
    expect(Object.keys(PRESETS)).toEqual(PRESET_NAMES);
    expect(PRESET_NAMES.map((name) => PRESETS[name].name)).toEqual(PRESET_NAMES);
    expect([PRESETS, ...Object.values(PRESETS)].every((preset) => Object.isFrozen(preset))).toBe(true);
  });

  it('ask for a level, each for its own', () => {
    expect(PRESET_NAMES.map((name) => PRESETS[name].podSecurity.level)).toEqual(['baseline', 'baseline', 'restricted']);
    expect(PRESET_NAMES.map((name) => PRESETS[name].podSecurity.version)).toEqual(['latest', 'latest', 'latest']);
  });

  it('baseline has as errors what hands over the node, and nothing else', () => {
    const errors = NAMED_RULE_IDS.filter((id) => PRESETS.baseline.rules[id] === 'error');
    expect(errors).toEqual([
      'docker-socket',
      'privileged-container',
      'docker-in-docker',
      'host-path',
      'host-namespace',
      'control-plane-toleration',
    ]);
    // What an organisation asks beyond that keeps the severity of the rule.
    expect(NAMED_RULE_IDS.filter((id) => PRESETS.baseline.rules[id] === undefined)).toEqual(ORGANISATION_RULE_IDS);
  });

  it('restricted has everything as an error', () => {
    expect(new Set(NAMED_RULE_IDS.map((id) => PRESETS.restricted.rules[id]))).toEqual(new Set(['error']));
  });

  it('recommended leaves severities to the rules, but for requests', () => {
    expect(PRESETS.recommended.rules).toEqual({ 'missing-requests': 'warning' });
  });

  it('let templates exempt themselves, and nobody loosen', () => {
    expect(PRESET_NAMES.map((name) => [PRESETS[name].templateExemptions, PRESETS[name].mayLoosen])).toEqual(
      PRESET_NAMES.map(() => [true, []]),
    );
  });

  it('say of a pod what they should', () => {
    const pod = { spec: { containers: [{ name: 'jnlp', image: 'x:1', securityContext: { privileged: true } }] } };
    const said = PRESET_NAMES.map((policy) =>
      checkPod(pod, { policy: PRESETS[policy] })
        .filter(({ ruleId }) => ['privileged-container', 'service-account-token', 'missing-requests'].includes(ruleId))
        .map(({ ruleId, severity }) => `${ruleId} ${severity}`),
    );
    expect(said).toEqual([
      ['privileged-container error', 'service-account-token error', 'missing-requests warning'],
      ['privileged-container error', 'service-account-token warning'],
      ['privileged-container error', 'service-account-token error', 'missing-requests error'],
    ]);
  });
});

describe('the ids of the rules', () => {
  it('are those of the rules, in their order, each once', () => {
    expect(RULES.map(({ id }) => id)).toEqual(NAMED_RULE_IDS);
    expect(new Set(NAMED_RULE_IDS).size).toBe(NAMED_RULE_IDS.length);
  });
});
