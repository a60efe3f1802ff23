import {
  agent,
  container,
  emptyDir,
  initContainer,
  InvalidPodTemplateError,
  podTemplate,
  service,
  type ContainerDefinition,
  type ContainerFields,
  type PodTemplateBuilder,
  type VolumeDefinition,
} from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const READY = { readinessProbe: { tcpSocket: { port: 5432 } } };
const cache = emptyDir('cache');

/** Each fault as one line. */
function faultsOf(builder: PodTemplateBuilder): string[] {
  try {
    builder.build();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidPodTemplateError)) throw error;
    return error.message
      .replace(/^pod template .*?: (?:\d+ faults\n)?/, '')
      .split('\n')
      .map((line) => line.trim());
  }
}

const of = (...definitions: ContainerDefinition[]): PodTemplateBuilder =>
  podTemplate('build', { podSecurity: 'privileged' }).containers(definitions);
const mounting = (...volumeMounts: NonNullable<ContainerFields['volumeMounts']>): PodTemplateBuilder =>
  of(container('a', IMAGE, { volumeMounts, home: false }));
const at = 'spec.containers[1].volumeMounts';

describe('a mount', () => {
  it('has its volume, in init containers too', () => {
    const mount = { name: 'cahce', mountPath: '/cache' };
    expect(faultsOf(mounting(mount, { name: 'cache', mountPath: '/c' }).volume(cache))).toEqual([
      `${at}[0].name: "cahce" is no volume of this pod; did you mean "cache"?`,
    ]);
    expect(faultsOf(of(initContainer('a', IMAGE, { volumeMounts: [{ ...mount, name: 'x' }] })))).toEqual([
      'spec.initContainers[0].volumeMounts[0].name: "x" is no volume of this pod; add the volume with .volume()',
    ]);
  });

  it.each(['cache', '', './cache', '/a:b', '/a/../b', '/..'])('is at no path such as %j', (mountPath) => {
    expect(faultsOf(mounting({ name: 'cache', mountPath }).volume(cache))).toEqual([
      `${at}[0].mountPath: "${mountPath}" is no place for a mount; write an absolute path without ":" and ".."`,
    ]);
  });

  it.each(['/', '/a..b', '/with space', '/.m2'])('may be at %j', (mountPath) => {
    expect(faultsOf(mounting({ name: 'cache', mountPath }).volume(cache))).toEqual([]);
  });

  it('is the only one at its path, however that is written', () => {
    const twice = mounting({ name: 'cache', mountPath: '/cache' }, { name: 'cache', mountPath: '/cache//' });
    expect(faultsOf(twice.volume(cache))).toEqual([
      `${at}[1].mountPath: "/cache//" is taken by volumeMounts[0]; mount one volume at a path`,
    ]);
    const roots = mounting({ name: 'cache', mountPath: '/' }, { name: 'cache', mountPath: '//' });
    expect(faultsOf(roots.volume(cache))).toHaveLength(1);
  });

  it('may be at one path in two containers, and of one volume at two paths', () => {
    const volumeMounts = [
      { name: 'cache', mountPath: '/a' },
      { name: 'cache', mountPath: '/b' },
    ];
    const both = ['a', 'b'].map((name) => container(name, IMAGE, { volumeMounts }));
    expect(faultsOf(of(...both).volume(cache))).toEqual([]);
  });
});

describe('the place of the workspace', () => {
  const own = (path: string): VolumeDefinition<never> => emptyDir('own', path);
  const TAKEN =
    'is where the workspace goes; mount it elsewhere; the workspace itself is the field workspaceVolume of the template';

  it.each(['/home/jenkins/agent', '/home/jenkins/agent/'])('is left free by the agent and by steps: %s', (path) => {
    for (const [i, made] of [
      agent({ volumes: [own(path)] }),
      container('a', IMAGE, { volumes: [own(path)] }),
    ].entries())
      expect(faultsOf(of(made))).toEqual([
        `spec.containers[${i}].volumeMounts[0].mountPath: "/home/jenkins/agent" ${TAKEN}`,
      ]);
  });

  it('is the working directory of the container where it has another', () => {
    const moved = (path: string): ContainerDefinition =>
      container('a', IMAGE, { workingDir: '/work', volumes: [own(path)] });
    expect(faultsOf(of(moved('/work')))).toEqual([`${at}[0].mountPath: "/work" ${TAKEN}`]);
    expect(faultsOf(of(moved('/home/jenkins/agent')))).toEqual([]);
  });

  it('is no matter of home either', () => {
    expect(faultsOf(of(container('a', IMAGE, { home: '/home/jenkins/agent' })))).toEqual([
      `${at}[1].mountPath: "/home/jenkins/agent" ${TAKEN}`,
    ]);
  });

  it('is free in what sees no workspace, and what lies beside it is free everywhere', () => {
    const volumes = [own('/home/jenkins/agent')];
    expect(faultsOf(of(service('db', IMAGE, { ...READY, volumes })))).toEqual([]);
    expect(faultsOf(of(initContainer('init', IMAGE, { volumes })))).toEqual([]);
    expect(faultsOf(of(container('a', IMAGE, { volumes: [own('/home/jenkins/agents')] })))).toEqual([]);
  });
});

describe('a volume', () => {
  const hand = (volume: object): VolumeDefinition => ({
    volume: { name: 'v', ...volume },
    mount: { name: 'v', mountPath: '/v' },
    breaks: [],
  });
  const step = of(container('a', IMAGE));

  it.each<[object, string]>([
    [{}, 'spec.volumes[0]: "v" has no source; give the volume exactly one source, such as emptyDir'],
    [
      { emptyDir: {}, secret: { secretName: 's' } },
      'spec.volumes[0]: "v" has more than one source; give the volume exactly one source, such as emptyDir',
    ],
    [{ emptydir: {} }, 'spec.volumes[0]: unknown field "emptydir"; did you mean "emptyDir"?'],
    [
      { image: { reference: 'a b:1' } },
      'spec.volumes[0].image.reference: "a b:1" is no image name; write registry/repository:tag, the path in lower case',
    ],
  ])('of %j is refused', (volume, line) => {
    expect(faultsOf(step.volume(hand(volume)))).toEqual([line]);
  });

  it('is used by a block device too', () => {
    const raw = container('raw', IMAGE, { volumeDevices: [{ name: 'v', devicePath: '/dev/x' }] });
    const claim = { volume: { name: 'v', persistentVolumeClaim: { claimName: 'c' } }, mount: undefined, breaks: [] };
    expect(faultsOf(of(raw).volume(claim))).toEqual([]);
    expect(faultsOf(step.volume(claim))).toEqual([
      'spec.volumes[0]: "v" is mounted by no container; give it a mountPath, mount it by volumeMounts, or remove it',
    ]);
  });
});
