import type { Container, PodSpec, SeccompProfile } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { checksOf } from './checks';
import { failureOf } from './failure-of';
import { seccompProfileBaseline } from './seccomp-profile-baseline';
import { seccompProfileRestricted } from './seccomp-profile-restricted';

const having = (name: string, type?: SeccompProfile['type']): Container => ({
  name,
  securityContext: { seccompProfile: type && { type } },
});
const onPod = (type: SeccompProfile['type']): Partial<PodSpec> => ({ securityContext: { seccompProfile: { type } } });
const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [{ name: 'a' }], ...spec } });
const detailOf = (spec: Partial<PodSpec>, minor?: number): string | undefined =>
  failureOf(seccompProfileRestricted, pod(spec), minor)?.detail;
const MISSING = 'pod or container "a" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"';
const ANNOTATIONS = {
  'seccomp.security.alpha.kubernetes.io/pod': 'unconfined',
  'container.seccomp.security.alpha.kubernetes.io/a': 'unconfined',
};

describe('seccompProfile_restricted', () => {
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
    expect(failureOf(seccompProfileRestricted, pod(spec))).toBeUndefined();
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
    expect(failureOf(seccompProfileRestricted, pod(spec))).toMatchObject({ reason: 'seccompProfile', detail });
  });

  it('points at the field that is wrong', () => {
    const judged = pod({ ...onPod('Unconfined'), containers: [having('a', 'Unconfined')] });
    expect(failureOf(seccompProfileRestricted, judged)?.fields).toEqual([
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
      failureOf(seccompProfileRestricted, { ...pod(onPod('RuntimeDefault')), metadata: { annotations: ANNOTATIONS } }),
    ).toBeUndefined();
  });
});

describe('a missing seccomp profile', () => {
  it('is forbidden at restricted', () => {
    expect(failureOf(seccompProfileRestricted, pod({}))).toEqual({
      reason: 'seccompProfile',
      detail: MISSING,
      fields: [
        { path: 'spec.containers[0].securityContext.seccompProfile.type', container: 'a', to: 'RuntimeDefault' },
      ],
    });
    const spec = {
      initContainers: [having('i')],
      containers: [having('a', 'RuntimeDefault'), having('b')],
      ephemeralContainers: [having('e')],
    };
    expect(detailOf(spec)).toBe(
      'pod or containers "i", "b", "e" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"',
    );
  });

  it('is not named where another profile is wrong', () => {
    expect(detailOf({ containers: [having('a'), having('b', 'Unconfined')] })).toBe(
      'container "b" must not set securityContext.seccompProfile.type to "Unconfined"',
    );
  });

  it('is not made good by annotations', () => {
    const annotations = { 'seccomp.security.alpha.kubernetes.io/pod': 'runtime/default' };
    expect(failureOf(seccompProfileRestricted, { ...pod({}), metadata: { annotations } }, 19)?.detail).toBe(MISSING);
  });
});

describe('Windows pods', () => {
  it('are exempted at restricted', () => {
    expect(detailOf({ os: { name: 'windows' } })).toBeUndefined();
    expect(detailOf({ os: { name: 'windows' }, ...onPod('Unconfined') })).toBeUndefined();
    expect(detailOf({ os: { name: 'linux' } })).toBeDefined();
  });

  it('are the only ones: a user namespace needs a profile', () => {
    expect(detailOf({ hostUsers: false })).toBeDefined();
  });
});

describe('seccompProfile_restricted by version', () => {
  it('begins with v1.19, where it takes the place of seccompProfile_baseline', () => {
    expect(seccompProfileRestricted.revisions).toEqual([19, 25]);
    expect(checksOf('restricted', 18)).not.toContain(seccompProfileRestricted);
    expect(checksOf('restricted', 18)).toContain(seccompProfileBaseline);
    expect(checksOf('restricted', 19)).toContain(seccompProfileRestricted);
    expect(checksOf('restricted', 19)).not.toContain(seccompProfileBaseline);
  });

  it.each([19, 24, 25, 37])('wants a profile at v1.%d', (minor) => {
    expect(detailOf({}, minor)).toBe(MISSING);
    expect(detailOf(onPod('Unconfined'), minor)).toBeDefined();
    expect(detailOf(onPod('Localhost'), minor)).toBeUndefined();
  });

  it('exempts Windows pods from v1.25 on', () => {
    for (const spec of [{}, onPod('Unconfined')]) {
      expect(detailOf({ ...spec, os: { name: 'windows' } }, 24)).toBe(detailOf(spec));
      expect(detailOf({ ...spec, os: { name: 'windows' } }, 25)).toBeUndefined();
      expect(detailOf({ ...spec, os: { name: 'linux' } }, 25)).toBe(detailOf(spec));
    }
  });
});
