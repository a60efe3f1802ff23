import type { Container, PodSpec } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { checksOf } from './checks';
import { failureOf } from './failure-of';
import { hostProbesAndHostLifecycle } from './host-probes-and-host-lifecycle';

const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [{ name: 'a' }], ...spec } });
const check = (spec: Partial<PodSpec>): string | undefined => failureOf(hostProbesAndHostLifecycle, pod(spec))?.detail;
const ASKING: Omit<Container, 'name'> = { livenessProbe: { httpGet: { port: 80, host: 'h' } } };

describe('hostProbesAndHostLifecycle', () => {
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

  it('looks into every list of containers', () => {
    const judged = pod({
      initContainers: [{ name: 'i', ...ASKING }],
      containers: [{ name: 'a' }, { name: 'b', ...ASKING }],
      // The API knows no probes here; the check looks all the same.
      ephemeralContainers: [{ name: 'e', ...ASKING }],
    });
    expect(failureOf(hostProbesAndHostLifecycle, judged)).toMatchObject({
      detail: 'containers "b", "e", "i" use probe or lifecycle host "h"',
      fields: [
        { path: 'spec.initContainers[0].livenessProbe.httpGet.host', container: 'i', value: 'h' },
        { path: 'spec.containers[1].livenessProbe.httpGet.host', container: 'b', value: 'h' },
        { path: 'spec.ephemeralContainers[0].livenessProbe.httpGet.host', container: 'e', value: 'h' },
      ],
    });
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

  it('names two containers of one name once, here alone', () => {
    const containers = [
      { name: 'a', ...ASKING },
      { name: 'a', ...ASKING },
    ];
    expect(check({ containers })).toBe('container "a" uses probe or lifecycle host "h"');
  });

  it('is not relaxed by a user namespace, and does not exempt Windows pods', () => {
    const containers = [{ name: 'a', ...ASKING }];
    expect(check({ containers, hostUsers: false })).toBeDefined();
    expect(check({ containers, os: { name: 'windows' } })).toBeDefined();
  });

  it.each(['baseline', 'restricted'] as const)('begins with v1.34 at %s', (level) => {
    expect(hostProbesAndHostLifecycle.revisions).toEqual([34]);
    expect(checksOf(level, 33)).not.toContain(hostProbesAndHostLifecycle);
    expect(checksOf(level, 34)).toContain(hostProbesAndHostLifecycle);
  });
});
