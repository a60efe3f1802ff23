import type { Container, PodSpec } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { failureOf } from './failure-of';
import { hostNamespaces } from './host-namespaces';
import { hostPathVolumes } from './host-path-volumes';
import { hostPorts } from './host-ports';
import { hostProbesAndHostLifecycle } from './host-probes-and-host-lifecycle';

const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [{ name: 'a' }], ...spec } });

describe('hostNamespaces', () => {
  it.each<Partial<PodSpec>>([{}, { hostNetwork: false, hostPID: false, hostIPC: false }, { hostUsers: true }])(
    'allows %j',
    (spec) => {
      expect(failureOf(hostNamespaces, pod(spec))).toBeUndefined();
    },
  );

  it.each<[Partial<PodSpec>, string]>([
    [{ hostNetwork: true }, 'hostNetwork=true'],
    [{ hostPID: true, hostIPC: false }, 'hostPID=true'],
    [{ hostIPC: true }, 'hostIPC=true'],
    [{ hostIPC: true, hostPID: true, hostNetwork: true }, 'hostNetwork=true, hostPID=true, hostIPC=true'],
  ])('forbids %j', (spec, detail) => {
    expect(failureOf(hostNamespaces, pod(spec))).toMatchObject({ reason: 'host namespaces', detail });
  });

  it('points at every field, and is not relaxed by a user namespace', () => {
    expect(failureOf(hostNamespaces, pod({ hostPID: true, hostIPC: true, hostUsers: false }))?.fields).toEqual([
      { path: 'spec.hostPID', value: true },
      { path: 'spec.hostIPC', value: true },
    ]);
  });
});

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
});

describe('hostPorts', () => {
  const serving = (name: string, ...hostPorts: (number | undefined)[]): Container => ({
    name,
    ports: hostPorts.map((hostPort, i) => ({ containerPort: 8000 + i, hostPort })),
  });

  it.each<[string, Partial<PodSpec>]>([
    ['no ports', {}],
    ['an empty list', { containers: [serving('a')] }],
    ['ports of the container', { containers: [serving('a', undefined, undefined)] }],
    ['the host port 0', { containers: [serving('a', 0)] }],
    ['ports of the container when hostNetwork is false', { hostNetwork: false, containers: [serving('a', undefined)] }],
  ])('allows %s', (_, spec) => {
    expect(failureOf(hostPorts, pod(spec))).toBeUndefined();
  });

  it.each<[string, Partial<PodSpec>, string]>([
    ['one port', { containers: [serving('a', 80)] }, 'container "a" uses hostPort 80'],
    [
      'several ports of one container, sorted as text',
      { containers: [serving('a', 90, 8080, 80)] },
      'container "a" uses hostPorts 80, 8080, 90',
    ],
    [
      'one port of several containers',
      { containers: [serving('b', 80), serving('a', 80)] },
      'containers "b", "a" use hostPort 80',
    ],
    [
      'ports of every list of containers',
      { initContainers: [serving('i', 3)], containers: [serving('a', 2)], ephemeralContainers: [serving('e', 1)] },
      'containers "i", "a", "e" use hostPorts 1, 2, 3',
    ],
  ])('forbids %s', (_, spec, detail) => {
    expect(failureOf(hostPorts, pod(spec))).toMatchObject({ reason: 'hostPort', detail });
  });

  it('counts the ports that the server adds under hostNetwork, except in ephemeral containers', () => {
    const spec = {
      hostNetwork: true,
      initContainers: [serving('i', 0)],
      containers: [serving('a', undefined, 9), { name: 'b' }],
      ephemeralContainers: [serving('e', undefined)],
    };
    expect(failureOf(hostPorts, pod(spec))).toMatchObject({
      detail: 'containers "i", "a" use hostPorts 8000, 9',
      fields: [
        { path: 'spec.initContainers[0].ports[0].hostPort', container: 'i', value: 8000 },
        { path: 'spec.containers[0].ports[0].hostPort', container: 'a', value: 8000 },
        { path: 'spec.containers[0].ports[1].hostPort', container: 'a', value: 9 },
      ],
    });
  });
});

describe('hostProbesAndHostLifecycle', () => {
  const check = (spec: Partial<PodSpec>): string | undefined =>
    failureOf(hostProbesAndHostLifecycle, pod(spec))?.detail;

  it.each<[string, Omit<Container, 'name'>]>([
    ['no probe', {}],
    [
      'a probe without a host',
      { livenessProbe: { httpGet: { port: 80 } }, readinessProbe: { tcpSocket: { port: 80 } } },
    ],
    [
      'an empty host',
      {
        startupProbe: { httpGet: { port: 80, host: '' } },
        lifecycle: { preStop: { tcpSocket: { port: 1, host: '' } } },
      },
    ],
    [
      'a probe that runs a command',
      { livenessProbe: { exec: { command: ['true'] } }, lifecycle: { postStart: { sleep: { seconds: 1 } } } },
    ],
    ['a probe that speaks gRPC', { livenessProbe: { grpc: { port: 80 } } }],
    ['a Host header', { livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: 'Host', value: 'h' }] } } }],
  ])('allows %s', (_, fields) => {
    expect(check({ containers: [{ name: 'a', ...fields }] })).toBeUndefined();
  });

  it.each<[string, Omit<Container, 'name'>]>([
    ['livenessProbe.httpGet.host', { livenessProbe: { httpGet: { port: 80, host: 'h' } } }],
    ['livenessProbe.tcpSocket.host', { livenessProbe: { tcpSocket: { port: 80, host: 'h' } } }],
    ['readinessProbe.httpGet.host', { readinessProbe: { httpGet: { port: 80, host: 'h' } } }],
    ['readinessProbe.tcpSocket.host', { readinessProbe: { tcpSocket: { port: 80, host: 'h' } } }],
    ['startupProbe.httpGet.host', { startupProbe: { httpGet: { port: 80, host: 'h' } } }],
    ['startupProbe.tcpSocket.host', { startupProbe: { tcpSocket: { port: 80, host: 'h' } } }],
    ['lifecycle.postStart.httpGet.host', { lifecycle: { postStart: { httpGet: { port: 80, host: 'h' } } } }],
    ['lifecycle.postStart.tcpSocket.host', { lifecycle: { postStart: { tcpSocket: { port: 80, host: 'h' } } } }],
    ['lifecycle.preStop.httpGet.host', { lifecycle: { preStop: { httpGet: { port: 80, host: 'h' } } } }],
    ['lifecycle.preStop.tcpSocket.host', { lifecycle: { preStop: { tcpSocket: { port: 80, host: 'h' } } } }],
  ])('forbids %s', (field, fields) => {
    expect(failureOf(hostProbesAndHostLifecycle, pod({ containers: [{ name: 'a', ...fields }] }))).toEqual({
      reason: 'probe or lifecycle host',
      detail: 'container "a" uses probe or lifecycle host "h"',
      fields: [{ path: `spec.containers[0].${field}`, container: 'a', value: 'h' }],
    });
  });

  it('forbids 127.0.0.1 too', () => {
    expect(check({ containers: [{ name: 'a', livenessProbe: { httpGet: { port: 80, host: '127.0.0.1' } } }] })).toBe(
      'container "a" uses probe or lifecycle host "127.0.0.1"',
    );
  });

  it('sorts containers and hosts, and names each once', () => {
    const probing = (name: string, ...hosts: [string, string]): Container => ({
      name,
      livenessProbe: { httpGet: { port: 80, host: hosts[0] } },
      lifecycle: { preStop: { tcpSocket: { port: 80, host: hosts[1] } } },
    });
    expect(check({ initContainers: [probing('z', 'h2', 'h1')], containers: [probing('m', 'h1', 'h1')] })).toBe(
      'containers "m", "z" use probe or lifecycle hosts "h1", "h2"',
    );
    expect(check({ containers: [probing('a', 'h2', 'h1')] })).toBe(
      'container "a" uses probe or lifecycle hosts "h1", "h2"',
    );
    expect(check({ containers: [probing('b', 'h', 'h'), probing('a', 'h', 'h')] })).toBe(
      'containers "a", "b" use probe or lifecycle host "h"',
    );
  });
});
