import type { Container, PodSpec, SecurityContext } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { failureOf } from './failure-of';
import { procMount } from './proc-mount';

const having = (name: string, securityContext?: SecurityContext): Container => ({ name, securityContext });
const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [having('a')], ...spec } });
const detailOf = (spec: Partial<PodSpec>, minor?: number): string | undefined =>
  failureOf(procMount, pod(spec), minor)?.detail;
/** One container of each list with the same security context, and one without. */
const everywhere = (securityContext: SecurityContext): Partial<PodSpec> => ({
  initContainers: [having('i', securityContext)],
  containers: [having('z', securityContext), having('n')],
  ephemeralContainers: [having('e', securityContext)],
});
const UNMASKED = everywhere({ procMount: 'Unmasked' });

describe('procMount', () => {
  it('allows nothing, and Default', () => {
    expect(detailOf(everywhere({}))).toBeUndefined();
    expect(detailOf(everywhere({ procMount: 'Default' }))).toBeUndefined();
  });

  it('forbids any other value', () => {
    expect(failureOf(procMount, pod({ containers: [having('a', { procMount: 'Unmasked' })] }))).toEqual({
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

  it.each(['', 'default', 'DEFAULT', 'None'])('forbids %j: none but the exact Default is one', (value) => {
    expect(detailOf({ containers: [having('a', { procMount: value as 'Default' })] })).toBe(
      `container "a" must not set securityContext.procMount to "${value}"`,
    );
  });

  it.each<[string, Partial<PodSpec>]>([
    ['init container', { initContainers: [having('x', { procMount: 'Unmasked' })] }],
    ['ephemeral container', { ephemeralContainers: [having('x', { procMount: 'Unmasked' })] }],
  ])('forbids Unmasked to an %s alone', (_, spec) => {
    expect(detailOf(spec)).toBe('container "x" must not set securityContext.procMount to "Unmasked"');
  });

  it('does not exempt Windows pods', () => {
    expect(detailOf({ ...UNMASKED, os: { name: 'windows' } })).toBeDefined();
  });
});

describe('procMount in a user namespace', () => {
  it('allows any procMount', () => {
    expect(detailOf({ ...UNMASKED, hostUsers: false })).toBeUndefined();
  });

  it('is none when hostUsers is true', () => {
    expect(detailOf({ ...UNMASKED, hostUsers: true })).toBeDefined();
  });

  it.each([0, 34])('allows none at v1.%d', (minor) => {
    expect(failureOf(procMount, pod({ ...UNMASKED, hostUsers: false }), minor)).toEqual(
      failureOf(procMount, pod(UNMASKED)),
    );
  });

  it('allows it from v1.35 on, and only there', () => {
    expect(procMount.revisions).toEqual([0, 35]);
    expect(detailOf({ ...UNMASKED, hostUsers: false }, 35)).toBeUndefined();
    expect(detailOf({ ...UNMASKED, hostUsers: true }, 35)).toBeDefined();
    expect(detailOf(UNMASKED, 35)).toBeDefined();
  });
});
