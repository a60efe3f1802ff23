import type { Container, PodSpec, SecurityContext } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { checksOf } from './checks';
import { failureOf } from './failure-of';
import { runAsNonRoot } from './run-as-non-root';

const having = (name: string, securityContext?: SecurityContext): Container => ({ name, securityContext });
const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [having('a')], ...spec } });
const detailOf = (spec: Partial<PodSpec>, minor?: number): string | undefined =>
  failureOf(runAsNonRoot, pod(spec), minor)?.detail;

const YES = { runAsNonRoot: true };
const NO = { runAsNonRoot: false };

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
    expect(detailOf({ hostUsers: false })).toBeUndefined();
    expect(detailOf({ hostUsers: false, securityContext: NO })).toBeUndefined();
    expect(detailOf({ hostUsers: true })).toBeDefined();
  });

  it('is asked of Windows pods too', () => {
    expect(detailOf({ os: { name: 'windows' } })).toBe(
      'pod or container "a" must set securityContext.runAsNonRoot=true',
    );
  });
});

describe('runAsNonRoot by version', () => {
  it('stands at restricted from v1.0 on, and at baseline never', () => {
    expect(runAsNonRoot.revisions).toEqual([0, 35]);
    expect(checksOf('restricted', 0)).toContain(runAsNonRoot);
    expect(checksOf('baseline', 37)).not.toContain(runAsNonRoot);
  });

  it.each([0, 34, 35])('wants true, and no false, at v1.%d', (minor) => {
    expect(detailOf({}, minor)).toBe('pod or container "a" must set securityContext.runAsNonRoot=true');
    expect(detailOf({ securityContext: NO }, minor)).toBe('pod must not set securityContext.runAsNonRoot=false');
    expect(detailOf({ securityContext: YES }, minor)).toBeUndefined();
  });

  it('asks it of a user namespace until v1.34, and not from v1.35 on', () => {
    for (const spec of [{}, { securityContext: NO }, { containers: [having('a', NO)] }]) {
      expect(detailOf({ ...spec, hostUsers: false }, 34)).toBe(detailOf(spec));
      expect(detailOf({ ...spec, hostUsers: false }, 35)).toBeUndefined();
      expect(detailOf({ ...spec, hostUsers: true }, 35)).toBe(detailOf(spec));
    }
  });
});
