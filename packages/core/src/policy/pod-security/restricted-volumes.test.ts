import type { Volume } from '../../model/kubernetes.generated';
import { schemaFields } from '../../model/schema';
import type { JudgedPod } from './check';
import { restrictedVolumes } from './restricted-volumes';

const pod = (...volumes: Volume[]): JudgedPod => ({ spec: { containers: [{ name: 'a' }], volumes } });
const volume = (name: string, kind: string): Volume => ({ name, [kind]: {} });

const ALLOWED = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
const FORBIDDEN = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'gitRepo',
  'nfs',
  'iscsi',
  'glusterfs',
  'rbd',
  'flexVolume',
  'cinder',
  'cephfs',
  'flocker',
  'fc',
  'azureFile',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
];

describe('restrictedVolumes', () => {
  it.each(ALLOWED)('allows %s', (kind) => {
    expect(restrictedVolumes.check(pod(volume('a', kind)))).toBeUndefined();
  });

  it.each(FORBIDDEN)('forbids %s', (kind) => {
    expect(restrictedVolumes.check(pod(volume('v', kind)))).toEqual({
      reason: 'restricted volume types',
      detail: `volume "v" uses restricted volume type "${kind}"`,
      fields: [{ path: 'spec.volumes[0]', value: kind }],
    });
  });

  it('knows every kind of volume that Kubernetes has', () => {
    const kinds = [...(schemaFields('Volume')?.keys() ?? [])].filter((kind) => kind !== 'name');
    expect(kinds.sort()).toEqual([...ALLOWED, ...FORBIDDEN].sort());
  });

  it('allows a pod without volumes', () => {
    expect(restrictedVolumes.check({ spec: { containers: [] } })).toBeUndefined();
    expect(restrictedVolumes.check(pod())).toBeUndefined();
  });

  it('takes a volume with only a name for the emptyDir that the server makes of it', () => {
    expect(restrictedVolumes.check(pod({ name: 'a' }))).toBeUndefined();
    expect(restrictedVolumes.check(pod({ name: 'a', hostPath: undefined }))).toBeUndefined();
    expect(restrictedVolumes.check(pod({ name: 'a', nfs: null, emptyDir: null } as unknown as Volume))).toBeUndefined();
  });

  it('does not count an allowed kind that is null', () => {
    expect(
      restrictedVolumes.check(pod({ name: 'a', secret: null, hostPath: { path: '/' } } as unknown as Volume)),
    ).toMatchObject({
      detail: 'volume "a" uses restricted volume type "hostPath"',
    });
  });

  it('calls a kind that nobody knows unknown', () => {
    expect(restrictedVolumes.check(pod(volume('a', 'blobFuse')))).toMatchObject({
      detail: 'volume "a" uses restricted volume type "unknown"',
    });
  });

  it('names volumes in their order, and kinds once and sorted', () => {
    expect(restrictedVolumes.check(pod(volume('b', 'nfs'), volume('x', 'emptyDir'), volume('a', 'nfs')))).toMatchObject(
      {
        detail: 'volumes "b", "a" use restricted volume type "nfs"',
      },
    );
    expect(restrictedVolumes.check(pod(volume('b', 'nfs'), volume('a', 'hostPath')))).toMatchObject({
      detail: 'volumes "b", "a" use restricted volume types "hostPath", "nfs"',
    });
  });
});
