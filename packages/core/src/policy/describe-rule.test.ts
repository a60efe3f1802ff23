import { ALL_RULE_IDS, findRule } from './describe-rule';
import { POD_SECURITY_CHECKS } from './pod-security/checks';
import { RULE_IDS } from './rule-faults';
import { NAMED_RULE_IDS } from './rule-ids';

describe('findRule', () => {
  it('knows every rule, and says of each in sentences what it is about', () => {
    const described = ALL_RULE_IDS.map((id) => findRule(id));
    expect(described.map((rule) => rule?.id)).toEqual(ALL_RULE_IDS);
    const odd = described.filter(
      (rule) =>
        !/^Reports .*[^.]$/.test(rule?.summary ?? '') ||
        !/^\S.*\.$/.test(rule?.why ?? '') ||
        !/^[a-z].*[^.]$/.test(rule?.help ?? ''),
    );
    expect(odd.map((rule) => rule?.id)).toEqual([]);
  });

  it('tells the severity under each preset', () => {
    expect(findRule('docker-socket')?.severities).toEqual({
      recommended: 'error',
      baseline: 'error',
      restricted: 'error',
    });
    expect(findRule('missing-requests')?.severities).toEqual({
      recommended: 'warning',
      baseline: 'error',
      restricted: 'error',
    });
  });

  it('tells the level at which a check of Pod Security holds', () => {
    expect(findRule('pod-security/privileged')?.severities).toEqual({
      recommended: 'error',
      baseline: 'error',
      restricted: 'error',
    });
    expect(findRule('pod-security/runAsNonRoot')?.severities).toEqual({
      recommended: 'off',
      baseline: 'off',
      restricted: 'error',
    });
  });

  it('tells who refuses it in a cluster', () => {
    expect(['docker-socket', 'secret-in-log', 'pod-security/privileged'].map((id) => findRule(id)?.heldBy)).toEqual([
      'admission policy',
      'nobody',
      'Pod Security',
    ]);
  });

  it('finds a check by its bare id too', () => {
    expect(findRule('runAsNonRoot')).toEqual(findRule('pod-security/runAsNonRoot'));
  });

  it('finds nothing else', () => {
    for (const id of ['', 'docker', 'constructor', 'pod-security', 'pod-security/', 'schema'])
      expect(findRule(id)).toBeUndefined();
  });
});

describe('ALL_RULE_IDS', () => {
  it('are the rules and the checks, all that a template can be exempted from', () => {
    expect(ALL_RULE_IDS).toHaveLength(NAMED_RULE_IDS.length + POD_SECURITY_CHECKS.length);
    expect(ALL_RULE_IDS).toEqual(RULE_IDS);
  });
});
