import type { Container, PodSpec, SecurityContext } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { checksOf } from './checks';
import { failureOf } from './failure-of';
import { procMount } from './proc-mount';
import { procMountRestricted } from './proc-mount-restricted';

const having = (name: string, securityContext?: SecurityContext): Container => ({ name, securityContext });
const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [having('a')], ...spec } });
const detailOf = (spec: Partial<PodSpec>, minor?: number): string | undefined =>
  failureOf(procMountRestricted, pod(spec), minor)?.detail;
/** One container of each list with the same security context, and one without. */
const everywhere = (securityContext: SecurityContext): Partial<PodSpec> => ({
  initContainers: [having('i', securityContext)],
  containers: [having('z', securityContext), having('n')],
  ephemeralContainers: [having('e', securityContext)],
});
const UNMASKED = everywhere({ procMount: 'Unmasked' });

describe('procMount_restricted', () => {
  it('allows nothing, and Default', () => {
    expect(detailOf(everywhere({}))).toBeUndefined();
    expect(detailOf(everywhere({ procMount: 'Default' }))).toBeUndefined();
  });

  it('forbids any other value', () => {
    expect(failureOf(procMountRestricted, pod({ containers: [having('a', { procMount: 'Unmasked' })] }))).toEqual({
      reason: 'procMount',
      detail: 'container "a" must not set securityContext.procMount to "Unmasked"',
      fields: [{ path: 'spec.containers[0].securityContext.procMount', container: 'a', value: 'Unmasked' }],
    });
    expect(detailOf(UNMASKED)).toBe('containers "i", "z", "e" must not set securityContext.procMount to "Unmasked"');
    const strange = 'Open' as 'Unmasked';
    expect(
      detailOf({ containers: [having('a', { procMount: 'Unmasked' }), having('b', { procMount: strange })] }),
    ).toBe('containers "a", "b" must not set securityContext.procMount to "Open", "Unmasked"');
  });

  it.each<[string, Partial<PodSpec>]>([
    ['init container', { initContainers: [having('x', { procMount: 'Unmasked' })] }],
    ['ephemeral container', { ephemeralContainers: [having('x', { procMount: 'Unmasked' })] }],
  ])('forbids Unmasked to an %s alone', (_, spec) => {
    expect(detailOf(spec)).toBe('container "x" must not set securityContext.procMount to "Unmasked"');
  });

  it('allows none in a user namespace', () => {
    expect(detailOf({ ...UNMASKED, hostUsers: false })).toBeDefined();
  });

  it('does not exempt Windows pods', () => {
    expect(detailOf({ ...UNMASKED, os: { name: 'windows' } })).toBeDefined();
  });

  it('begins with v1.35, where it takes the place of procMount', () => {
    expect(procMountRestricted.revisions).toEqual([35]);
    expect(checksOf('restricted', 34)).not.toContain(procMountRestricted);
    expect(checksOf('restricted', 34)).toContain(procMount);
    expect(checksOf('restricted', 35)).toContain(procMountRestricted);
    expect(checksOf('restricted', 35)).not.toContain(procMount);
  });

  it('is not asked at baseline', () => {
    expect(checksOf('baseline', 35)).not.toContain(procMountRestricted);
    expect(checksOf('baseline', 35)).toContain(procMount);
  });

  it('says of a pod in a user namespace at v1.35 what procMount said at v1.34', () => {
    const judged = pod({ ...UNMASKED, hostUsers: false });
    expect(failureOf(procMountRestricted, judged, 35)).toEqual(failureOf(procMount, judged, 34));
    expect(failureOf(procMount, judged, 35)).toBeUndefined();
  });
});
