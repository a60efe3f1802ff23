import { checkPod, definePolicy, type PolicyFields } from '../../index';

const POLICY: PolicyFields = { serviceAccounts: ['builds', 'image-builds'] };

/** What the rule finds under a policy, as path, message and value. */
const found = (spec: object, fields: PolicyFields = POLICY): unknown[][] =>
  checkPod({ spec }, { policy: definePolicy({ name: 'own', ...fields }) })
    .filter(({ ruleId }) => ruleId === 'service-account-not-allowed')
    .map(({ path, message, value }) => [path, message, ...(value === undefined ? [] : [value])]);

const of = (fields: object): object => ({ containers: [], ...fields });
const wrong = (name: string): unknown[] => [
  ['spec.serviceAccountName', `the pod runs as the service account "${name}", which is not allowed`, name],
];

describe('service-account-not-allowed', () => {
  it('says nothing where the policy names no accounts', () => {
    expect(found(of({ serviceAccountName: 'cluster-admin' }), {})).toEqual([]);
  });

  it('allows each of the accounts', () => {
    expect(found(of({ serviceAccountName: 'builds' }))).toEqual([]);
    expect(found(of({ serviceAccountName: 'image-builds' }))).toEqual([]);
  });

  it('reports another account', () => {
    expect(found(of({ serviceAccountName: 'admin' }))).toEqual(wrong('admin'));
  });

  it('takes no part of a name for the name', () => {
    expect(found(of({ serviceAccountName: 'builds-evil' }))).toEqual(wrong('builds-evil'));
    expect(found(of({ serviceAccountName: 'build' }))).toEqual(wrong('build'));
  });

  it('reports a pod that names none: it runs as default', () => {
    for (const fields of [{}, { serviceAccountName: null }, { serviceAccountName: '' }])
      expect(found(of(fields))).toEqual(wrong('default'));
  });

  it('allows a pod that names none where default is allowed', () => {
    expect(found(of({}), { serviceAccounts: ['default'] })).toEqual([]);
  });

  it('reads the old field too', () => {
    expect(found(of({ serviceAccount: 'admin' }))).toEqual(wrong('admin'));
    expect(found(of({ serviceAccount: 'builds' }))).toEqual([]);
  });

  it('prefers the new field to the old one, as the server does', () => {
    expect(found(of({ serviceAccountName: 'builds', serviceAccount: 'admin' }))).toEqual([]);
    expect(found(of({ serviceAccountName: 'admin', serviceAccount: 'builds' }))).toEqual(wrong('admin'));
  });

  it('allows no account where the list is empty', () => {
    expect(found(of({ serviceAccountName: 'builds' }), { serviceAccounts: [] })).toEqual(wrong('builds'));
  });
});
