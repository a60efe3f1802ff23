import { checkPod, definePolicy, type PolicyFields } from '../../index';

const POLICY: PolicyFields = { secretsInEnvironment: false };

/** What the rule finds under a policy, as path, message and value. */
const found = (spec: object, fields: PolicyFields = POLICY): unknown[][] =>
  checkPod({ spec }, { policy: definePolicy({ name: 'own', ...fields }) })
    .filter(({ ruleId }) => ruleId === 'secret-in-environment')
    .map(({ path, message, value }) => [path, message, ...(value === undefined ? [] : [value])]);

const ENV = [
  { name: 'LEVEL', value: 'strict' },
  { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'lint', key: 'token' } } },
];
const of = (fields: object): object => ({ containers: [{ name: 'a', ...fields }] });

describe('secret-in-environment', () => {
  it('says nothing where the policy does not forbid it', () => {
    expect(found(of({ env: ENV }), {})).toEqual([]);
    expect(found(of({ env: ENV }), { secretsInEnvironment: true })).toEqual([]);
  });

  it('reports a variable that is taken from a Secret, with the Secret', () => {
    expect(found(of({ env: ENV }))).toEqual([
      ['spec.containers[0].env[1].valueFrom.secretKeyRef', '"TOKEN" of container "a" is taken from a Secret', 'lint'],
    ]);
  });

  it('reports a whole Secret as environment', () => {
    expect(
      found(of({ envFrom: [{ configMapRef: { name: 'c' } }, { prefix: 'X_', secretRef: { name: 's' } }] })),
    ).toEqual([
      ['spec.containers[0].envFrom[1].secretRef', 'the environment of container "a" is taken from a Secret', 's'],
    ]);
  });

  it('reports one that need not be there', () => {
    const valueFrom = { secretKeyRef: { name: 's', key: 'k', optional: true } };
    expect(found(of({ env: [{ name: 'A', valueFrom }] }))).toHaveLength(1);
  });

  it('allows plain values, fields of the pod and ConfigMaps', () => {
    const env = [
      { name: 'A', value: '$(B)' },
      { name: 'B', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'C', valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } },
    ];
    expect(found(of({ env, envFrom: [{ configMapRef: { name: 'c' } }] }))).toEqual([]);
  });

  it('allows a Secret that is mounted', () => {
    const volumes = [{ name: 's', secret: { secretName: 's' } }];
    expect(found({ ...of({ volumeMounts: [{ name: 's', mountPath: '/s' }] }), volumes })).toEqual([]);
  });

  it('looks at init and ephemeral containers', () => {
    const other = [{ name: 'b', env: ENV }];
    const all = found({ ...of({}), initContainers: other, ephemeralContainers: other });
    expect(all.map(([path]) => path)).toEqual([
      'spec.initContainers[0].env[1].valueFrom.secretKeyRef',
      'spec.ephemeralContainers[0].env[1].valueFrom.secretKeyRef',
    ]);
  });

  it('lets be what is not there', () => {
    const nothing = [{ name: 'A', valueFrom: null }, { name: 'B', valueFrom: { secretKeyRef: null } }, { name: 'C' }];
    expect(found(of({ env: nothing, envFrom: [{ secretRef: null }] }))).toEqual([]);
    expect(found(of({ env: null, envFrom: null }))).toEqual([]);
  });
});
