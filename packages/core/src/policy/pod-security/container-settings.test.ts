import type { Container, PodSpec, SecurityContext } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import type { PodSecurityCheck } from './check';
import { failureOf } from './failure-of';
import { allowPrivilegeEscalation } from './allow-privilege-escalation';
import { privileged } from './privileged';
import { procMount } from './proc-mount';
import { procMountRestricted } from './proc-mount-restricted';
import { windowsHostProcess } from './windows-host-process';

const having = (name: string, securityContext?: SecurityContext): Container => ({ name, securityContext });
const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [having('a')], ...spec } });
const detailOf = (check: PodSecurityCheck, spec: Partial<PodSpec>): string | undefined =>
  failureOf(check, pod(spec))?.detail;
/** One container of each list with the same security context, and one without. */
const everywhere = (securityContext: SecurityContext): Partial<PodSpec> => ({
  initContainers: [having('i', securityContext)],
  containers: [having('z', securityContext), having('n')],
  ephemeralContainers: [having('e', securityContext)],
});

describe('privileged', () => {
  it.each<[string, Container]>([
    ['no security context', having('a')],
    ['an empty security context', having('a', {})],
    ['false', having('a', { privileged: false })],
  ])('allows %s', (_, container) => {
    expect(failureOf(privileged, pod({ containers: [container] }))).toBeUndefined();
  });

  it('forbids true in every list of containers', () => {
    expect(failureOf(privileged, pod({ containers: [having('a', { privileged: true }), having('b')] }))).toEqual({
      reason: 'privileged',
      detail: 'container "a" must not set securityContext.privileged=true',
      fields: [{ path: 'spec.containers[0].securityContext.privileged', container: 'a', value: true }],
    });
    expect(detailOf(privileged, everywhere({ privileged: true }))).toBe(
      'containers "i", "z", "e" must not set securityContext.privileged=true',
    );
  });

  it('is not relaxed by a user namespace', () => {
    expect(detailOf(privileged, { ...everywhere({ privileged: true }), hostUsers: false })).toBeDefined();
  });
});

describe.each([
  ['procMount', procMount],
  ['procMount_restricted', procMountRestricted],
])('%s', (_, check) => {
  it('allows nothing, and Default', () => {
    expect(detailOf(check, everywhere({}))).toBeUndefined();
    expect(detailOf(check, everywhere({ procMount: 'Default' }))).toBeUndefined();
  });

  it('forbids any other value', () => {
    expect(failureOf(check, pod({ containers: [having('a', { procMount: 'Unmasked' })] }))).toEqual({
      reason: 'procMount',
      detail: 'container "a" must not set securityContext.procMount to "Unmasked"',
      fields: [{ path: 'spec.containers[0].securityContext.procMount', container: 'a', value: 'Unmasked' }],
    });
    expect(detailOf(check, everywhere({ procMount: 'Unmasked' }))).toBe(
      'containers "i", "z", "e" must not set securityContext.procMount to "Unmasked"',
    );
    const strange = 'Open' as 'Unmasked';
    expect(
      detailOf(check, { containers: [having('a', { procMount: 'Unmasked' }), having('b', { procMount: strange })] }),
    ).toBe('containers "a", "b" must not set securityContext.procMount to "Open", "Unmasked"');
  });
});

describe('a user namespace', () => {
  const unmasked = everywhere({ procMount: 'Unmasked' });

  it('allows any procMount at baseline, and none at restricted', () => {
    expect(detailOf(procMount, { ...unmasked, hostUsers: false })).toBeUndefined();
    expect(detailOf(procMountRestricted, { ...unmasked, hostUsers: false })).toBeDefined();
  });

  it('is none when hostUsers is true', () => {
    expect(detailOf(procMount, { ...unmasked, hostUsers: true })).toBeDefined();
  });
});

describe('allowPrivilegeEscalation', () => {
  it('wants false in every container', () => {
    expect(
      detailOf(allowPrivilegeEscalation, { containers: [having('a', { allowPrivilegeEscalation: false })] }),
    ).toBeUndefined();
    expect(
      failureOf(
        allowPrivilegeEscalation,
        pod({ containers: [having('a', { allowPrivilegeEscalation: true }), having('b')] }),
      ),
    ).toEqual({
      reason: 'allowPrivilegeEscalation != false',
      detail: 'containers "a", "b" must set securityContext.allowPrivilegeEscalation=false',
      fields: [
        { path: 'spec.containers[0].securityContext.allowPrivilegeEscalation', container: 'a', value: true, to: false },
        { path: 'spec.containers[1].securityContext.allowPrivilegeEscalation', container: 'b', to: false },
      ],
    });
  });

  it('looks into every list of containers, and at no field of the pod', () => {
    const misplaced = { securityContext: { allowPrivilegeEscalation: false } } as Partial<PodSpec>;
    expect(
      detailOf(allowPrivilegeEscalation, { ...everywhere({ allowPrivilegeEscalation: true }), ...misplaced }),
    ).toBe('containers "i", "z", "n", "e" must set securityContext.allowPrivilegeEscalation=false');
    expect(detailOf(allowPrivilegeEscalation, {})).toBe(
      'container "a" must set securityContext.allowPrivilegeEscalation=false',
    );
  });

  it('exempts Windows pods, and no user namespace', () => {
    expect(detailOf(allowPrivilegeEscalation, { os: { name: 'windows' } })).toBeUndefined();
    expect(detailOf(allowPrivilegeEscalation, { os: { name: 'linux' } })).toBeDefined();
    expect(detailOf(allowPrivilegeEscalation, { hostUsers: false })).toBeDefined();
  });
});

describe('windowsHostProcess', () => {
  const host = (hostProcess: boolean): SecurityContext => ({ windowsOptions: { hostProcess } });

  it('allows nothing, and false', () => {
    expect(detailOf(windowsHostProcess, { securityContext: {}, ...everywhere({}) })).toBeUndefined();
    expect(
      detailOf(windowsHostProcess, { securityContext: { windowsOptions: {} }, ...everywhere(host(false)) }),
    ).toBeUndefined();
  });

  it.each<[string, Partial<PodSpec>, string]>([
    ['the pod', { securityContext: { windowsOptions: { hostProcess: true } } }, 'pod'],
    ['one container', { containers: [having('a', host(true)), having('b', host(false))] }, 'container "a"'],
    ['containers of every list', everywhere(host(true)), 'containers "i", "z", "e"'],
    [
      'pod and containers',
      { securityContext: host(true), containers: [having('a', host(true)), having('b', host(true))] },
      'pod and containers "a", "b"',
    ],
    [
      'a pod whose container says false',
      { securityContext: host(true), containers: [having('a', host(false))] },
      'pod',
    ],
  ])('forbids true to %s', (_, spec, setters) => {
    const failure = failureOf(windowsHostProcess, pod({ os: { name: 'windows' }, ...spec }));
    expect(failure).toMatchObject({
      reason: 'hostProcess',
      detail: `${setters} must not set securityContext.windowsOptions.hostProcess=true`,
    });
  });

  it('points at the pod’s field and at the container’s', () => {
    expect(
      failureOf(windowsHostProcess, pod({ securityContext: host(true), containers: [having('a', host(true))] }))
        ?.fields,
    ).toEqual([
      { path: 'spec.securityContext.windowsOptions.hostProcess', value: true },
      { path: 'spec.containers[0].securityContext.windowsOptions.hostProcess', container: 'a', value: true },
    ]);
  });
});
