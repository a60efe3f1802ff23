import { checkPod, definePolicy, type PolicyFields } from '../../index';

const POLICY: PolicyFields = {
  resources: { requests: { cpu: { min: '100m', max: '2' } }, limits: { memory: { min: '64Mi', max: '8Gi' } } },
};

/** What the rule finds under a policy, as path, message and value. */
const found = (spec: object, fields: PolicyFields = POLICY): unknown[][] =>
  checkPod({ spec }, { policy: definePolicy({ name: 'own', ...fields }) })
    .filter(({ ruleId }) => ruleId === 'resources-out-of-range')
    .map(({ path, message, value }) => [path, message, ...(value === undefined ? [] : [value])]);

const of = (resources: unknown): object => ({ containers: [{ name: 'a', resources }] });
const MEMORY = { memory: '1Gi' };

describe('resources-out-of-range', () => {
  it('says nothing where the policy has no bounds', () => {
    expect(found(of({ requests: { cpu: '1000' } }), {})).toEqual([]);
  });

  it('allows what is within the bounds, and what is on them', () => {
    for (const cpu of ['100m', '0.1', '2', '2000m', 1])
      expect(found(of({ requests: { cpu }, limits: { ...MEMORY, cpu: '2' } }))).toEqual([]);
    expect(found(of({ limits: { memory: '8Gi' } }))).toEqual([]);
    expect(found(of({ limits: { memory: '8192Mi' } }))).toEqual([]);
  });

  it('reports a request below the floor, with the amount', () => {
    expect(found(of({ requests: { cpu: '99m' }, limits: MEMORY }))).toEqual([
      ['spec.containers[0].resources.requests.cpu', 'cpu of the requests of container "a" is below 100m', '99m'],
    ]);
  });

  it('reports a request above the ceiling', () => {
    expect(found(of({ requests: { cpu: '2001m' }, limits: MEMORY }))).toEqual([
      ['spec.containers[0].resources.requests.cpu', 'cpu of the requests of container "a" is above 2', '2001m'],
    ]);
  });

  it('reports limits below the floor and above the ceiling', () => {
    expect(found(of({ limits: { memory: '9G' } }))).toEqual([
      ['spec.containers[0].resources.limits.memory', 'memory of the limits of container "a" is above 8Gi', '9G'],
    ]);
    expect(found(of({ limits: { memory: '63Mi' } }))).toEqual([
      ['spec.containers[0].resources.limits.memory', 'memory of the limits of container "a" is below 64Mi', '63Mi'],
    ]);
  });

  it('reports a missing limit under a ceiling: without one there is no end', () => {
    for (const resources of [undefined, null, {}, { requests: MEMORY }, { limits: { memory: null } }])
      expect(found(of(resources))).toEqual([
        [
          'spec.containers[0].resources.limits.memory',
          'memory of the limits of container "a" has no limit, and may have at most 8Gi',
        ],
      ]);
  });

  it('lets a missing limit be under a floor only, and a missing request always: that is of missing-requests', () => {
    expect(found(of({}), { resources: { limits: { memory: { min: '1Gi' } } } })).toEqual([]);
    expect(found(of({}), { resources: { requests: { cpu: { min: '1', max: '2' } } } })).toEqual([]);
  });

  it('judges the request that the server makes of a limit', () => {
    expect(found(of({ limits: { ...MEMORY, cpu: '3' } }))).toEqual([
      ['spec.containers[0].resources.requests.cpu', 'cpu of the requests of container "a" is above 2', '3'],
    ]);
    expect(found(of({ requests: { cpu: '1' }, limits: { ...MEMORY, cpu: '3' } }))).toEqual([]);
  });

  it('knows ephemeral-storage, and quotes it in the path', () => {
    const fields: PolicyFields = { resources: { limits: { 'ephemeral-storage': { max: '10Gi' } } } };
    expect(found(of({ limits: { 'ephemeral-storage': '11Gi' } }), fields)).toEqual([
      [
        'spec.containers[0].resources.limits["ephemeral-storage"]',
        'ephemeral-storage of the limits of container "a" is above 10Gi',
        '11Gi',
      ],
    ]);
  });

  it('looks at init containers, and not at ephemeral ones, which may have no resources', () => {
    const other = [{ name: 'b' }];
    const spec = { ...of({ limits: MEMORY }), initContainers: other, ephemeralContainers: other };
    expect(found(spec).map(([path]) => path)).toEqual(['spec.initContainers[0].resources.limits.memory']);
  });
});
