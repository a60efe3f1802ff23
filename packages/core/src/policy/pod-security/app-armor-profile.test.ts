import type { Container, PodSpec } from '../../model/kubernetes.generated';
import { appArmorProfile } from './app-armor-profile';
import type { PodTemplate } from '../../model/pod-template';
import { failureOf } from './failure-of';

type Profile = NonNullable<NonNullable<Container['securityContext']>['appArmorProfile']>;

const PREFIX = 'container.apparmor.security.beta.kubernetes.io/';
const pod = (spec: Partial<PodSpec>, annotations?: { [key: string]: string }): PodTemplate['pod'] => ({
  metadata: { annotations },
  spec: { containers: [{ name: 'a' }], ...spec },
});
const running = (name: string, type?: Profile['type']): Container => ({
  name,
  securityContext: { appArmorProfile: type && { type } },
});

describe('appArmorProfile', () => {
  it.each<[string, PodTemplate['pod']]>([
    ['no profile', pod({})],
    ['empty security contexts', pod({ securityContext: {}, containers: [{ name: 'a', securityContext: {} }] })],
    ['RuntimeDefault on the pod', pod({ securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } })],
    ['Localhost on a container', pod({ containers: [running('a', 'Localhost')] })],
    ['an empty annotation', pod({}, { [`${PREFIX}a`]: '' })],
    ['the annotation runtime/default', pod({}, { [`${PREFIX}a`]: 'runtime/default' })],
    ['a localhost annotation', pod({}, { [`${PREFIX}a`]: 'localhost/', [`${PREFIX}b`]: 'localhost/mine' })],
    ['an annotation of another name', pod({}, { 'example.com/apparmor': 'unconfined' })],
  ])('allows %s', (_, judged) => {
    expect(failureOf(appArmorProfile, judged)).toBeUndefined();
  });

  it.each<[string, Partial<PodSpec>, string, string]>([
    [
      'the pod',
      { securityContext: { appArmorProfile: { type: 'Unconfined' } } },
      'forbidden AppArmor profile',
      'pod must not set AppArmor profile type to "Unconfined"',
    ],
    [
      'a container',
      { containers: [running('a', 'Unconfined'), running('b', 'RuntimeDefault')] },
      'forbidden AppArmor profile',
      'container "a" must not set AppArmor profile type to "Unconfined"',
    ],
    [
      'pod, init and ephemeral container at once',
      {
        securityContext: { appArmorProfile: { type: 'Unconfined' } },
        initContainers: [running('i', 'Unconfined')],
        ephemeralContainers: [running('e', 'Unconfined')],
      },
      'forbidden AppArmor profile',
      'pod and containers "i", "e" must not set AppArmor profile type to "Unconfined"',
    ],
    [
      'a container below a pod that is right',
      {
        securityContext: { appArmorProfile: { type: 'RuntimeDefault' } },
        containers: [running('a', 'Unconfined'), running('b')],
      },
      'forbidden AppArmor profile',
      'container "a" must not set AppArmor profile type to "Unconfined"',
    ],
    [
      'several types, sorted and each once',
      { containers: [running('b', 'zzz' as Profile['type']), running('a', 'Unconfined'), running('c', 'Unconfined')] },
      'forbidden AppArmor profiles',
      'containers "b", "a", "c" must not set AppArmor profile type to "Unconfined", "zzz"',
    ],
    [
      'a profile without a type',
      { securityContext: { appArmorProfile: {} as Profile } },
      'forbidden AppArmor profile',
      'pod must not set AppArmor profile type to ""',
    ],
  ])('forbids it to %s', (_, spec, reason, detail) => {
    expect(failureOf(appArmorProfile, pod(spec))).toMatchObject({ reason, detail });
  });

  it('forbids annotations, which are quoted whole and sorted', () => {
    expect(failureOf(appArmorProfile, pod({}, { [`${PREFIX}a`]: 'unconfined' }))).toMatchObject({
      reason: 'forbidden AppArmor profile',
      detail: `annotation must not set AppArmor profile type to "${PREFIX}a="unconfined""`,
    });
    const several = pod(
      {},
      { [`${PREFIX}f`]: 'unknown', [`${PREFIX}e`]: 'unconfined', [PREFIX]: 'bogus', [`${PREFIX}b`]: 'runtime/default' },
    );
    expect(failureOf(appArmorProfile, several)).toMatchObject({
      reason: 'forbidden AppArmor profiles',
      detail: `annotations must not set AppArmor profile type to "${PREFIX}="bogus"", "${PREFIX}e="unconfined"", "${PREFIX}f="unknown""`,
    });
  });

  it('names fields before annotations', () => {
    const both = pod({ containers: [running('a', 'zzz' as Profile['type'])] }, { [`${PREFIX}a`]: 'unconfined' });
    expect(failureOf(appArmorProfile, both)).toMatchObject({
      reason: 'forbidden AppArmor profiles',
      detail: `container "a" and annotation must not set AppArmor profile type to "zzz", "${PREFIX}a="unconfined""`,
    });
  });

  it('points at every field', () => {
    const judged = pod(
      { securityContext: { appArmorProfile: { type: 'Unconfined' } }, initContainers: [running('i', 'Unconfined')] },
      { [`${PREFIX}a`]: 'x' },
    );
    expect(failureOf(appArmorProfile, judged)?.fields).toEqual([
      { path: 'spec.securityContext.appArmorProfile', value: 'Unconfined' },
      { path: 'spec.initContainers[0].securityContext.appArmorProfile', container: 'i', value: 'Unconfined' },
      { path: `metadata.annotations["${PREFIX}a"]`, value: 'x' },
    ]);
  });

  it('judges pods in user namespaces and on Windows like any other', () => {
    const securityContext = { appArmorProfile: { type: 'Unconfined' } } as const;
    expect(failureOf(appArmorProfile, pod({ hostUsers: false, securityContext }))).toBeDefined();
    expect(failureOf(appArmorProfile, pod({ os: { name: 'windows' }, securityContext }))).toBeDefined();
  });

  it('quotes the value of an annotation as Go does, and its key not at all', () => {
    const judged = pod({}, { [`${PREFIX}"`]: '"\x07\x7f' });
    expect(failureOf(appArmorProfile, judged)).toMatchObject({
      detail: `annotation must not set AppArmor profile type to "${PREFIX}"="\\"\\a\\x7f""`,
      fields: [{ path: `metadata.annotations["${PREFIX}\\""]`, value: '"\x07\x7f' }],
    });
  });

  it('looks at the annotation of a container that the pod has not', () => {
    expect(failureOf(appArmorProfile, pod({}, { [`${PREFIX}gone`]: 'unconfined' }))).toBeDefined();
  });

  it('says the same from v1.0 on, of fields too, which are younger', () => {
    expect(appArmorProfile.revisions).toEqual([0]);
    const judged = pod({ containers: [running('a', 'Unconfined')] }, { [`${PREFIX}a`]: 'unconfined' });
    expect(failureOf(appArmorProfile, judged, 0)).toEqual(failureOf(appArmorProfile, judged));
    expect(failureOf(appArmorProfile, judged, 29)).toEqual(failureOf(appArmorProfile, judged, 30));
    expect(failureOf(appArmorProfile, pod({ containers: [running('a', 'Localhost')] }), 0)).toBeUndefined();
  });
});
