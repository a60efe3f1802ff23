import type { Volume } from '../../model/kubernetes.generated';
import { schemaFields } from '../../model/schema';
import type { PodTemplate } from '../../model/pod-template';
import { checksOf } from './checks';
import { failureOf } from './failure-of';
import { hostPathVolumes } from './host-path-volumes';
import { restrictedVolumes } from './restricted-volumes';

const pod = (...volumes: Volume[]): PodTemplate['pod'] => ({ spec: { containers: [{ name: 'a' }], volumes } });
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
    expect(failureOf(restrictedVolumes, pod(volume('a', kind)))).toBeUndefined();
  });

  it.each(FORBIDDEN)('forbids %s', (kind) => {
    expect(failureOf(restrictedVolumes, pod(volume('v', kind)))).toEqual({
      reason: 'restricted volume types',
      detail: `volume "v" uses restricted volume type "${kind}"`,
      fields: [{ path: `spec.volumes[0].${kind}`, value: kind }],
    });
  });

  it.each(ALLOWED)('allows whatever stands beside %s, which the server refuses by itself', (kind) => {
    expect(
      failureOf(
        restrictedVolumes,
        pod({ ...volume('a', kind), hostPath: { path: '/' }, nfs: { server: 's', path: '/' } }),
      ),
    ).toBeUndefined();
  });

  it('knows every kind of volume that Kubernetes has', () => {
    const kinds = [...(schemaFields('Volume')?.keys() ?? [])].filter((kind) => kind !== 'name');
    expect(kinds.sort()).toEqual([...ALLOWED, ...FORBIDDEN].sort());
  });

  it('allows a pod without volumes', () => {
    expect(failureOf(restrictedVolumes, { spec: { containers: [] } })).toBeUndefined();
    expect(failureOf(restrictedVolumes, pod())).toBeUndefined();
  });

  it('takes a volume with only a name for the emptyDir that the server makes of it', () => {
    expect(failureOf(restrictedVolumes, pod({ name: 'a' }))).toBeUndefined();
    expect(failureOf(restrictedVolumes, pod({ name: 'a', hostPath: undefined }))).toBeUndefined();
    expect(
      failureOf(restrictedVolumes, pod({ name: 'a', nfs: null, emptyDir: null } as unknown as Volume)),
    ).toBeUndefined();
  });

  it('does not count an allowed kind that is null', () => {
    expect(
      failureOf(restrictedVolumes, pod({ name: 'a', secret: null, hostPath: { path: '/' } } as unknown as Volume)),
    ).toMatchObject({
      detail: 'volume "a" uses restricted volume type "hostPath"',
    });
  });

  it('takes a kind that the API does not know for none, as the server, which drops it', () => {
    expect(failureOf(restrictedVolumes, pod(volume('a', 'blobFuse')))).toBeUndefined();
  });

  it('names volumes in their order, and kinds once and sorted', () => {
    expect(
      failureOf(restrictedVolumes, pod(volume('b', 'nfs'), volume('x', 'emptyDir'), volume('a', 'nfs'))),
    ).toMatchObject({
      detail: 'volumes "b", "a" use restricted volume type "nfs"',
    });
    expect(failureOf(restrictedVolumes, pod(volume('b', 'nfs'), volume('a', 'hostPath')))).toMatchObject({
      detail: 'volumes "b", "a" use restricted volume types "hostPath", "nfs"',
    });
  });

  it('names the kind that the official evaluator looks for first, where a volume has several', () => {
    const both = { name: 'a', nfs: { server: 's', path: '/' }, hostPath: { path: '/' } };
    expect(failureOf(restrictedVolumes, pod(both))).toMatchObject({
      detail: 'volume "a" uses restricted volume type "hostPath"',
      fields: [{ path: 'spec.volumes[0].hostPath', value: 'hostPath' }],
    });
  });

  it('is not relaxed by a user namespace, and does not exempt Windows pods', () => {
    const { spec } = pod(volume('a', 'nfs'));
    expect(failureOf(restrictedVolumes, { spec: { ...spec, hostUsers: false } })).toBeDefined();
    expect(failureOf(restrictedVolumes, { spec: { ...spec, os: { name: 'windows' } } })).toBeDefined();
  });

  it('says the same from v1.0 on, in the place of hostPathVolumes', () => {
    expect(restrictedVolumes.revisions).toEqual([0]);
    expect(checksOf('restricted', 0)).toContain(restrictedVolumes);
    expect(checksOf('restricted', 0)).not.toContain(hostPathVolumes);
    expect(checksOf('baseline', 0)).not.toContain(restrictedVolumes);
    const judged = pod(volume('b', 'hostPath'), volume('a', 'nfs'));
    expect(failureOf(restrictedVolumes, judged, 0)).toEqual(failureOf(restrictedVolumes, judged));
  });

  it.each(['csi', 'ephemeral', 'image'])('allows %s at v1.0, which had none', (kind) => {
    expect(failureOf(restrictedVolumes, pod(volume('a', kind)), 0)).toBeUndefined();
  });
});
