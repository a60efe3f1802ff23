import type { Container, PodSpec, SeccompProfile } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import type { PodSecurityCheck } from './check';
import { failureOf } from './failure-of';
import { seccompProfileBaseline } from './seccomp-profile-baseline';
import { seccompProfileRestricted } from './seccomp-profile-restricted';

const having = (name: string, type?: SeccompProfile['type']): Container => ({
  name,
  securityContext: { seccompProfile: type && { type } },
});
const onPod = (type: SeccompProfile['type']): Partial<PodSpec> => ({ securityContext: { seccompProfile: { type } } });
const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [{ name: 'a' }], ...spec } });
const detailOf = (check: PodSecurityCheck, spec: Partial<PodSpec>): string | undefined =>
  failureOf(check, pod(spec))?.detail;
const ANNOTATIONS = {
  'seccomp.security.alpha.kubernetes.io/pod': 'unconfined',
  'container.seccomp.security.alpha.kubernetes.io/a': 'unconfined',
};

describe.each([
  ['seccompProfile_baseline', seccompProfileBaseline],
  ['seccompProfile_restricted', seccompProfileRestricted],
])('%s', (_id, check) => {
  it.each<[string, Partial<PodSpec>]>([
    ['RuntimeDefault on the pod', onPod('RuntimeDefault')],
    [
      'Localhost on the pod',
      { securityContext: { seccompProfile: { type: 'Localhost', localhostProfile: 'p.json' } } },
    ],
    [
      'a profile on every container',
      { initContainers: [having('i', 'RuntimeDefault')], containers: [having('a', 'Localhost')] },
    ],
    [
      'a profile on the pod and another on a container',
      { ...onPod('RuntimeDefault'), containers: [having('a', 'Localhost'), having('b')] },
    ],
  ])('allows %s', (_, spec) => {
    expect(failureOf(check, pod(spec))).toBeUndefined();
  });

  it.each<[string, Partial<PodSpec>, string]>([
    ['the pod', onPod('Unconfined'), 'pod must not set securityContext.seccompProfile.type to "Unconfined"'],
    [
      'the pod, though its containers are right',
      { ...onPod('Unconfined'), containers: [having('a', 'RuntimeDefault')] },
      'pod must not set securityContext.seccompProfile.type to "Unconfined"',
    ],
    [
      'a container, though the pod is right',
      { ...onPod('RuntimeDefault'), containers: [having('a', 'Unconfined'), having('b')] },
      'container "a" must not set securityContext.seccompProfile.type to "Unconfined"',
    ],
    [
      'pod, init and ephemeral container',
      {
        ...onPod('Unconfined'),
        initContainers: [having('i', 'Unconfined')],
        ephemeralContainers: [having('e', 'Unconfined')],
      },
      'pod and containers "i", "e" must not set securityContext.seccompProfile.type to "Unconfined"',
    ],
    [
      'several types, sorted',
      { ...onPod('runtimeDefault' as 'RuntimeDefault'), containers: [having('a', 'Unconfined')] },
      'pod and container "a" must not set securityContext.seccompProfile.type to "Unconfined", "runtimeDefault"',
    ],
    [
      'a profile without a type',
      { securityContext: { seccompProfile: {} as SeccompProfile } },
      'pod must not set securityContext.seccompProfile.type to ""',
    ],
  ])('forbids it to %s', (_, spec, detail) => {
    expect(failureOf(check, pod(spec))).toMatchObject({ reason: 'seccompProfile', detail });
  });

  it('points at the field that is wrong', () => {
    expect(failureOf(check, pod({ ...onPod('Unconfined'), containers: [having('a', 'Unconfined')] }))?.fields).toEqual([
      { path: 'spec.securityContext.seccompProfile.type', value: 'Unconfined', to: 'RuntimeDefault' },
      {
        path: 'spec.containers[0].securityContext.seccompProfile.type',
        container: 'a',
        value: 'Unconfined',
        to: 'RuntimeDefault',
      },
    ]);
  });

  it('does not look at the old annotations', () => {
    expect(
      failureOf(check, { ...pod(onPod('RuntimeDefault')), metadata: { annotations: ANNOTATIONS } }),
    ).toBeUndefined();
  });
});

describe('a missing seccomp profile', () => {
  it('is allowed at baseline', () => {
    expect(detailOf(seccompProfileBaseline, {})).toBeUndefined();
    expect(
      detailOf(seccompProfileBaseline, { securityContext: {}, containers: [{ name: 'a', securityContext: {} }] }),
    ).toBeUndefined();
  });

  it('is forbidden at restricted', () => {
    expect(failureOf(seccompProfileRestricted, pod({}))).toEqual({
      reason: 'seccompProfile',
      detail: 'pod or container "a" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"',
      fields: [
        { path: 'spec.containers[0].securityContext.seccompProfile.type', container: 'a', to: 'RuntimeDefault' },
      ],
    });
    const spec = {
      initContainers: [having('i')],
      containers: [having('a', 'RuntimeDefault'), having('b')],
      ephemeralContainers: [having('e')],
    };
    expect(detailOf(seccompProfileRestricted, spec)).toBe(
      'pod or containers "i", "b", "e" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"',
    );
  });

  it('is not named where another profile is wrong', () => {
    expect(detailOf(seccompProfileRestricted, { containers: [having('a'), having('b', 'Unconfined')] })).toBe(
      'container "b" must not set securityContext.seccompProfile.type to "Unconfined"',
    );
  });
});

describe('Windows pods', () => {
  it('are exempted at restricted, and not at baseline', () => {
    const windows: Partial<PodSpec> = { os: { name: 'windows' } };
    expect(detailOf(seccompProfileRestricted, windows)).toBeUndefined();
    expect(detailOf(seccompProfileRestricted, { ...windows, ...onPod('Unconfined') })).toBeUndefined();
    expect(detailOf(seccompProfileBaseline, { ...windows, ...onPod('Unconfined') })).toBeDefined();
    expect(detailOf(seccompProfileRestricted, { os: { name: 'linux' } })).toBeDefined();
  });

  it('are the only ones: a user namespace needs a profile', () => {
    expect(detailOf(seccompProfileRestricted, { hostUsers: false })).toBeDefined();
  });
});
