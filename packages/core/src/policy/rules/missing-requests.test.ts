import { checkPod, definePolicy, type PolicyDefinition } from '../../index';

const POLICY: PolicyDefinition = { resources: { requireRequests: ['cpu', 'memory'] } };

/** What the rule finds under a policy, as path, message and value. */
const found = (spec: object, fields: PolicyDefinition = POLICY): unknown[][] =>
  checkPod({ spec }, { policy: definePolicy({ name: 'own', ...fields }) })
    .filter(({ ruleId }) => ruleId === 'missing-requests')
    .map(({ path, message, value }) => [path, message, ...(value === undefined ? [] : [value])]);

const of = (resources: unknown, more: object = {}): object => ({ containers: [{ name: 'a', resources }], ...more });

describe('missing-requests', () => {
  it('says nothing where the policy demands no requests', () => {
    expect(found(of(undefined), { extends: 'baseline' })).toEqual([]);
    expect(found(of(undefined), { resources: { requireRequests: [] } })).toEqual([]);
  });

  it('allows a container that requests all of them', () => {
    expect(found(of({ requests: { cpu: '1', memory: '1Gi' } }))).toEqual([]);
  });

  it('allows a limit without a request: the server makes the request of it', () => {
    expect(found(of({ limits: { cpu: '1', memory: '1Gi' } }))).toEqual([]);
    expect(found(of({ requests: { cpu: '1' }, limits: { memory: '1Gi' } }))).toEqual([]);
  });

  it('reports a container without resources, with all that is missing', () => {
    for (const resources of [undefined, null, {}, { requests: {} }, { requests: null, limits: null }])
      expect(found(of(resources))).toEqual([
        ['spec.containers[0].resources.requests', 'container "a" requests no cpu, no memory'],
      ]);
  });

  it('reports one that is missing, also one that is null', () => {
    const missing = ['spec.containers[0].resources.requests', 'container "a" requests no memory'];
    expect(found(of({ requests: { cpu: '1' } }))).toEqual([missing]);
    expect(found(of({ requests: { cpu: '1', memory: null } }))).toEqual([missing]);
  });

  it('takes zero for a request', () => {
    expect(found(of({ requests: { cpu: '0', memory: 0 } }))).toEqual([]);
  });

  it('asks for what the policy names, and nothing else', () => {
    const fields: PolicyDefinition = { resources: { requireRequests: ['ephemeral-storage'] } };
    expect(found(of({ requests: { cpu: '1' } }), fields)).toEqual([
      ['spec.containers[0].resources.requests', 'container "a" requests no ephemeral-storage'],
    ]);
    expect(found(of({ requests: { 'ephemeral-storage': '1Gi' } }), fields)).toEqual([]);
  });

  it('counts the resources of the pod for every container', () => {
    expect(found(of({}, { resources: { requests: { cpu: '1', memory: '1Gi' } } }))).toEqual([]);
    expect(found(of({ requests: { cpu: '1' } }, { resources: { limits: { memory: '1Gi' } } }))).toEqual([]);
    expect(found(of({}, { resources: { requests: { cpu: '1' } } }))).toHaveLength(1);
  });

  it('looks at init containers, and not at ephemeral ones, which may have no resources', () => {
    const other = [{ name: 'b' }];
    const pod = of({ requests: { cpu: '1', memory: '1Gi' } }, { initContainers: other, ephemeralContainers: other });
    expect(found(pod)).toEqual([
      ['spec.initContainers[0].resources.requests', 'container "b" requests no cpu, no memory'],
    ]);
  });
});
