import type { Container, PodSpec } from '../../model/kubernetes.generated';
import { capabilitiesBaseline } from './capabilities-baseline';
import { capabilitiesRestricted } from './capabilities-restricted';
import type { PodTemplate } from '../../model/pod-template';
import { failureOf } from './failure-of';

type Lists = NonNullable<NonNullable<Container['securityContext']>['capabilities']>;

const DROP: Lists = { drop: ['ALL'] };
const having = (name: string, capabilities?: Lists): Container => ({ name, securityContext: { capabilities } });
const pod = (...containers: Container[]): PodTemplate['pod'] => ({ spec: { containers } });
const withSpec = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({
  spec: { containers: [having('a', DROP)], ...spec },
});

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
});

describe('capabilities_restricted', () => {
  it.each<[string, Lists]>([
    ['all dropped', DROP],
    ['all dropped beside others', { drop: ['NET_RAW', 'ALL'] }],
    ['NET_BIND_SERVICE added', { ...DROP, add: ['NET_BIND_SERVICE'] }],
    ['an empty list added', { ...DROP, add: [] }],
  ])('allows %s', (_, lists) => {
    expect(failureOf(capabilitiesRestricted, pod(having('a', lists)))).toBeUndefined();
  });

  it.each<[string, Container]>([
    ['has no security context', { name: 'a' }],
    ['says nothing of capabilities', having('a')],
    ['has empty capabilities', having('a', {})],
    ['drops nothing', having('a', { drop: [] })],
    ['drops all in lower case', having('a', { drop: ['all'] })],
    ['drops only some', having('a', { drop: ['NET_RAW', 'CAP_ALL'] })],
  ])('forbids a container that %s', (_, container) => {
    expect(failureOf(capabilitiesRestricted, pod(container))).toMatchObject({
      reason: 'unrestricted capabilities',
      detail: 'container "a" must set securityContext.capabilities.drop=["ALL"]',
    });
  });

  it.each(['CHOWN', 'NET_RAW', 'ALL', 'CAP_NET_BIND_SERVICE'])('forbids to add %s', (capability) => {
    expect(
      failureOf(capabilitiesRestricted, pod(having('a', { ...DROP, add: [capability, 'NET_BIND_SERVICE'] }))),
    ).toMatchObject({
      reason: 'unrestricted capabilities',
      detail: `container "a" must not include "${capability}" in securityContext.capabilities.add`,
    });
  });

  it('says first what is not dropped and then what is added', () => {
    const judged = withSpec({
      initContainers: [having('i')],
      containers: [
        having('a', { add: ['SYS_TIME', 'KILL'] }),
        having('b', { ...DROP, add: ['KILL'] }),
        having('c', DROP),
      ],
      ephemeralContainers: [{ name: 'e' }],
    });
    expect(failureOf(capabilitiesRestricted, judged)?.detail).toBe(
      'containers "i", "a", "e" must set securityContext.capabilities.drop=["ALL"]; ' +
        'containers "a", "b" must not include "KILL", "SYS_TIME" in securityContext.capabilities.add',
    );
  });

  it('points at lists that are missing and at lists that are wrong', () => {
    expect(
      failureOf(capabilitiesRestricted, pod(having('a'), having('b', { drop: ['NET_RAW'], add: ['KILL'] })))?.fields,
    ).toEqual([
      { path: 'spec.containers[0].securityContext.capabilities.drop', container: 'a', to: ['ALL'] },
      { path: 'spec.containers[1].securityContext.capabilities.drop', container: 'b', value: ['NET_RAW'], to: ['ALL'] },
      { path: 'spec.containers[1].securityContext.capabilities.add[0]', container: 'b', value: 'KILL' },
    ]);
  });

  it('exempts Windows pods, and no others', () => {
    const containers = [{ name: 'a' }];
    expect(failureOf(capabilitiesRestricted, withSpec({ containers, os: { name: 'windows' } }))).toBeUndefined();
    expect(failureOf(capabilitiesRestricted, withSpec({ containers, os: { name: 'linux' } }))).toBeDefined();
    expect(failureOf(capabilitiesRestricted, withSpec({ containers, hostUsers: false }))).toBeDefined();
  });
});
