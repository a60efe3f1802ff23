import type { Container, PodSpec, SecurityContext } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import type { PodSecurityCheck } from './check';
import { failureOf } from './failure-of';
import { runAsNonRoot } from './run-as-non-root';
import { runAsUser } from './run-as-user';

const having = (name: string, securityContext?: SecurityContext): Container => ({ name, securityContext });
const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [having('a')], ...spec } });
const detailOf = (check: PodSecurityCheck, spec: Partial<PodSpec>): string | undefined =>
  failureOf(check, pod(spec))?.detail;

const YES = { runAsNonRoot: true };
const NO = { runAsNonRoot: false };
const ROOT = { runAsUser: 0 };

describe('runAsNonRoot', () => {
  it.each<[string, Partial<PodSpec>]>([
    ['true on the pod', { securityContext: YES }],
    ['true on the pod and on containers', { securityContext: YES, containers: [having('a', YES), having('b')] }],
    [
      'true on every container',
      { initContainers: [having('i', YES)], containers: [having('a', YES)], ephemeralContainers: [having('e', YES)] },
    ],
    ['a user that is not root, when it is true', { securityContext: { ...YES, runAsUser: 1000 } }],
  ])('allows %s', (_, spec) => {
    expect(failureOf(runAsNonRoot, pod(spec))).toBeUndefined();
  });

  it.each<[string, Partial<PodSpec>, string]>([
    ['no word of it', {}, 'pod or container "a" must set securityContext.runAsNonRoot=true'],
    [
      'only a uid',
      { securityContext: { runAsUser: 1000 } },
      'pod or container "a" must set securityContext.runAsNonRoot=true',
    ],
    [
      'containers without it',
      {
        initContainers: [having('i', {})],
        containers: [having('a', YES), having('b')],
        ephemeralContainers: [having('e')],
      },
      'pod or containers "i", "b", "e" must set securityContext.runAsNonRoot=true',
    ],
    ['false on the pod', { securityContext: NO }, 'pod must not set securityContext.runAsNonRoot=false'],
    [
      'false on the pod, though every container says true',
      { securityContext: NO, containers: [having('a', YES)] },
      'pod must not set securityContext.runAsNonRoot=false',
    ],
    [
      'false on a container, though the pod says true',
      { securityContext: YES, containers: [having('a', NO), having('b')] },
      'container "a" must not set securityContext.runAsNonRoot=false',
    ],
    [
      'false on pod and containers',
      {
        securityContext: NO,
        initContainers: [having('i', NO)],
        containers: [having('a', NO)],
        ephemeralContainers: [having('e', NO)],
      },
      'pod and containers "i", "a", "e" must not set securityContext.runAsNonRoot=false',
    ],
    [
      'false on one and nothing on another: false alone is named',
      { containers: [having('a'), having('b', NO)] },
      'container "b" must not set securityContext.runAsNonRoot=false',
    ],
  ])('forbids %s', (_, spec, detail) => {
    expect(failureOf(runAsNonRoot, pod(spec))).toMatchObject({ reason: 'runAsNonRoot != true', detail });
  });

  it('points at the field that is wrong, or that is missing', () => {
    expect(failureOf(runAsNonRoot, pod({ securityContext: NO, containers: [having('a', NO)] }))?.fields).toEqual([
      { path: 'spec.securityContext.runAsNonRoot', value: false, to: true },
      { path: 'spec.containers[0].securityContext.runAsNonRoot', container: 'a', value: false, to: true },
    ]);
    expect(failureOf(runAsNonRoot, pod({}))?.fields).toEqual([
      { path: 'spec.containers[0].securityContext.runAsNonRoot', container: 'a', to: true },
    ]);
  });

  it('allows everything in a user namespace', () => {
    expect(detailOf(runAsNonRoot, { hostUsers: false })).toBeUndefined();
    expect(detailOf(runAsNonRoot, { hostUsers: false, securityContext: NO })).toBeUndefined();
    expect(detailOf(runAsNonRoot, { hostUsers: true })).toBeDefined();
  });

  it('is asked of Windows pods too', () => {
    expect(detailOf(runAsNonRoot, { os: { name: 'windows' } })).toBe(
      'pod or container "a" must set securityContext.runAsNonRoot=true',
    );
  });
});

describe('runAsUser', () => {
  it.each<[string, Partial<PodSpec>]>([
    ['no uid', {}],
    ['another uid', { securityContext: { runAsUser: 1 }, containers: [having('a', { runAsUser: 1000 })] }],
    ['the group 0', { securityContext: { runAsGroup: 0, fsGroup: 0 }, containers: [having('a', { runAsGroup: 0 })] }],
  ])('allows %s', (_, spec) => {
    expect(failureOf(runAsUser, pod(spec))).toBeUndefined();
  });

  it.each<[string, Partial<PodSpec>, string]>([
    ['the pod', { securityContext: ROOT }, 'pod must not set runAsUser=0'],
    [
      'the pod, though the container has another',
      { securityContext: ROOT, containers: [having('a', { runAsUser: 1000 })] },
      'pod must not set runAsUser=0',
    ],
    [
      'a container, though the pod has another',
      { securityContext: { runAsUser: 1000 }, containers: [having('a', ROOT), having('b')] },
      'container "a" must not set runAsUser=0',
    ],
    [
      'containers of every list',
      {
        initContainers: [having('i', ROOT)],
        containers: [having('a', ROOT)],
        ephemeralContainers: [having('e', ROOT)],
      },
      'containers "i", "a", "e" must not set runAsUser=0',
    ],
    [
      'pod and container',
      { securityContext: ROOT, containers: [having('a', ROOT)] },
      'pod and container "a" must not set runAsUser=0',
    ],
  ])('forbids 0 to %s', (_, spec, detail) => {
    expect(failureOf(runAsUser, pod(spec))).toMatchObject({ reason: 'runAsUser=0', detail });
  });

  it('points at the field', () => {
    expect(failureOf(runAsUser, pod({ containers: [having('b'), having('a', ROOT)] }))?.fields).toEqual([
      { path: 'spec.containers[1].securityContext.runAsUser', container: 'a', value: 0 },
    ]);
  });

  it('allows 0 in a user namespace, and nowhere else', () => {
    expect(detailOf(runAsUser, { hostUsers: false, securityContext: ROOT })).toBeUndefined();
    expect(detailOf(runAsUser, { hostUsers: true, securityContext: ROOT })).toBeDefined();
    expect(detailOf(runAsUser, { os: { name: 'windows' }, securityContext: ROOT })).toBeDefined();
  });
});
