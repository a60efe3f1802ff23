import type { Container, PodSpec } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { capabilitiesBaseline } from './capabilities-baseline';
import { failureOf } from './failure-of';

type Lists = NonNullable<NonNullable<Container['securityContext']>['capabilities']>;

const having = (name: string, capabilities?: Lists): Container => ({ name, securityContext: { capabilities } });
const pod = (...containers: Container[]): PodTemplate['pod'] => ({ spec: { containers } });
const withSpec = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [], ...spec } });

describe('capabilities_baseline', () => {
  it.each([
    'AUDIT_WRITE',
    'CHOWN',
    'DAC_OVERRIDE',
    'FOWNER',
    'FSETID',
    'KILL',
    'MKNOD',
    'NET_BIND_SERVICE',
    'SETFCAP',
    'SETGID',
    'SETPCAP',
    'SETUID',
    'SYS_CHROOT',
  ])('allows to add %s', (capability) => {
    expect(failureOf(capabilitiesBaseline, pod(having('a', { add: [capability] })))).toBeUndefined();
  });

  it.each(['NET_RAW', 'SYS_ADMIN', 'SYS_PTRACE', 'ALL', 'CAP_CHOWN', 'chown', ''])(
    'forbids to add %j',
    (capability) => {
      expect(failureOf(capabilitiesBaseline, pod(having('a', { add: ['KILL', capability] })))).toEqual({
        reason: 'non-default capabilities',
        detail: `container "a" must not include "${capability}" in securityContext.capabilities.add`,
        fields: [{ path: 'spec.containers[0].securityContext.capabilities.add[1]', container: 'a', value: capability }],
      });
    },
  );

  it('asks nobody to drop any', () => {
    expect(
      failureOf(
        capabilitiesBaseline,
        pod({ name: 'a' }, having('b'), having('c', {}), having('d', { add: [], drop: [] })),
      ),
    ).toBeUndefined();
  });

  it('forbids what is dropped as well', () => {
    expect(failureOf(capabilitiesBaseline, pod(having('a', { add: ['BPF'], drop: ['ALL', 'BPF'] })))).toBeDefined();
  });

  it('names every container in order, and every capability once and sorted', () => {
    const judged = withSpec({
      initContainers: [having('z', { add: ['SYS_TIME', 'NET_RAW'] })],
      containers: [having('b', { add: ['NET_RAW'] }), having('c', { add: ['KILL'] })],
      ephemeralContainers: [having('a', { add: ['BPF'] })],
    });
    expect(failureOf(capabilitiesBaseline, judged)?.detail).toBe(
      'containers "z", "b", "a" must not include "BPF", "NET_RAW", "SYS_TIME" in securityContext.capabilities.add',
    );
  });

  it('points at every item, also where one stands there twice', () => {
    const judged = withSpec({
      initContainers: [having('i', { add: ['BPF', 'KILL', 'BPF'] })],
      ephemeralContainers: [having('e', { add: ['SYS_TIME'] })],
    });
    expect(failureOf(capabilitiesBaseline, judged)?.fields).toEqual([
      { path: 'spec.initContainers[0].securityContext.capabilities.add[0]', container: 'i', value: 'BPF' },
      { path: 'spec.initContainers[0].securityContext.capabilities.add[2]', container: 'i', value: 'BPF' },
      { path: 'spec.ephemeralContainers[0].securityContext.capabilities.add[0]', container: 'e', value: 'SYS_TIME' },
    ]);
  });

  it('escapes nothing within quotes, like the official evaluator', () => {
    expect(failureOf(capabilitiesBaseline, pod(having('a', { add: ['X\\"'] })))?.detail).toBe(
      'container "a" must not include "X\\"" in securityContext.capabilities.add',
    );
  });

  it('judges Windows pods and user namespaces like any other', () => {
    const containers = [having('a', { add: ['NET_RAW'] })];
    expect(failureOf(capabilitiesBaseline, withSpec({ containers, os: { name: 'windows' } }))).toBeDefined();
    expect(failureOf(capabilitiesBaseline, withSpec({ containers, hostUsers: false }))).toBeDefined();
  });

  it('says the same from v1.0 on', () => {
    expect(capabilitiesBaseline.revisions).toEqual([0]);
    const judged = pod(having('a', { add: ['NET_RAW', 'CHOWN'] }));
    expect(failureOf(capabilitiesBaseline, judged, 0)).toEqual(failureOf(capabilitiesBaseline, judged));
    expect(failureOf(capabilitiesBaseline, pod(having('a', { add: ['SYS_CHROOT'] })), 0)).toBeUndefined();
  });
});
