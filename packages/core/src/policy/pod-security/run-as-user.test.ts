import type { Container, PodSpec, SecurityContext } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { checksOf } from './checks';
import { failureOf } from './failure-of';
import { runAsUser } from './run-as-user';

const having = (name: string, securityContext?: SecurityContext): Container => ({ name, securityContext });
const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [having('a')], ...spec } });
const detailOf = (spec: Partial<PodSpec>, minor?: number): string | undefined =>
  failureOf(runAsUser, pod(spec), minor)?.detail;

const ROOT = { runAsUser: 0 };

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
    expect(detailOf({ hostUsers: false, securityContext: ROOT })).toBeUndefined();
    expect(detailOf({ hostUsers: true, securityContext: ROOT })).toBeDefined();
    expect(detailOf({ os: { name: 'windows' }, securityContext: ROOT })).toBeDefined();
  });
});

describe('runAsUser by version', () => {
  it('begins with v1.23 at restricted', () => {
    expect(runAsUser.revisions).toEqual([23, 35]);
    expect(checksOf('restricted', 22)).not.toContain(runAsUser);
    expect(checksOf('restricted', 23)).toContain(runAsUser);
    expect(checksOf('baseline', 23)).not.toContain(runAsUser);
  });

  it.each([23, 34, 35])('forbids 0 at v1.%d', (minor) => {
    expect(detailOf({ securityContext: ROOT }, minor)).toBe('pod must not set runAsUser=0');
    expect(detailOf({ securityContext: { runAsUser: 1 } }, minor)).toBeUndefined();
  });

  it('forbids it in a user namespace until v1.34, and not from v1.35 on', () => {
    for (const spec of [{ securityContext: ROOT }, { containers: [having('a', ROOT)] }]) {
      expect(detailOf({ ...spec, hostUsers: false }, 34)).toBe(detailOf(spec));
      expect(detailOf({ ...spec, hostUsers: false }, 35)).toBeUndefined();
      expect(detailOf({ ...spec, hostUsers: true }, 35)).toBe(detailOf(spec));
    }
  });
});
