import type { Container, PodSpec, Volume } from './kubernetes.generated';
import { KUBERNETES_TYPES } from './kubernetes-types.generated';
import { refersToSecret } from './pod-secrets';
import { schemaFields } from './schema';

const podOf = (fields: Partial<PodSpec>): PodSpec => ({ containers: [{ name: 'a' }], ...fields });
const withEnv = (fields: Partial<Container>): PodSpec =>
  podOf({ containers: [{ name: 'a' }, { name: 'b', ...fields }] });
const withVolume = (source: Omit<Volume, 'name'>): PodSpec =>
  podOf({
    volumes: [
      { name: 'x', emptyDir: {} },
      { name: 'y', ...source },
    ],
  });

const secretKeyRef = { name: 'db', key: 'password' };
const ref = { name: 'login' };

describe('refersToSecret', () => {
  it.each<[string, PodSpec]>([
    [
      'a variable',
      withEnv({
        env: [
          { name: 'A', value: 'a' },
          { name: 'B', valueFrom: { secretKeyRef } },
        ],
      }),
    ],
    ['all variables of a Secret', withEnv({ envFrom: [{ secretRef: { name: 'db' } }] })],
    [
      'a variable of an init container',
      podOf({ initContainers: [{ name: 'i', env: [{ name: 'B', valueFrom: { secretKeyRef } }] }] }),
    ],
    [
      'a variable of an ephemeral container',
      podOf({ ephemeralContainers: [{ name: 'e', envFrom: [{ secretRef: {} }] }] }),
    ],
    ['the pull of images', podOf({ imagePullSecrets: [ref] })],
    ['a volume', withVolume({ secret: { secretName: 'tls' } })],
    ['a volume whose Secret has no name yet', withVolume({ secret: {} })],
    [
      'a projected volume',
      withVolume({ projected: { sources: [{ configMap: { name: 'a' } }, { secret: { name: 'b' } }] } }),
    ],
    ['a CSI driver', withVolume({ csi: { driver: 'a', nodePublishSecretRef: ref } })],
    ['an Azure share', withVolume({ azureFile: { secretName: 'a', shareName: 'b' } })],
    ['a flex volume', withVolume({ flexVolume: { driver: 'a', secretRef: ref } })],
    ['an iSCSI disk', withVolume({ iscsi: { iqn: 'a', lun: 0, targetPortal: 'b', secretRef: ref } })],
  ])('sees %s', (_, spec) => {
    expect(refersToSecret(spec)).toBe(true);
  });

  it.each<[string, PodSpec]>([
    ['a bare pod', podOf({})],
    ['empty lists', podOf({ imagePullSecrets: [], volumes: [], initContainers: [], containers: [] })],
    ['a plain variable', withEnv({ env: [{ name: 'SECRET', value: 'a' }] })],
    [
      'a variable of a ConfigMap',
      withEnv({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'a', key: 'b' } } }] }),
    ],
    ['all variables of a ConfigMap', withEnv({ envFrom: [{ configMapRef: { name: 'a' } }] })],
    ['a volume of a ConfigMap', withVolume({ configMap: { name: 'secret' } })],
    ['a projected token', withVolume({ projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } })],
    ['a CSI driver without a login', withVolume({ csi: { driver: 'secrets-store.csi.k8s.io' } })],
  ])('sees none in %s', (_, spec) => {
    expect(refersToSecret(spec)).toBe(false);
  });

  it('sees the Secret of every kind of volume that Kubernetes knows', () => {
    const kinds = [...(schemaFields('Volume') ?? [])].filter(([, { type }]) =>
      [...(schemaFields(type)?.values() ?? [])].some((field) => field.type === 'LocalObjectReference'),
    );
    expect(kinds.map(([kind]) => kind)).toContain('csi');
    for (const [kind, { type }] of kinds) {
      const field = [...(schemaFields(type) ?? [])].find(([, { type: of }]) => of === 'LocalObjectReference');
      expect([kind, refersToSecret(withVolume({ [kind]: { [field?.[0] ?? '']: ref } }))]).toEqual([kind, true]);
    }
    // A file of the node, not a Secret.
    expect(KUBERNETES_TYPES.CephFSVolumeSource).toContain('secretFile:string');
    expect(refersToSecret(withVolume({ cephfs: { monitors: [], secretFile: '/etc/ceph' } }))).toBe(false);
  });

  it('does not trip over wrong types, which the schema reports', () => {
    const odd = { env: 'A=b', envFrom: {} } as unknown as Container;
    const projected = { sources: {} } as unknown as NonNullable<Volume['projected']>;
    expect(refersToSecret(withEnv(odd))).toBe(false);
    expect(refersToSecret(withVolume({ projected }))).toBe(false);
    expect(refersToSecret(podOf({ volumes: 'none' as unknown as Volume[] }))).toBe(false);
    expect(refersToSecret(withEnv({ env: [null] as unknown as NonNullable<Container['env']> }))).toBe(false);
  });

  it('takes null for not set, as the server does', () => {
    const spec = { ...podOf({}), imagePullSecrets: null, volumes: [{ name: 'a', secret: null, emptyDir: {} }] };
    expect(refersToSecret(spec as unknown as PodSpec)).toBe(false);
  });
});
