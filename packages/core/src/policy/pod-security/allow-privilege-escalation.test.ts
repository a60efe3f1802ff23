import type { Container, PodSpec, SecurityContext } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { allowPrivilegeEscalation } from './allow-privilege-escalation';
import { checksOf } from './checks';
import { failureOf } from './failure-of';

const having = (name: string, securityContext?: SecurityContext): Container => ({ name, securityContext });
const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [having('a')], ...spec } });
const detailOf = (spec: Partial<PodSpec>, minor?: number): string | undefined =>
  failureOf(allowPrivilegeEscalation, pod(spec), minor)?.detail;
const NO = { allowPrivilegeEscalation: false };
const YES = { allowPrivilegeEscalation: true };
const ONE = 'container "a" must set securityContext.allowPrivilegeEscalation=false';

describe('allowPrivilegeEscalation', () => {
  it('wants false in every container', () => {
    expect(detailOf({ containers: [having('a', NO)] })).toBeUndefined();
    expect(failureOf(allowPrivilegeEscalation, pod({ containers: [having('a', YES), having('b')] }))).toEqual({
      reason: 'allowPrivilegeEscalation != false',
      detail: 'containers "a", "b" must set securityContext.allowPrivilegeEscalation=false',
      fields: [
        { path: 'spec.containers[0].securityContext.allowPrivilegeEscalation', container: 'a', value: true, to: false },
        { path: 'spec.containers[1].securityContext.allowPrivilegeEscalation', container: 'b', to: false },
      ],
    });
  });

  it.each<[string, Container]>([
    ['no security context', having('a')],
    ['an empty security context', having('a', {})],
    ['true', having('a', YES)],
    ['other settings only', having('a', { runAsNonRoot: true, capabilities: { drop: ['ALL'] } })],
  ])('forbids %s', (_, container) => {
    expect(detailOf({ containers: [container] })).toBe(ONE);
  });

  it('allows false in every list of containers', () => {
    const spec = { initContainers: [having('i', NO)], containers: [having('a', NO)] };
    expect(detailOf({ ...spec, ephemeralContainers: [having('e', NO)] })).toBeUndefined();
  });

  it('looks into every list of containers, and at no field of the pod', () => {
    const misplaced = { securityContext: NO } as Partial<PodSpec>;
    expect(
      detailOf({
        initContainers: [having('i', YES)],
        containers: [having('z', YES), having('n')],
        ephemeralContainers: [having('e', YES)],
        ...misplaced,
      }),
    ).toBe('containers "i", "z", "n", "e" must set securityContext.allowPrivilegeEscalation=false');
    expect(detailOf({})).toBe(ONE);
  });

  it('names those that do not say it, beside those that do', () => {
    expect(detailOf({ containers: [having('b', NO), having('a'), having('c', NO)] })).toBe(ONE);
  });

  it('exempts Windows pods, and no user namespace', () => {
    expect(detailOf({ os: { name: 'windows' } })).toBeUndefined();
    expect(detailOf({ os: { name: 'linux' } })).toBeDefined();
    expect(detailOf({ hostUsers: false })).toBeDefined();
  });
});

describe('allowPrivilegeEscalation by version', () => {
  it('begins with v1.8', () => {
    expect(allowPrivilegeEscalation.revisions).toEqual([8, 25]);
    expect(checksOf('restricted', 7)).not.toContain(allowPrivilegeEscalation);
    expect(checksOf('restricted', 8)).toContain(allowPrivilegeEscalation);
    expect(checksOf('baseline', 8)).not.toContain(allowPrivilegeEscalation);
  });

  it.each([8, 24, 25, 37])('wants false at v1.%d', (minor) => {
    expect(detailOf({}, minor)).toBe(ONE);
    expect(detailOf({ containers: [having('a', NO)] }, minor)).toBeUndefined();
  });

  it('exempts Windows pods from v1.25 on', () => {
    expect(detailOf({ os: { name: 'windows' } }, 24)).toBe(ONE);
    expect(detailOf({ os: { name: 'windows' } }, 25)).toBeUndefined();
    expect(detailOf({ os: { name: 'windows' }, containers: [having('a', YES)] }, 25)).toBeUndefined();
    expect(detailOf({ os: { name: 'linux' } }, 25)).toBe(ONE);
  });
});
