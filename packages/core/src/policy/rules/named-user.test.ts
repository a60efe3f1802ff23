import { checkPod, checkPodTemplate, container, podTemplate, PRESETS } from '../../index';

const found = (spec: object): unknown[] =>
  checkPod({ spec }, { policy: PRESETS.recommended })
    .filter(({ ruleId }) => ruleId === 'named-user')
    .map(({ severity, path, message }) => ({ severity, path, message }));
const of = (podContext: object | undefined, containerContext?: object | null): object => ({
  securityContext: podContext,
  containers: [{ name: 'a', ...(containerContext === undefined ? {} : { securityContext: containerContext }) }],
});
const NON_ROOT = { runAsNonRoot: true };
const named = (name: string, path: string): object => ({
  severity: 'warning',
  path: `${path}.securityContext.runAsUser`,
  message: `container "${name}" does not start if its image gives its user by name`,
});

describe('named-user', () => {
  it('reports runAsNonRoot without a number, of the pod or of the container', () => {
    expect(found(of(NON_ROOT))).toEqual([named('a', 'spec.containers[0]')]);
    expect(found(of(undefined, NON_ROOT))).toEqual([named('a', 'spec.containers[0]')]);
  });

  it('is content with a number at either place', () => {
    expect(found(of({ ...NON_ROOT, runAsUser: 1000 }))).toEqual([]);
    expect(found(of({ runAsUser: 1000 }, NON_ROOT))).toEqual([]);
    expect(found(of(NON_ROOT, { runAsUser: 1000 }))).toEqual([]);
    expect(found(of({}, { ...NON_ROOT, runAsUser: 1000 }))).toEqual([]);
  });

  it('does not take a group for a user', () => {
    expect(found(of({ ...NON_ROOT, runAsGroup: 1000, fsGroup: 1000 }))).toHaveLength(1);
  });

  it('says nothing where root is not refused', () => {
    expect(found(of(undefined))).toEqual([]);
    expect(found(of({}, {}))).toEqual([]);
    expect(found(of({ runAsNonRoot: false }))).toEqual([]);
    expect(found(of(NON_ROOT, { runAsNonRoot: false }))).toEqual([]);
  });

  it('leaves a uid of root to the kubelet, which says so', () => {
    expect(found(of({ ...NON_ROOT, runAsUser: 0 }))).toEqual([]);
  });

  it('takes null for nothing: then the pod decides', () => {
    expect(found(of(NON_ROOT, { runAsNonRoot: null, runAsUser: null }))).toHaveLength(1);
    expect(found(of(NON_ROOT, null))).toHaveLength(1);
    expect(found(of({ ...NON_ROOT, runAsUser: null }))).toHaveLength(1);
    expect(found(of({ runAsNonRoot: null }))).toEqual([]);
  });

  it('looks at init and ephemeral containers', () => {
    const spec = {
      securityContext: NON_ROOT,
      containers: [{ name: 'a', securityContext: { runAsUser: 1000 } }],
      initContainers: [{ name: 'b' }],
      ephemeralContainers: [{ name: 'c' }],
    };
    expect(found(spec)).toEqual([named('b', 'spec.initContainers[0]'), named('c', 'spec.ephemeralContainers[0]')]);
  });

  it('is not about Windows, which knows users by name only', () => {
    expect(found({ ...of(NON_ROOT), os: { name: 'windows' } })).toEqual([]);
    expect(found({ ...of(NON_ROOT), nodeSelector: { 'kubernetes.io/os': 'windows' } })).toEqual([]);
    expect(found({ ...of(NON_ROOT), os: { name: 'linux' } })).toHaveLength(1);
    expect(found({ ...of(NON_ROOT), os: null, nodeSelector: { 'kubernetes.io/os': 'linux' } })).toHaveLength(1);
    expect(found({ ...of(NON_ROOT), nodeSelector: null })).toHaveLength(1);
  });

  it('is kept by every template, whose uid is a number, unless it leaves it to the platform', () => {
    const ids = (uid?: 'from-platform'): string[] => {
      const template = podTemplate('build', { uid }).container(container('a', 'registry.example.com/a:1')).build();
      return checkPodTemplate(template).map(({ ruleId, container: name }) => `${ruleId} ${name}`);
    };
    expect(ids()).toEqual([]);
    expect(ids('from-platform')).toEqual(['named-user jnlp', 'named-user a', 'caveat null']);
  });
});
