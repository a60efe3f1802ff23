import { container, hostPathVolume, initContainer, podTemplate, type PodTemplateBuilder } from '../../index';
import type { Volume } from '../../model/kubernetes.generated';
import { PRESETS } from '../presets';
import { hostPath } from './host-path';

const check = (...volumes: Volume[]): unknown =>
  hostPath.check({ pod: { spec: { containers: [], volumes } }, settings: {}, policy: PRESETS.recommended });
const licence = hostPathVolume('licence', '/licence', { path: '/etc/licence', readOnly: true });
const IMAGE = 'registry.example.com/tools/lint:4.2';
const template = (level: 'restricted' | 'baseline' | 'privileged' = 'privileged'): PodTemplateBuilder =>
  podTemplate('build', { podSecurity: level }).container(container('lint', IMAGE));

describe('host-path', () => {
  it('allows pods without volumes and volumes of other kinds', () => {
    expect(hostPath.check({ pod: { spec: { containers: [] } }, settings: {}, policy: PRESETS.recommended })).toEqual(
      [],
    );
    expect(
      check(
        { name: 'a', emptyDir: {} },
        { name: 'hostpath', persistentVolumeClaim: { claimName: 'hostpath' } },
        { name: 'c' },
      ),
    ).toEqual([]);
  });

  it.each(['/etc/licence', '/dev/kvm', '/mnt/cache', '/var/log'])('reports %s', (path) => {
    expect(check({ name: 'a', emptyDir: {} }, { name: 'node', hostPath: { path } })).toEqual([
      { path: 'spec.volumes[1].hostPath', value: path, message: 'volume "node" mounts a path of the node' },
    ]);
  });

  it('reports a volume that is only read', () => {
    expect(() => template().volume(licence).build()).toThrow('breaks the rule host-path');
  });

  it('leaves the sockets of container runtimes to docker-socket', () => {
    expect(
      check({ name: 'a', hostPath: { path: '/var/run/docker.sock' } }, { name: 'b', hostPath: { path: '/run' } }),
    ).toEqual([]);
  });

  it.each(['restricted', 'baseline', 'privileged'] as const)('refuses a %s template once, with the remedy', (level) => {
    expect(() => template(level).volume(licence).build()).toThrow(
      new Error(
        'pod template "build": spec.volumes[0].hostPath: "/etc/licence" breaks the rule host-path: volume "licence" mounts a path of the node; ' +
          "use emptyDir(), ephemeralVolume() or persistentVolumeClaim(), or .exempt('host-path', '<reason>')",
      ),
    );
  });

  it('sees the volume of an init container', () => {
    const init = initContainer('unpack', IMAGE, { volumes: [licence] });
    expect(() => template().container(init).build()).toThrow('volume "licence" mounts a path of the node');
  });

  it('is exempted for the pod, from the level’s check of the same volume too', () => {
    for (const level of ['restricted', 'baseline', 'privileged'] as const) {
      const { pod } = template(level).exempt('host-path', 'reads a licence').volume(licence).build();
      expect(pod.spec.volumes).toContainEqual({ name: 'licence', hostPath: { path: '/etc/licence' } });
    }
  });

  it('does not exempt other kinds of volumes from the level', () => {
    const nfs = {
      volume: { name: 'share', nfs: { server: 's', path: '/' } },
      mount: { name: 'share', mountPath: '/s' },
      breaks: [],
    };
    const exempt = template('restricted').exempt('host-path', 'reads a licence').volume(licence);
    expect(() => exempt.volume(nfs).build()).toThrow('volume "share" uses restricted volume type "nfs"');
  });

  it('is a matter of the pod: an exemption of one container leaves it', () => {
    const one = template().exempt('host-path', 'reads a licence', { container: 'lint' }).volume(licence);
    expect(() => one.build()).toThrow('breaks the rule host-path');
  });

  it('is not exempted by docker-socket', () => {
    expect(() => template().exempt('docker-socket', 'legacy build').volume(licence).build()).toThrow(
      'breaks the rule host-path',
    );
  });
});
