import type { Container, PodSpec, SecurityContext } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { failureOf } from './failure-of';
import { privileged } from './privileged';

const having = (name: string, securityContext?: SecurityContext): Container => ({ name, securityContext });
const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [having('a')], ...spec } });
const detailOf = (spec: Partial<PodSpec>, minor?: number): string | undefined =>
  failureOf(privileged, pod(spec), minor)?.detail;
const YES = { privileged: true };
const EVERYWHERE: Partial<PodSpec> = {
  initContainers: [having('i', YES)],
  containers: [having('z', YES), having('n')],
  ephemeralContainers: [having('e', YES)],
};

describe('privileged', () => {
  it.each<[string, Container]>([
    ['no security context', having('a')],
    ['an empty security context', having('a', {})],
    ['false', having('a', { privileged: false })],
    ['every capability beside false', having('a', { privileged: false, capabilities: { add: ['ALL'] } })],
  ])('allows %s', (_, container) => {
    expect(failureOf(privileged, pod({ containers: [container] }))).toBeUndefined();
  });

  it('forbids true in every list of containers', () => {
    expect(failureOf(privileged, pod({ containers: [having('a', { privileged: true }), having('b')] }))).toEqual({
      reason: 'privileged',
      detail: 'container "a" must not set securityContext.privileged=true',
      fields: [{ path: 'spec.containers[0].securityContext.privileged', container: 'a', value: true }],
    });
    expect(detailOf(EVERYWHERE)).toBe('containers "i", "z", "e" must not set securityContext.privileged=true');
  });

  it.each<[string, Partial<PodSpec>]>([
    ['init container', { initContainers: [having('x', YES)] }],
    ['ephemeral container', { ephemeralContainers: [having('x', YES)] }],
  ])('forbids true to an %s alone', (_, spec) => {
    expect(detailOf(spec)).toBe('container "x" must not set securityContext.privileged=true');
  });

  it('points at the field, which is to be removed', () => {
    expect(failureOf(privileged, pod(EVERYWHERE))?.fields).toEqual([
      { path: 'spec.initContainers[0].securityContext.privileged', container: 'i', value: true },
      { path: 'spec.containers[0].securityContext.privileged', container: 'z', value: true },
      { path: 'spec.ephemeralContainers[0].securityContext.privileged', container: 'e', value: true },
    ]);
  });

  it('knows no such field of the pod', () => {
    expect(detailOf({ securityContext: YES } as Partial<PodSpec>)).toBeUndefined();
  });

  it('is not relaxed by a user namespace', () => {
    expect(detailOf({ ...EVERYWHERE, hostUsers: false })).toBeDefined();
  });

  it('does not exempt Windows pods', () => {
    expect(detailOf({ ...EVERYWHERE, os: { name: 'windows' } })).toBeDefined();
  });

  it('says the same from v1.0 on', () => {
    expect(privileged.revisions).toEqual([0]);
    expect(failureOf(privileged, pod(EVERYWHERE), 0)).toEqual(failureOf(privileged, pod(EVERYWHERE)));
    expect(detailOf({}, 0)).toBeUndefined();
  });
});
