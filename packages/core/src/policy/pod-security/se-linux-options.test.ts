import type { Container, PodSpec, SELinuxOptions } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { failureOf } from './failure-of';
import { seLinuxOptions } from './se-linux-options';

const having = (name: string, options?: SELinuxOptions): Container => ({
  name,
  securityContext: { seLinuxOptions: options },
});
const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [{ name: 'a' }], ...spec } });
const START = 'set forbidden securityContext.seLinuxOptions:';

describe('seLinuxOptions', () => {
  it.each<SELinuxOptions>([
    {},
    { type: '' },
    { type: 'container_t' },
    { type: 'container_init_t' },
    { type: 'container_kvm_t' },
    { type: 'container_engine_t' },
    { level: 's0:c1,c2' },
    { user: '', role: '' },
  ])('allows %j', (options) => {
    expect(
      failureOf(
        seLinuxOptions,
        pod({ securityContext: { seLinuxOptions: options }, containers: [having('a', options)] }),
      ),
    ).toBeUndefined();
  });

  it('allows pods and containers without options', () => {
    expect(failureOf(seLinuxOptions, pod({}))).toBeUndefined();
    expect(failureOf(seLinuxOptions, pod({ securityContext: {}, containers: [having('a')] }))).toBeUndefined();
  });

  it.each<[SELinuxOptions, string]>([
    [{ type: 'spc_t' }, 'type "spc_t"'],
    [{ type: 'Container_t' }, 'type "Container_t"'],
    [{ user: 'system_u' }, 'user may not be set'],
    [{ role: 'system_r' }, 'role may not be set'],
    [{ user: 'u', role: 'r', type: 'container_t' }, 'user may not be set; role may not be set'],
    [{ role: 'r', user: 'u', type: 'spc_t', level: 's0' }, 'type "spc_t"; user may not be set; role may not be set'],
  ])('forbids %j on a container', (options, data) => {
    expect(
      failureOf(seLinuxOptions, pod({ containers: [having('a', options), having('b', { type: 'container_t' })] })),
    ).toMatchObject({
      reason: 'seLinuxOptions',
      detail: `container "a" ${START} ${data}`,
    });
  });

  it('forbids them on the pod, whatever its containers say', () => {
    const spec = {
      securityContext: { seLinuxOptions: { type: 'spc_t' } },
      containers: [having('a', { type: 'container_t' })],
    };
    expect(failureOf(seLinuxOptions, pod(spec))?.detail).toBe(`pod ${START} type "spc_t"`);
  });

  it('names containers in the pod’s order, whichever option each of them sets', () => {
    const spec = {
      securityContext: { seLinuxOptions: { role: 'r' } },
      initContainers: [having('z', { role: 'r' })],
      containers: [having('b', { user: 'u' }), having('ok', { level: 's0' }), having('a', { type: 'y' })],
      ephemeralContainers: [having('e', { type: 'x' })],
    };
    expect(failureOf(seLinuxOptions, pod(spec))?.detail).toBe(
      `pod and containers "z", "b", "a", "e" ${START} types "x", "y"; user may not be set; role may not be set`,
    );
  });

  it('keeps that order beyond ten containers', () => {
    const containers = Array.from({ length: 12 }, (_, i) => having(`c${i}`, i === 2 ? { role: 'r' } : { type: 'x' }));
    expect(failureOf(seLinuxOptions, pod({ containers }))?.detail).toBe(
      `containers ${containers.map(({ name }) => `"${name}"`).join(', ')} ${START} type "x"; role may not be set`,
    );
  });

  it('points at every option', () => {
    const spec = {
      securityContext: { seLinuxOptions: { type: 'x' } },
      initContainers: [having('i', { user: 'u', role: 'r' })],
    };
    expect(failureOf(seLinuxOptions, pod(spec))?.fields).toEqual([
      { path: 'spec.securityContext.seLinuxOptions.type', value: 'x' },
      { path: 'spec.initContainers[0].securityContext.seLinuxOptions.user', container: 'i', value: 'u' },
      { path: 'spec.initContainers[0].securityContext.seLinuxOptions.role', container: 'i', value: 'r' },
    ]);
  });

  it('judges Windows pods and user namespaces like any other', () => {
    const containers = [having('a', { type: 'spc_t' })];
    expect(failureOf(seLinuxOptions, pod({ containers, os: { name: 'windows' } }))).toBeDefined();
    expect(failureOf(seLinuxOptions, pod({ containers, hostUsers: false }))).toBeDefined();
  });
});

describe('seLinuxOptions by version', () => {
  const engine = pod({
    securityContext: { seLinuxOptions: { type: 'container_engine_t' } },
    containers: [having('a', { type: 'container_engine_t' })],
  });

  it('allows the type container_engine_t from v1.31 on', () => {
    expect(seLinuxOptions.revisions).toEqual([0, 31]);
    for (const minor of [0, 30])
      expect(failureOf(seLinuxOptions, engine, minor)?.detail).toBe(
        `pod and container "a" ${START} type "container_engine_t"`,
      );
    expect(failureOf(seLinuxOptions, engine, 31)).toBeUndefined();
  });

  it.each([0, 30, 31])('allows the other types at v1.%d, and forbids spc_t, user and role', (minor) => {
    const containers = ['container_t', 'container_init_t', 'container_kvm_t', ''].map((type) => having('a', { type }));
    expect(failureOf(seLinuxOptions, pod({ containers }), minor)).toBeUndefined();
    expect(
      failureOf(seLinuxOptions, pod({ containers: [having('a', { type: 'spc_t', user: 'u', role: 'r' })] }), minor)
        ?.detail,
    ).toBe(`container "a" ${START} type "spc_t"; user may not be set; role may not be set`);
  });
});
