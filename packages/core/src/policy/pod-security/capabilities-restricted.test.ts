import type { Container, PodSpec } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { capabilitiesBaseline } from './capabilities-baseline';
import { capabilitiesRestricted } from './capabilities-restricted';
import { checksOf } from './checks';
import { failureOf } from './failure-of';

type Lists = NonNullable<NonNullable<Container['securityContext']>['capabilities']>;

const DROP: Lists = { drop: ['ALL'] };
const having = (name: string, capabilities?: Lists): Container => ({ name, securityContext: { capabilities } });
const pod = (...containers: Container[]): PodTemplate['pod'] => ({ spec: { containers } });
const withSpec = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({
  spec: { containers: [having('a', DROP)], ...spec },
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

describe('capabilities_restricted by version', () => {
  it('begins with v1.22, where it takes the place of capabilities_baseline', () => {
    expect(capabilitiesRestricted.revisions).toEqual([22, 25]);
    expect(checksOf('restricted', 21)).not.toContain(capabilitiesRestricted);
    expect(checksOf('restricted', 21)).toContain(capabilitiesBaseline);
    expect(checksOf('restricted', 22)).toContain(capabilitiesRestricted);
    expect(checksOf('restricted', 22)).not.toContain(capabilitiesBaseline);
  });

  it.each([22, 24, 25, 37])('wants ALL dropped and none added at v1.%d', (minor) => {
    expect(failureOf(capabilitiesRestricted, pod(having('a', { add: ['KILL'] })), minor)?.detail).toBe(
      'container "a" must set securityContext.capabilities.drop=["ALL"]; ' +
        'container "a" must not include "KILL" in securityContext.capabilities.add',
    );
    expect(failureOf(capabilitiesRestricted, pod(having('a', DROP)), minor)).toBeUndefined();
  });

  it('exempts Windows pods from v1.25 on', () => {
    const windows = withSpec({ containers: [having('a', { add: ['KILL'] })], os: { name: 'windows' } });
    expect(failureOf(capabilitiesRestricted, windows, 24)).toBeDefined();
    expect(failureOf(capabilitiesRestricted, windows, 25)).toBeUndefined();
    expect(
      failureOf(capabilitiesRestricted, withSpec({ containers: [having('a')], os: { name: 'linux' } }), 25),
    ).toBeDefined();
  });
});
