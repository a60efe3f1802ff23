import type { Container, PodSpec } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { failureOf } from './failure-of';
import { hostPorts } from './host-ports';

const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [{ name: 'a' }], ...spec } });
const serving = (name: string, ...hostPorts: (number | undefined)[]): Container => ({
  name,
  ports: hostPorts.map((hostPort, i) => ({ containerPort: 8000 + i, hostPort })),
});

describe('hostPorts', () => {
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

  it('points at the ports that open one, and leaves those beside them', () => {
    expect(failureOf(hostPorts, pod({ containers: [serving('a', undefined, 81, 0, 83)] }))?.fields).toEqual([
      { path: 'spec.containers[0].ports[1].hostPort', container: 'a', value: 81 },
      { path: 'spec.containers[0].ports[3].hostPort', container: 'a', value: 83 },
    ]);
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

  it('is not relaxed by a user namespace, and does not exempt Windows pods', () => {
    expect(failureOf(hostPorts, pod({ containers: [serving('a', 80)], hostUsers: false }))).toBeDefined();
    expect(failureOf(hostPorts, pod({ containers: [serving('a', 80)], os: { name: 'windows' } }))).toBeDefined();
  });

  it('says the same from v1.0 on', () => {
    expect(hostPorts.revisions).toEqual([0]);
    const judged = pod({ hostNetwork: true, containers: [serving('a', undefined, 80)] });
    expect(failureOf(hostPorts, judged, 0)).toEqual(failureOf(hostPorts, judged));
    expect(failureOf(hostPorts, pod({ containers: [serving('a', undefined)] }), 0)).toBeUndefined();
  });
});
