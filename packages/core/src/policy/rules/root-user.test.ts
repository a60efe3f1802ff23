import { checkPod, checkPodTemplate, container, podTemplate, PRESETS } from '../../index';

const found = (spec: object): unknown[] =>
  checkPod({ spec }, { policy: PRESETS.recommended })
    .filter(({ ruleId }) => ruleId === 'root-user')
    .map(({ severity, path, message, value }) => ({ severity, path, message, value }));
const as = (runAsUser: unknown): object => ({ securityContext: { runAsUser } });
const root = (name: string, path: string): object => ({
  severity: 'warning',
  path: `${path}.securityContext.runAsUser`,
  message: `container "${name}" runs as root`,
  value: 0,
});

describe('root-user', () => {
  it('reports a container with the uid 0', () => {
    expect(found({ containers: [{ name: 'a' }, { name: 'b', ...as(0) }] })).toEqual([root('b', 'spec.containers[1]')]);
  });

  it('reports every container of a pod with the uid 0, unless it has another', () => {
    const containers = [{ name: 'a' }, { name: 'b', ...as(1000) }, { name: 'c', securityContext: {} }];
    expect(found({ ...as(0), containers })).toEqual([root('a', 'spec.containers[0]'), root('c', 'spec.containers[2]')]);
  });

  it.each<object>([
    { containers: [{ name: 'a' }] },
    { containers: [{ name: 'a', ...as(1) }] },
    { ...as(1000), containers: [{ name: 'a' }] },
    { securityContext: { runAsNonRoot: false }, containers: [{ name: 'a' }] },
    { securityContext: { runAsGroup: 0, fsGroup: 0 }, containers: [{ name: 'a', securityContext: { runAsGroup: 0 } }] },
  ])('says nothing where nobody is told to be root: %j', (spec) => {
    expect(found(spec)).toEqual([]);
  });

  it('takes null for nothing: then the pod decides', () => {
    expect(found({ ...as(0), containers: [{ name: 'a', ...as(null) }] })).toHaveLength(1);
    expect(found({ ...as(0), containers: [{ name: 'a', securityContext: null }] })).toHaveLength(1);
    expect(found({ ...as(null), containers: [{ name: 'a', ...as(null) }] })).toEqual([]);
    expect(found({ securityContext: null, containers: [{ name: 'a', securityContext: null }] })).toEqual([]);
  });

  it('looks at init and ephemeral containers', () => {
    const spec = {
      containers: [{ name: 'a' }],
      initContainers: [{ name: 'b', ...as(0) }],
      ephemeralContainers: [{ name: 'c', ...as(0) }],
    };
    expect(found(spec)).toEqual([root('b', 'spec.initContainers[0]'), root('c', 'spec.ephemeralContainers[0]')]);
  });

  it('allows root within a user namespace, and there only', () => {
    const containers = [{ name: 'a', ...as(0) }];
    expect(found({ hostUsers: false, containers })).toEqual([]);
    expect(found({ hostUsers: true, containers })).toHaveLength(1);
    expect(found({ hostUsers: null, containers })).toHaveLength(1);
  });

  it('leaves a uid that is none to the schema', () => {
    expect(found({ containers: [{ name: 'a', ...as('0') }] })).toEqual([]);
    expect(checkPod({ spec: { containers: [{ name: 'a', ...as('0') }] } })).toContainEqual(
      expect.objectContaining({ ruleId: 'schema', path: 'spec.containers[0].securityContext.runAsUser' }),
    );
  });

  it('tells of a template, and refuses none', () => {
    const kaniko = container('kaniko', 'registry.example.com/kaniko:1-debug', {
      securityContext: { runAsUser: 0, runAsNonRoot: false, capabilities: { add: ['DAC_OVERRIDE'] } },
      needs: 'baseline',
    });
    const template = podTemplate('image', { podSecurity: 'baseline' }).container(kaniko);
    expect(checkPodTemplate(template.build())).toMatchObject([{ ruleId: 'root-user', container: 'kaniko' }]);
    const exempt = template.exempt('root-user', 'unpacks layers as root', { container: 'kaniko' }).build();
    expect(checkPodTemplate(exempt)).toMatchObject([
      { ruleId: 'root-user', severity: 'note', exempt: 'unpacks layers as root' },
    ]);
  });
});
