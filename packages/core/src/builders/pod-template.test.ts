import {
  agent,
  container,
  emptyDir,
  env,
  hostPathVolume,
  initContainer,
  podTemplate,
  requireNodes,
  service,
  toleration,
  type ContainerDefinition,
  type PodTemplateBuilder,
} from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const lint = container('lint', IMAGE);
const unit = container('unit', IMAGE);
const db = service('db', IMAGE, { readinessProbe: { tcpSocket: { port: 5432 } } });
const unpack = initContainer('unpack', IMAGE);
const cache = emptyDir('cache', '/cache');

function isDeepFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeepFrozen);
}

/** What a builder makes at this moment, as text that no later call can change. */
const made = (builder: PodTemplateBuilder): string => JSON.stringify(builder.build());

describe('a builder never changes', () => {
  const base: PodTemplateBuilder = podTemplate('base', { podSecurity: 'privileged' }).container(unit);

  it.each<[string, (builder: PodTemplateBuilder) => PodTemplateBuilder]>([
    ['container', (builder) => builder.container(lint)],
    ['containers', (builder) => builder.containers([lint, db])],
    ['volume', (builder) => builder.volume(cache)],
    ['label', (builder) => builder.label('app', 'payments')],
    ['annotation', (builder) => builder.annotation('example.com/owner', 'payments')],
    ['exempt', (builder) => builder.exempt('host-path', 'a licence file')],
  ])('%s returns a new builder and leaves the old one as it was', (_name, method) => {
    const before = made(base);
    const next = method(base);
    expect(next).not.toBe(base);
    expect(made(next)).not.toBe(before);
    expect(made(base)).toBe(before);
  });

  it('can be extended in two ways', () => {
    const images = base.container(lint).label('app', 'images');
    const docs = base.container(db).volume(cache);
    expect(images.build().pod.metadata?.labels).toEqual({ app: 'images' });
    expect(Object.keys(docs.build().roles)).toEqual(['jnlp', 'unit', 'db']);
    expect(docs.build().pod.metadata).toEqual({ name: 'base' });
    expect(Object.keys(base.build().roles)).toEqual(['jnlp', 'unit']);
  });

  it('makes the same template each time', () => {
    expect(made(base)).toBe(made(base));
  });
});

describe('what a caller hands over', () => {
  it('is neither changed nor frozen, and later changes do not reach the template', () => {
    const volume = {
      volume: { name: 'own', emptyDir: { sizeLimit: '1Gi' } },
      mount: { name: 'own', mountPath: '/own' },
      breaks: [],
    };
    const fields = {
      idleMinutes: 5,
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ key: 'ci', operator: 'Exists' as const }],
    };
    const given = {
      command: ['sleep', '1d'],
      env: [{ name: 'A', value: 'b' }],
      securityContext: { capabilities: { add: [] as string[] } },
    };
    const names = ['lint'];
    const definitions: ContainerDefinition[] = [container('lint', IMAGE, given)];
    const before = JSON.stringify([volume, fields, given, names, definitions]);
    const builder: PodTemplateBuilder = podTemplate('build', fields);
    const template = builder.containers(definitions).volume(volume, { containers: names }).build();
    const text = JSON.stringify(template);
    expect(JSON.stringify([volume, fields, given, names, definitions])).toBe(before);
    volume.volume.emptyDir.sizeLimit = '9Gi';
    fields.nodeSelector.disk = 'none';
    fields.tolerations.push({ key: 'other', operator: 'Exists' });
    given.command.push('x');
    given.env[0] = { name: 'B', value: 'c' };
    given.securityContext.capabilities.add.push('NET_ADMIN');
    names.push('unit');
    definitions.push(unit);
    expect(JSON.stringify(template)).toBe(text);
    expect(JSON.stringify(builder.build())).not.toContain('"other"');
  });

  it('may be frozen on the outside alone: the template does not follow what is still open inside', () => {
    const inner = { sizeLimit: '1Gi' };
    const shallow = Object.freeze({
      volume: Object.freeze({ name: 'a', emptyDir: inner }),
      mount: { name: 'a', mountPath: '/a' },
      breaks: [],
    });
    const labels = { disk: 'ssd' };
    const template = podTemplate('build', Object.freeze({ nodeSelector: labels }))
      .container(lint)
      .volume(shallow)
      .build();
    inner.sizeLimit = '9Gi';
    labels.disk = 'none';
    expect(template.pod.spec.volumes?.[0]).toEqual({ name: 'a', emptyDir: { sizeLimit: '1Gi' } });
    expect(template.pod.spec.nodeSelector).toMatchObject({ disk: 'ssd' });
    expect(isDeepFrozen(template)).toBe(true);
  });
});

describe('the template', () => {
  const template = podTemplate('payments', {
    podSecurity: 'privileged',
    idleMinutes: 5,
    imagePullSecrets: [{ name: 'pull' }],
    affinity: requireNodes({ disk: ['ssd'] }),
    tolerations: [toleration('ci')],
  })
    .exempt('host-path', 'a licence file')
    .volume(hostPathVolume('licence', '/licence', { path: '/etc/licence' }))
    .containers([lint, db, unpack, agent({ image: 'from-controller' })])
    .label('app', 'payments')
    .annotation('example.com/note', 'any text: at all')
    .build();

  it('is frozen all the way down', () => {
    expect(isDeepFrozen(template)).toBe(true);
    expect(isDeepFrozen(podTemplate('build').build())).toBe(true);
  });

  it('holds nothing undefined', () => {
    const holes = (value: unknown, path: string): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, entry]) => holes(entry, `${path}.${key}`))
        : value === undefined
          ? [path]
          : [];
    expect(holes(template, '')).toEqual([]);
  });

  it('has labels, annotations and a name for whoever reads the file', () => {
    expect(template.pod.metadata).toEqual({
      name: 'payments',
      labels: { app: 'payments' },
      annotations: { 'example.com/note': 'any text: at all' },
    });
    expect(podTemplate('bare').build().pod.metadata).toEqual({ name: 'bare' });
  });

  it('puts init containers apart and the agent first', () => {
    expect(template.pod.spec.initContainers?.map(({ name }) => name)).toEqual(['unpack']);
    expect(template.pod.spec.containers.map(({ name }) => name)).toEqual(['jnlp', 'lint', 'db']);
    expect(template.roles).toEqual({ jnlp: 'agent', lint: 'step', db: 'service', unpack: 'init' });
    expect(template.stepContainers).toEqual(['jnlp', 'lint']);
    expect(podTemplate('bare').build().pod.spec).not.toHaveProperty('initContainers');
  });

  it('says "no" in a security context where that is said', () => {
    const quiet = container('quiet', IMAGE, { securityContext: { capabilities: { add: [] } }, tty: false, args: [] });
    const { pod } = podTemplate('build', { terminationGracePeriodSeconds: 0 }).container(quiet).build();
    expect(pod.spec.containers[1]).toMatchObject({
      tty: false,
      args: [],
      securityContext: { capabilities: { add: [] } },
    });
    expect(pod.spec.terminationGracePeriodSeconds).toBe(0);
  });
});

describe('the order of calls', () => {
  const same = (...builders: PodTemplateBuilder[]): void => {
    const [first, ...others] = builders.map((builder) => builder.build());
    for (const other of others) expect(other).toEqual(first);
  };
  const base: PodTemplateBuilder = podTemplate('build', { podSecurity: 'privileged' });

  it('does not matter between containers, volumes, labels and annotations', () => {
    same(
      base.container(lint).volume(cache).label('a', '1').annotation('b', '2'),
      base.annotation('b', '2').label('a', '1').volume(cache).container(lint),
    );
    same(base.label('a', '1').label('b', '2'), base.label('b', '2').label('a', '1'));
  });

  it('does not matter for a volume that names a container still to come', () => {
    same(
      base
        .container(lint)
        .container(unit)
        .volume(cache, { containers: ['unit'] }),
      base
        .volume(cache, { containers: ['unit'] })
        .container(lint)
        .container(unit),
    );
  });

  it('does not matter for an exemption and what it exempts', () => {
    const licence = hostPathVolume('licence', '/licence', { path: '/etc/licence' });
    const withLint: PodTemplateBuilder = base.container(lint);
    const before = base.container(lint).exempt('host-path', 'a licence file').volume(licence);
    same(before, withLint.volume(licence).exempt('host-path', 'a licence file'));
  });

  it('does not matter for the agent', () => {
    same(
      base.containers([agent({ env: [env('A', 'b')] }), lint]),
      base.containers([lint, agent({ env: [env('A', 'b')] })]),
    );
  });

  it('is that of the containers in the pod, and the last label of a name stands', () => {
    const order = (...definitions: ContainerDefinition[]): string[] => [
      ...base.containers(definitions).build().stepContainers,
    ];
    expect(order(lint, unit)).toEqual(['jnlp', 'lint', 'unit']);
    expect(order(unit, lint)).toEqual(['jnlp', 'unit', 'lint']);
    expect(base.label('a', '1').label('a', '2').build().pod.metadata?.labels).toEqual({ a: '2' });
  });
});
