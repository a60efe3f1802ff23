import { checkPod, definePolicy, type PolicyFields } from '../../index';

const POLICY: PolicyFields = { volumes: ['emptyDir', 'secret'] };

/** What the rule finds under a policy, as path, message and value. */
const found = (spec: object, fields: PolicyFields = POLICY): unknown[][] =>
  checkPod({ spec }, { policy: definePolicy({ name: 'own', ...fields }) })
    .filter(({ ruleId }) => ruleId === 'volume-not-allowed')
    .map(({ path, message, value }) => [path, message, ...(value === undefined ? [] : [value])]);

const of = (volume: object, more: object = {}): object => ({ containers: [], volumes: [volume], ...more });
const wrong = (kind: string, name = 'a'): unknown[] => [
  [`spec.volumes[0].${kind}`, `volume "${name}" is of the kind ${kind}, which is not allowed`, kind],
];

describe('volume-not-allowed', () => {
  it('says nothing where the policy names no kinds', () => {
    expect(found(of({ name: 'a', hostPath: { path: '/' } }), {})).toEqual([]);
  });

  it('allows the kinds that are named', () => {
    expect(found(of({ name: 'a', emptyDir: {} }))).toEqual([]);
    expect(found(of({ name: 'a', secret: { secretName: 's' } }))).toEqual([]);
  });

  it('reports another kind', () => {
    expect(found(of({ name: 'a', persistentVolumeClaim: { claimName: 'c' } }))).toEqual(wrong('persistentVolumeClaim'));
    expect(found(of({ name: 'a', nfs: { server: 's', path: '/' } }))).toEqual(wrong('nfs'));
    expect(found(of({ name: 'a', image: { reference: 'x' } }))).toEqual(wrong('image'));
  });

  it('takes a volume without a kind for an emptyDir, as the server does', () => {
    expect(found(of({ name: 'a' }))).toEqual([]);
    expect(found(of({ name: 'a', nfs: null }))).toEqual([]);
    expect(found(of({ name: 'a' }), { volumes: ['secret'] })).toEqual(wrong('emptyDir'));
  });

  it('reports each of several, at its place', () => {
    const nfs = { name: 'n', nfs: { server: 's', path: '/' } };
    const all = found({ containers: [], volumes: [{ name: 'a', emptyDir: {} }, nfs, nfs] });
    expect(all.map(([path]) => path)).toEqual(['spec.volumes[1].nfs', 'spec.volumes[2].nfs']);
  });

  it('allows no volume where the list is empty', () => {
    expect(found(of({ name: 'a', emptyDir: {} }), { volumes: [] })).toEqual(wrong('emptyDir'));
  });

  it('lets the token be that the server adds: service-account-token is about it', () => {
    const token = { name: 'kube-api-access-abcde', projected: { sources: [] } };
    expect(found(of(token))).toEqual([]);
    expect(found(of(token, { automountServiceAccountToken: true }))).toEqual([]);
  });

  it('does not let it be where no token is asked for, where it has another kind, or another name', () => {
    const token = { name: 'kube-api-access-abcde', projected: { sources: [] } };
    expect(found(of(token, { automountServiceAccountToken: false }))).toEqual(wrong('projected', token.name));
    expect(found(of({ name: token.name, nfs: { server: 's', path: '/' } }))).toEqual(wrong('nfs', token.name));
    expect(found(of({ ...token, name: 'my-kube-api-access-x' }))).toEqual(wrong('projected', 'my-kube-api-access-x'));
  });

  it('has nothing to say of a pod without volumes', () => {
    expect(found({ containers: [] })).toEqual([]);
    expect(found({ containers: [], volumes: null })).toEqual([]);
  });
});
