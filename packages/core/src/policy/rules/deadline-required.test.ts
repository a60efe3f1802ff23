import { checkPod, definePolicy, type PolicyFields } from '../../index';

const POLICY: PolicyFields = { deadline: 3600 };

/** What the rule finds under a policy, as path, message and value. */
const found = (spec: object, fields: PolicyFields = POLICY): unknown[][] =>
  checkPod({ spec }, { policy: definePolicy({ name: 'own', ...fields }) })
    .filter(({ ruleId }) => ruleId === 'deadline-required')
    .map(({ path, message, value }) => [path, message, ...(value === undefined ? [] : [value])]);

const of = (activeDeadlineSeconds?: unknown): object => ({ containers: [], activeDeadlineSeconds });
const PATH = 'spec.activeDeadlineSeconds';

describe('deadline-required', () => {
  it('says nothing where the policy has no deadline', () => {
    expect(found(of(), {})).toEqual([]);
    expect(found(of(1e6), {})).toEqual([]);
  });

  it('allows a shorter deadline', () => {
    expect(found(of(60))).toEqual([]);
  });

  it('allows the deadline itself', () => {
    expect(found(of(3600))).toEqual([]);
  });

  it('reports a longer one, with the number', () => {
    expect(found(of(3601))).toEqual([[PATH, 'the deadline of the pod is above 3600 seconds', 3601]]);
  });

  it('reports a pod without one', () => {
    expect(found(of())).toEqual([[PATH, 'the pod has no deadline']]);
  });

  it('reports a pod whose deadline is null', () => {
    expect(found(of(null))).toEqual([[PATH, 'the pod has no deadline']]);
  });

  it('takes a text for none: the server refuses it', () => {
    expect(found(of('60'))).toEqual([[PATH, 'the pod has no deadline']]);
  });

  it('goes by the number of the policy', () => {
    expect(found(of(60), { deadline: 59 })).toHaveLength(1);
    expect(found(of(60), { deadline: 60 })).toEqual([]);
  });

  it('does not take the time that a pod has to end for its deadline', () => {
    expect(found({ containers: [], terminationGracePeriodSeconds: 30 })).toHaveLength(1);
  });
});
