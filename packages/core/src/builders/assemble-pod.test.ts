import {
  agent,
  container,
  emptyDir,
  initContainer,
  podTemplate,
  secretVolume,
  service,
  type ContainerDefinition,
  type PodTemplateBuilder,
} from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const READY = { readinessProbe: { tcpSocket: { port: 5432 } } };
const lint = container('lint', IMAGE);
const unit = container('unit', IMAGE);
const db = service('db', IMAGE, READY);
const unpack = initContainer('unpack', IMAGE);
const cache = emptyDir('cache', '/cache');
const base: PodTemplateBuilder = podTemplate('build').containers([lint, unit, db, unpack]);

/** The containers that mount a volume, and how often the pod has it. */
function users(builder: PodTemplateBuilder, volume: string): { mountedBy: string[]; volumes: number } {
  const { spec } = builder.build().pod;
  const mountedBy = [...(spec.initContainers ?? []), ...spec.containers]
    .filter(({ volumeMounts = [] }) => volumeMounts.some(({ name }) => name === volume))
    .map(({ name }) => name);
  return { mountedBy, volumes: (spec.volumes ?? []).filter(({ name }) => name === volume).length };
}

describe('a volume of the template', () => {
  it('is mounted by every step container, and by no other', () => {
    expect(users(base.volume(cache), 'cache')).toEqual({ mountedBy: ['lint', 'unit'], volumes: 1 });
  });

  it('is mounted by the containers named, whatever their role', () => {
    const named = base.volume(cache, { containers: ['jnlp', 'unpack', 'db'] });
    expect(users(named, 'cache')).toEqual({ mountedBy: ['unpack', 'jnlp', 'db'], volumes: 1 });
  });

  it('is refused for a container that the pod does not have, though others mount it', () => {
    expect(() => base.volume(cache, { containers: ['lint', 'lnit'] }).build()).toThrow(
      '.volume(…) number 1: containers: "lnit" is no container of this pod template, for volume "cache"; did you mean "lint"?',
    );
  });

  it('is refused when nobody mounts it', () => {
    const lonely: PodTemplateBuilder = podTemplate('build').container(db);
    const message = 'spec.volumes[0]: "cache" is mounted by no container';
    expect(() => lonely.volume(cache).build()).toThrow(message);
    expect(() => base.volume(cache, { containers: [] }).build()).toThrow(message);
    expect(() => base.volume(emptyDir('cache')).build()).toThrow(
      'give it a mountPath, mount it by volumeMounts, or remove it',
    );
  });

  it('comes before those of the containers', () => {
    const { spec } = base.volume(cache).build().pod;
    expect(spec.volumes?.map(({ name }) => name)).toEqual([
      'cache',
      ...['jnlp', 'lint', 'unit'].flatMap((name) => [`${name}-tmp`, `${name}-home`]),
      'db-tmp',
      'unpack-tmp',
    ]);
  });
});

describe('a volume of containers', () => {
  const push = (fields: object = {}): ReturnType<typeof secretVolume> =>
    secretVolume('push', '/push', { secretName: 'push', ...fields });
  const withPush = (name: string, fields?: object): ContainerDefinition =>
    container(name, IMAGE, { volumes: [push(fields)] });

  it('is one volume when several bring it word for word', () => {
    const builder: PodTemplateBuilder = podTemplate('build').containers([withPush('a'), withPush('b'), lint]);
    expect(users(builder, 'push')).toEqual({ mountedBy: ['a', 'b'], volumes: 1 });
    expect(users(builder.volume(push(), { containers: ['lint'] }), 'push').mountedBy).toEqual(['a', 'b', 'lint']);
  });

  it('may be mounted in two ways', () => {
    const { spec } = podTemplate('build')
      .containers([withPush('a'), withPush('b', { subPath: 'config.json' })])
      .build().pod;
    expect(spec.containers.map(({ volumeMounts }) => volumeMounts?.[0]?.subPath)).toEqual([
      undefined,
      undefined,
      'config.json',
    ]);
  });

  it('is refused when two of its name differ', () => {
    const builder: PodTemplateBuilder = podTemplate('build').containers([
      withPush('a'),
      withPush('b', { optional: true }),
    ]);
    expect(() => builder.build()).toThrow(
      '"push" is the name of spec.volumes[2] too, with other contents; give each volume a name of its own',
    );
  });
});

describe('the agent', () => {
  it('is added when the template has none, and replaced by one of its own', () => {
    expect(
      podTemplate('build')
        .build()
        .pod.spec.containers.map(({ name }) => name),
    ).toEqual(['jnlp']);
    const own = agent({ resources: { memory: '1Gi' } });
    const { spec } = base.containers([own]).build().pod;
    expect(spec.containers.map(({ name }) => name)).toEqual(['jnlp', 'lint', 'unit', 'db']);
    expect(spec.containers[0]?.resources?.limits?.memory).toBe('1Gi');
  });

  it('is not added beside another container that the plugin puts it into', () => {
    const template = podTemplate('build', { agentContainer: 'unit', agentInjection: true })
      .exempt('agent-injection', 'the cloud hardens it')
      .containers([lint, unit])
      .build();
    expect(template.pod.spec.containers.map(({ name }) => name)).toEqual(['lint', 'unit']);
    expect(template.stepContainers).toEqual(['unit', 'lint']);
    expect(template.caveats).toEqual([]);
  });
});
