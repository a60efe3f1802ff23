import { container, emptyDir, hostPathVolume, podTemplate, type PodTemplateBuilder } from '../../index';
import type { Volume } from '../../model/kubernetes.generated';
import { PRESETS } from '../presets';
import { dockerSocket, holdsRuntimeSocket } from './docker-socket';

const check = (...volumes: Volume[]): unknown =>
  dockerSocket.check({ pod: { spec: { containers: [], volumes } }, settings: {}, policy: PRESETS.recommended });
const socket = (name: string, path: string): ReturnType<typeof hostPathVolume> =>
  hostPathVolume(name, `/mnt/${name}`, { path });
const template = (level: 'restricted' | 'privileged' = 'privileged'): PodTemplateBuilder =>
  podTemplate('build', { podSecurity: level }).container(container('docker', 'docker.io/library/docker:28.5-cli'));

describe('holdsRuntimeSocket', () => {
  it.each([
    '/var/run/docker.sock',
    '/run/docker.sock',
    '/run/user/1000/docker.sock',
    '/run/containerd/containerd.sock',
    '/run/k3s/containerd/containerd.sock',
    '/run/k0s/containerd.sock',
    '/var/snap/microk8s/common/run/containerd.sock',
    '/var/run/crio/crio.sock',
    '/run/podman/podman.sock',
    '/run/user/1000/podman/podman.sock',
    '/var/run/cri-dockerd.sock',
    '/var/run/dockershim.sock',
    '/run/containerd/containerd.sock.ttrpc',
    '/somewhere/else/docker.sock',
    '\\\\.\\pipe\\docker_engine',
    '//./pipe/containerd-containerd',
  ])('sees the socket %s', (path) => {
    expect(holdsRuntimeSocket(path)).toBe(true);
  });

  it.each([
    '/',
    '/var',
    '/var/run',
    '/run',
    '/run/containerd',
    '/run/crio',
    '/run/podman',
    '/run/docker',
    '/run/k3s',
    '/run/k3s/containerd',
    '/run/user',
    '/run/user/1000',
    '/var/snap/microk8s/common',
  ])('sees the folder %s above a socket', (path) => {
    expect(holdsRuntimeSocket(path)).toBe(true);
  });

  it.each([
    '/var/lib',
    '/var/lib/docker',
    '/var/lib/containerd/io.containerd.content.v1.content',
    '/var/lib/containers',
    '/var/lib/kubelet',
    '/var/lib/rancher/k3s',
  ])('sees the state of a runtime in %s', (path) => {
    expect(holdsRuntimeSocket(path)).toBe(true);
  });

  it.each([
    '/var/run/docker.sock/',
    '//var//run/docker.sock',
    '/./var/./run/docker.sock',
    '//var/run',
    '/var/run///',
    '/./var/./run/.',
    '/var/log/../run',
    '/../run',
    '///',
    '/var/.',
    '/var//lib/kubelet/',
  ])('is not deceived by the spelling of %s', (path) => {
    expect(holdsRuntimeSocket(path)).toBe(true);
  });

  it.each([
    '/var/log',
    '/var/runner',
    '/mnt/var/run',
    '/running',
    '/run-cache',
    '/run/udev',
    '/var/lib/jenkins',
    '/var/lib/dockerfiles',
    '/var/cache',
    '/home/user/docker.socket',
    '/etc/docker',
    '/data/sock',
  ])('lets %s be', (path) => {
    expect(holdsRuntimeSocket(path)).toBe(false);
  });
});

describe('docker-socket', () => {
  it('allows pods without volumes and volumes of other kinds', () => {
    expect(check()).toEqual([]);
    expect(
      check({ name: 'docker.sock', emptyDir: {} }, { name: 'run', persistentVolumeClaim: { claimName: 'run' } }),
    ).toEqual([]);
    expect(
      dockerSocket.check({ pod: { spec: { containers: [] } }, settings: {}, policy: PRESETS.recommended }),
    ).toEqual([]);
  });

  it('leaves other paths of the node to host-path', () => {
    expect(check({ name: 'logs', hostPath: { path: '/var/log' } })).toEqual([]);
  });

  it('names volume, path and what it hands over', () => {
    expect(
      check({ name: 'a', emptyDir: {} }, { name: 'sock', hostPath: { path: '/var/run/docker.sock', type: 'Socket' } }),
    ).toEqual([
      {
        path: 'spec.volumes[1].hostPath.path',
        value: '/var/run/docker.sock',
        message: 'volume "sock" hands over the node\'s container runtime',
      },
    ]);
  });

  it('names each of several volumes', () => {
    expect(check({ name: 'a', hostPath: { path: '/run' } }, { name: 'b', hostPath: { path: '/' } })).toHaveLength(2);
  });

  it('lets a socket on an emptyDir be: it is of the pod', () => {
    expect(() => template('restricted').volume(emptyDir('docker', '/var/run')).build()).not.toThrow();
  });

  it('refuses the template with the value and the remedy, and once', () => {
    expect(() => template().volume(socket('sock', '/var/run/docker.sock')).build()).toThrow(
      new Error(
        'pod template "build": spec.volumes[0].hostPath.path: "/var/run/docker.sock" breaks the rule docker-socket: ' +
          'volume "sock" hands over the node\'s container runtime; ' +
          "remove the volume; build images with kaniko() or buildah(), or .exempt('docker-socket', '<reason>')",
      ),
    );
  });

  it('refuses it at every level, and in a volume that only one container mounts', () => {
    for (const level of ['restricted', 'privileged'] as const) {
      expect(() => template(level).volume(socket('sock', '/run')).build()).toThrow('breaks the rule docker-socket');
    }
    const one: PodTemplateBuilder = podTemplate('build', { podSecurity: 'privileged' });
    const docker = container('docker', 'docker.io/library/docker:28.5-cli', { volumes: [socket('sock', '/run')] });
    expect(() => one.container(docker).build()).toThrow('breaks the rule docker-socket');
  });

  it('is exempted for the pod, from the level’s check of the same volume too', () => {
    for (const level of ['restricted', 'privileged'] as const) {
      const exempt = template(level)
        .exempt('docker-socket', 'legacy build')
        .volume(socket('sock', '/var/run/docker.sock'));
      expect(exempt.build().exemptions).toEqual([{ ruleId: 'docker-socket', reason: 'legacy build' }]);
    }
  });

  it('does not exempt other paths of the node', () => {
    const exempt = template('restricted').exempt('docker-socket', 'legacy build').volume(socket('sock', '/run'));
    expect(() => exempt.volume(hostPathVolume('logs', '/logs', { path: '/var/log' })).build()).toThrow(
      /^pod template "build": spec\.volumes\[\d\]\.hostPath: "\/var\/log" breaks the rule host-path/,
    );
  });

  it('is not exempted by host-path', () => {
    const other = template('privileged').exempt('host-path', 'reads a licence').volume(socket('sock', '/run'));
    expect(() => other.build()).toThrow('breaks the rule docker-socket');
  });

  it('is a matter of the pod: an exemption of one container leaves it', () => {
    const one = template()
      .exempt('docker-socket', 'legacy build', { container: 'docker' })
      .volume(socket('sock', '/run'));
    expect(() => one.build()).toThrow('breaks the rule docker-socket');
  });
});
