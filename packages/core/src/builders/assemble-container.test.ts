import {
  agent,
  container,
  emptyDir,
  podTemplate,
  type Container,
  type ContainerDefinition,
  type PodSpec,
  type PodTemplateBuilder,
  type VolumeDefinition,
} from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const base: PodTemplateBuilder = podTemplate('build', { podSecurity: 'privileged' }).exempt(
  'privileged-container',
  'test',
);
const specOf = (...definitions: ContainerDefinition[]): PodSpec => base.containers(definitions).build().pod.spec;
const madeOf = (definition: ContainerDefinition): Container | undefined => specOf(definition).containers.at(-1);

/** Where a container writes: path to the name of the volume and its size. */
function scratchOf(spec: PodSpec, container: string): { [path: string]: unknown } {
  const mounts = spec.containers.find(({ name }) => name === container)?.volumeMounts ?? [];
  const sizeOf = (name: string): unknown => spec.volumes?.find((volume) => volume.name === name)?.emptyDir?.sizeLimit;
  return Object.fromEntries(mounts.map(({ name, mountPath }) => [mountPath, `${name} ${String(sizeOf(name))}`]));
}

describe('the security context of a container', () => {
  const DEFAULT = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true };

  it.each<[object | undefined, object]>([
    [undefined, DEFAULT],
    [{}, DEFAULT],
    [{ allowPrivilegeEscalation: undefined, readOnlyRootFilesystem: undefined }, DEFAULT],
    [{ readOnlyRootFilesystem: false }, { ...DEFAULT, readOnlyRootFilesystem: false }],
    [
      { runAsUser: 1000, runAsGroup: 0 },
      { ...DEFAULT, runAsUser: 1000, runAsGroup: 0 },
    ],
    [{ capabilities: { add: ['CHOWN'] } }, { ...DEFAULT, capabilities: { drop: ['ALL'], add: ['CHOWN'] } }],
    [{ capabilities: { drop: ['NET_RAW'] } }, { ...DEFAULT, capabilities: { drop: ['NET_RAW'] } }],
    [{ allowPrivilegeEscalation: true }, { ...DEFAULT, allowPrivilegeEscalation: true }],
    [{ privileged: true }, { ...DEFAULT, privileged: true, allowPrivilegeEscalation: true }],
  ])('is hardened where %j says nothing', (securityContext, expected) => {
    expect(madeOf(container('a', IMAGE, securityContext === undefined ? {} : { securityContext }))).toMatchObject({
      securityContext: expected,
    });
  });
});

describe('the image of a container', () => {
  it.each([
    ['maven:3.9.9', 'docker.io/library/maven:3.9.9'],
    ['jenkins/inbound-agent:3355-1', 'docker.io/jenkins/inbound-agent:3355-1'],
    ['index.docker.io/library/maven:3', 'docker.io/library/maven:3'],
    ['localhost:5000/maven:3', 'localhost:5000/maven:3'],
    [`maven@sha256:${'0'.repeat(64)}`, `docker.io/library/maven@sha256:${'0'.repeat(64)}`],
    [`maven:3@sha256:${'0'.repeat(64)}`, `docker.io/library/maven:3@sha256:${'0'.repeat(64)}`],
  ])('%s is written out as %s', (image, full) => {
    expect(madeOf(container('a', image))?.image).toBe(full);
    expect(madeOf(agent({ image }))?.image).toBe(full);
  });
});

describe('the emptyDirs of a read-only root', () => {
  it('are the temporary directory, the home, and what the tool names, each with its size', () => {
    expect(scratchOf(specOf(container('a', IMAGE)), 'a')).toEqual({
      '/tmp': 'a-tmp 1Gi',
      '/home/jenkins': 'a-home 2Gi',
    });
    const paths = { '/var/cache': '3Gi', '/opt/Tool_1': '1Gi', '/tmp': '4Gi', '/root': '5Gi' };
    expect(scratchOf(specOf(container('a', IMAGE, { home: '/root', writablePaths: paths })), 'a')).toEqual({
      '/tmp': 'a-tmp 4Gi',
      '/root': 'a-home 5Gi',
      '/var/cache': 'a-var-cache 3Gi',
      '/opt/Tool_1': 'a-opt-tool-1 1Gi',
    });
  });

  it('are one where home is the temporary directory, and only the home where the root can be written', () => {
    expect(scratchOf(specOf(container('a', IMAGE, { home: '/tmp' })), 'a')).toEqual({ '/tmp': 'a-home 1Gi' });
    const loose = container('a', IMAGE, { securityContext: { readOnlyRootFilesystem: false } });
    expect(scratchOf(specOf(loose), 'a')).toEqual({ '/home/jenkins': 'a-home 2Gi' });
  });

  it.each(['/tmp', '/tmp/'])('leave out what the container mounts itself at %s', (mountPath) => {
    const volumes = [emptyDir('own', mountPath, { sizeLimit: '9Gi' })];
    expect(scratchOf(specOf(container('a', IMAGE, { volumes })), 'a')).toEqual({
      [mountPath]: 'own 9Gi',
      '/home/jenkins': 'a-home 2Gi',
    });
  });

  it('come after what the container mounts by name, in this order', () => {
    const own = container('a', IMAGE, {
      volumeMounts: [{ name: 'shared', mountPath: '/by-name' }],
      volumes: [emptyDir('shared', '/shared')],
    });
    expect(madeOf(own)?.volumeMounts?.map(({ mountPath }) => mountPath)).toEqual([
      '/by-name',
      '/shared',
      '/tmp',
      '/home/jenkins',
    ]);
  });
});

describe('the names of those emptyDirs', () => {
  const volumesOf = (spec: PodSpec): string[] => (spec.volumes ?? []).map(({ name }) => name);
  const write = (name: string, ...paths: string[]): ContainerDefinition =>
    container(name, IMAGE, { home: false, writablePaths: Object.fromEntries(paths.map((path) => [path, '1Gi'])) });

  /** Every place of every container has a volume of its own, and each name is one that Kubernetes takes. */
  const expectApart = (...definitions: ContainerDefinition[]): string[] => {
    const spec = specOf(...definitions);
    const mounts = spec.containers.flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name));
    expect(new Set(mounts).size).toBe(mounts.length);
    expect(volumesOf(spec).sort()).toEqual([...mounts].sort());
    for (const name of mounts) expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
    return mounts;
  };

  it('are of two containers apart, though name and path make the same word', () => {
    expect(expectApart(write('a-b'), write('a', '/b/tmp'))).toContain('a-b-tmp');
  });

  it.each([
    ['paths that differ in a character no name can have', ['/var/cache', '/var_cache', '/var.cache', '/VAR/cache']],
    ['paths without a letter', ['/é', '/ü', '/_']],
    ['a path that is called as the home is', ['/home', '/home/x']],
    ['the root', ['/']],
  ])('are of one container apart: %s', (_name, paths) => {
    expectApart(write('a', ...paths), container('b', IMAGE, { writablePaths: { '/home': '2Gi' } }));
  });

  it.each([62, 63])('fit Kubernetes where the container’s own has %d characters', (length) => {
    const long = (end: string): ContainerDefinition => write(`${'x'.repeat(length - 1)}${end}`, '/var/cache', '/tmp');
    const again = expectApart(long('a'), long('b'));
    expect(expectApart(long('a'), long('b'))).toEqual(again);
  });

  it('are none that a volume of the template has', () => {
    const own: VolumeDefinition = emptyDir('a-tmp', '/own');
    for (const builder of [
      base.container(container('a', IMAGE)).volume(own),
      base.container(container('a', IMAGE, { volumes: [own] })),
    ]) {
      const { spec } = builder.build().pod;
      expect(scratchOf(spec, 'a')['/own']).toBe('a-tmp 1Gi');
      expect(scratchOf(spec, 'a')['/tmp']).toMatch(/^v[0-9a-f]+-a-tmp 1Gi$/);
    }
  });
});
