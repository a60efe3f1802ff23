import type { PodSpec, Volume } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { failureOf } from './failure-of';
import { hostPathVolumes } from './host-path-volumes';

const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [{ name: 'a' }], ...spec } });
const NODE: Volume = { name: 'b', hostPath: { path: '/b' } };

describe('hostPathVolumes', () => {
  it('allows any other volume', () => {
    expect(failureOf(hostPathVolumes, pod({}))).toBeUndefined();
    expect(
      failureOf(
        hostPathVolumes,
        pod({ volumes: [{ name: 'a', emptyDir: {} }, { name: 'b', nfs: { server: 's', path: '/' } }, { name: 'c' }] }),
      ),
    ).toBeUndefined();
  });

  it.each<[string, Volume[]]>([
    ['an empty list', []],
    ['a claim of a volume that may be one of the node', [{ name: 'a', persistentVolumeClaim: { claimName: 'c' } }]],
    ['an emptyDir with its name', [{ name: 'host-path', emptyDir: {} }]],
  ])('allows %s', (_, volumes) => {
    expect(failureOf(hostPathVolumes, pod({ volumes }))).toBeUndefined();
  });

  it('names one volume, and several in their order', () => {
    expect(failureOf(hostPathVolumes, pod({ volumes: [{ name: 'b', hostPath: { path: '/b' } }] }))).toMatchObject({
      reason: 'hostPath volumes',
      detail: 'volume "b"',
    });
    const volumes = [
      { name: 'b', hostPath: { path: '/b' } },
      { name: 'c', emptyDir: {} },
      { name: 'a', hostPath: { path: '/a' } },
    ];
    expect(failureOf(hostPathVolumes, pod({ volumes }))).toMatchObject({
      detail: 'volumes "b", "a"',
      fields: [
        { path: 'spec.volumes[0].hostPath', value: '/b' },
        { path: 'spec.volumes[2].hostPath', value: '/a' },
      ],
    });
  });

  it('forbids harmless paths, read-only ones and those that nothing mounts', () => {
    const containers = [{ name: 'a', volumeMounts: [{ name: 'b', mountPath: '/b', readOnly: true }] }];
    const volumes: Volume[] = [{ name: 'b', hostPath: { path: '/usr/share/zoneinfo', type: 'File' } }];
    expect(failureOf(hostPathVolumes, pod({ containers, volumes }))?.detail).toBe('volume "b"');
    expect(failureOf(hostPathVolumes, pod({ volumes }))?.detail).toBe('volume "b"');
  });

  it('forbids a path that is not told, as the server decodes it', () => {
    const volumes = [{ name: 'b', hostPath: {} }] as Volume[];
    expect(failureOf(hostPathVolumes, pod({ volumes }))?.detail).toBe('volume "b"');
  });

  it('names a volume without a name, and two of one name', () => {
    const nameless = { hostPath: { path: '/' } } as Volume;
    expect(failureOf(hostPathVolumes, pod({ volumes: [nameless] }))?.detail).toBe('volume ""');
    expect(failureOf(hostPathVolumes, pod({ volumes: [NODE, NODE] }))?.detail).toBe('volumes "b", "b"');
  });

  it('is not relaxed by a user namespace, and does not exempt Windows pods', () => {
    expect(failureOf(hostPathVolumes, pod({ volumes: [NODE], hostUsers: false }))).toBeDefined();
    expect(failureOf(hostPathVolumes, pod({ volumes: [NODE], os: { name: 'windows' } }))).toBeDefined();
  });

  it('says the same from v1.0 on', () => {
    expect(hostPathVolumes.revisions).toEqual([0]);
    expect(failureOf(hostPathVolumes, pod({ volumes: [NODE] }), 0)).toEqual(
      failureOf(hostPathVolumes, pod({ volumes: [NODE] })),
    );
    expect(failureOf(hostPathVolumes, pod({ volumes: [{ name: 'a' }] }), 0)).toBeUndefined();
  });
});
