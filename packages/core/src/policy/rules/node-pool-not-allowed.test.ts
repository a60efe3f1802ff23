import { checkPod, definePolicy, type PolicyFields } from '../../index';

const POLICY: PolicyFields = { nodePools: [{ pool: 'builds' }, { pool: 'arm', 'kubernetes.io/arch': 'arm64' }] };

/** What the rule finds under a policy, as path, message and value. */
const found = (spec: object, fields: PolicyFields = POLICY): unknown[][] =>
  checkPod({ spec }, { policy: definePolicy({ name: 'own', ...fields }) })
    .filter(({ ruleId }) => ruleId === 'node-pool-not-allowed')
    .map(({ path, message, value }) => [path, message, ...(value === undefined ? [] : [value])]);

const of = (nodeSelector: unknown): object => ({ containers: [], nodeSelector });
const MESSAGE = 'the pod chooses none of the node pools that are allowed';

describe('node-pool-not-allowed', () => {
  it('says nothing where the policy names no pools', () => {
    expect(found(of({ pool: 'production' }), {})).toEqual([]);
  });

  it('allows each of the pools', () => {
    expect(found(of({ pool: 'builds' }))).toEqual([]);
    expect(found(of({ pool: 'arm', 'kubernetes.io/arch': 'arm64' }))).toEqual([]);
  });

  it('allows further labels: they select fewer nodes', () => {
    expect(found(of({ pool: 'builds', disk: 'ssd' }))).toEqual([]);
  });

  it('reports another pool, with what is selected', () => {
    expect(found(of({ pool: 'production' }))).toEqual([['spec.nodeSelector', MESSAGE, { pool: 'production' }]]);
  });

  it('reports a pod that selects nothing', () => {
    for (const selector of [undefined, null]) expect(found(of(selector))).toEqual([['spec.nodeSelector', MESSAGE]]);
    expect(found(of({}))).toEqual([['spec.nodeSelector', MESSAGE, {}]]);
  });

  it('reports a part of the labels of a pool', () => {
    expect(found(of({ pool: 'arm' }))).toHaveLength(1);
    expect(found(of({ 'kubernetes.io/arch': 'arm64' }))).toHaveLength(1);
  });

  it('reports labels of two pools that make none', () => {
    expect(found(of({ pool: 'arm', 'kubernetes.io/arch': 'amd64' }))).toHaveLength(1);
  });

  it('takes no other case, and no part of a value', () => {
    expect(found(of({ pool: 'Builds' }))).toHaveLength(1);
    expect(found(of({ pool: 'builds-evil' }))).toHaveLength(1);
  });

  it('allows no pod where the list is empty', () => {
    expect(found(of({ pool: 'builds' }), { nodePools: [] })).toHaveLength(1);
  });

  it('does not take node affinity for a selector: it may be a wish only', () => {
    const required = {
      nodeSelectorTerms: [{ matchExpressions: [{ key: 'pool', operator: 'In', values: ['builds'] }] }],
    };
    const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } };
    expect(found({ containers: [], affinity })).toHaveLength(1);
  });
});
