import type { Container, PodSpec, SeccompProfile } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { failureOf } from './failure-of';
import { seccompProfileBaseline } from './seccomp-profile-baseline';

const having = (name: string, type?: SeccompProfile['type']): Container => ({
  name,
  securityContext: { seccompProfile: type && { type } },
});
const onPod = (type: SeccompProfile['type']): Partial<PodSpec> => ({ securityContext: { seccompProfile: { type } } });
const pod = (spec: Partial<PodSpec>, annotations?: { [key: string]: string }): PodTemplate['pod'] => ({
  metadata: { annotations },
  spec: { containers: [{ name: 'a' }], ...spec },
});
const detailOf = (spec: Partial<PodSpec>): string | undefined => failureOf(seccompProfileBaseline, pod(spec))?.detail;
const POD = 'seccomp.security.alpha.kubernetes.io/pod';
const CONTAINER = 'container.seccomp.security.alpha.kubernetes.io/';
const ANNOTATIONS = { [POD]: 'unconfined', [`${CONTAINER}a`]: 'unconfined' };

describe('seccompProfile_baseline', () => {
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
    expect(failureOf(seccompProfileBaseline, pod(spec))).toBeUndefined();
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
    expect(failureOf(seccompProfileBaseline, pod(spec))).toMatchObject({ reason: 'seccompProfile', detail });
  });

  it('points at the field that is wrong', () => {
    const judged = pod({ ...onPod('Unconfined'), containers: [having('a', 'Unconfined')] });
    expect(failureOf(seccompProfileBaseline, judged)?.fields).toEqual([
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
    expect(failureOf(seccompProfileBaseline, pod(onPod('RuntimeDefault'), ANNOTATIONS))).toBeUndefined();
  });

  it('allows a missing profile', () => {
    expect(detailOf({})).toBeUndefined();
    expect(detailOf({ securityContext: {}, containers: [{ name: 'a', securityContext: {} }] })).toBeUndefined();
  });

  it('does not exempt Windows pods, and is not relaxed by a user namespace', () => {
    expect(detailOf({ os: { name: 'windows' }, ...onPod('Unconfined') })).toBeDefined();
    expect(detailOf({ hostUsers: false, ...onPod('Unconfined') })).toBeDefined();
  });
});

describe('seccompProfile_baseline before v1.19', () => {
  const at = (minor: number, annotations: { [key: string]: string }, spec: Partial<PodSpec> = {}) =>
    failureOf(seccompProfileBaseline, pod(spec, annotations), minor);

  it('changes at v1.19 from annotations to fields', () => {
    expect(seccompProfileBaseline.revisions).toEqual([0, 19]);
    for (const minor of [0, 18]) {
      expect(at(minor, ANNOTATIONS)).toBeDefined();
      expect(at(minor, {}, onPod('Unconfined'))).toBeUndefined();
    }
    expect(at(19, ANNOTATIONS)).toBeUndefined();
    expect(at(19, {}, onPod('Unconfined'))).toBeDefined();
  });

  it.each(['runtime/default', 'docker/default', 'localhost/', 'localhost/profiles/mine.json'])(
    'allows the annotation %s',
    (value) => {
      expect(at(18, { [POD]: value, [`${CONTAINER}a`]: value })).toBeUndefined();
    },
  );

  it.each(['', 'unconfined', 'Unconfined', 'RuntimeDefault', 'localhost', 'runtime/default ', 'docker/other'])(
    'forbids the annotation %j on the pod',
    (value) => {
      expect(at(18, { [POD]: value })).toEqual({
        reason: 'seccompProfile',
        detail: `forbidden annotation ${POD}="${value}"`,
        fields: [{ path: `metadata.annotations["${POD}"]`, value }],
      });
    },
  );

  it('names annotations sorted by key, those of containers in every list', () => {
    const spec = { initContainers: [{ name: 'i' }], containers: [{ name: 'c' }], ephemeralContainers: [{ name: 'e' }] };
    const annotations = Object.fromEntries(
      [POD, ...['i', 'c', 'e'].map((name) => CONTAINER + name)].map((k) => [k, 'x']),
    );
    expect(at(18, annotations, spec)).toMatchObject({
      detail: `forbidden annotations ${CONTAINER}c="x", ${CONTAINER}e="x", ${CONTAINER}i="x", ${POD}="x"`,
      fields: [POD, `${CONTAINER}i`, `${CONTAINER}c`, `${CONTAINER}e`].map((key) => ({
        path: `metadata.annotations["${key}"]`,
        value: 'x',
      })),
    });
  });

  it('looks at no annotation of a container that the pod has not', () => {
    expect(at(18, { [`${CONTAINER}gone`]: 'unconfined', [CONTAINER]: 'unconfined' })).toBeUndefined();
  });

  it('names the annotation of two containers of one name once', () => {
    const spec = { initContainers: [{ name: 'a' }], containers: [{ name: 'a' }] };
    expect(at(18, { [`${CONTAINER}a`]: 'no' }, spec)).toMatchObject({
      detail: `forbidden annotation ${CONTAINER}a="no"`,
      fields: [{ path: `metadata.annotations["${CONTAINER}a"]` }],
    });
  });

  it('quotes the value as Go does', () => {
    expect(at(18, { [POD]: '"\x07\x7f' })?.detail).toBe(`forbidden annotation ${POD}="\\"\\a\\x7f"`);
  });

  it('does not exempt Windows pods, and is not relaxed by a user namespace', () => {
    expect(at(18, ANNOTATIONS, { os: { name: 'windows' } })).toBeDefined();
    expect(at(18, ANNOTATIONS, { hostUsers: false })).toBeDefined();
  });
});
