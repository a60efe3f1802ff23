import type { Container, PodSpec, SecurityContext } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { failureOf } from './failure-of';
import { windowsHostProcess } from './windows-host-process';

const having = (name: string, securityContext?: SecurityContext): Container => ({ name, securityContext });
const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [having('a')], ...spec } });
const detailOf = (spec: Partial<PodSpec>, minor?: number): string | undefined =>
  failureOf(windowsHostProcess, pod(spec), minor)?.detail;
const host = (hostProcess: boolean): SecurityContext => ({ windowsOptions: { hostProcess } });
/** One container of each list with the same security context, and one without. */
const everywhere = (securityContext: SecurityContext): Partial<PodSpec> => ({
  initContainers: [having('i', securityContext)],
  containers: [having('z', securityContext), having('n')],
  ephemeralContainers: [having('e', securityContext)],
});

describe('windowsHostProcess', () => {
  it('allows nothing, and false', () => {
    expect(detailOf({ securityContext: {}, ...everywhere({}) })).toBeUndefined();
    expect(detailOf({ securityContext: { windowsOptions: {} }, ...everywhere(host(false)) })).toBeUndefined();
  });

  it.each<[string, Partial<PodSpec>]>([
    ['a user name', { securityContext: { windowsOptions: { runAsUserName: 'ContainerAdministrator' } } }],
    ['a group managed service account', everywhere({ windowsOptions: { gmsaCredentialSpecName: 'builds' } })],
    ['false on the pod', { securityContext: host(false) }],
  ])('allows %s', (_, spec) => {
    expect(detailOf({ os: { name: 'windows' }, ...spec })).toBeUndefined();
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

  it('does not ask whether the pod says that it is for Windows', () => {
    expect(detailOf({ securityContext: host(true) })).toBeDefined();
    expect(detailOf({ securityContext: host(true), os: { name: 'linux' } })).toBeDefined();
  });

  it('is not relaxed by a user namespace', () => {
    expect(detailOf({ ...everywhere(host(true)), hostUsers: false })).toBeDefined();
  });

  it('says the same from v1.0 on', () => {
    expect(windowsHostProcess.revisions).toEqual([0]);
    const judged = pod({ os: { name: 'windows' }, securityContext: host(true), ...everywhere(host(true)) });
    expect(failureOf(windowsHostProcess, judged, 0)).toEqual(failureOf(windowsHostProcess, judged));
    expect(failureOf(windowsHostProcess, judged, 24)).toBeDefined();
  });
});
