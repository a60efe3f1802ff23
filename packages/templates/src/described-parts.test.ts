import {
  configMapVolume,
  container,
  emptyDir,
  ephemeralVolume,
  hostPathVolume,
  imageVolume,
  initContainer,
  InvalidPodTemplateError,
  persistentVolumeClaim,
  projectedVolume,
  secretVolume,
  service,
  type Fault,
  type PodTemplate,
} from '@podwright/core';
import { describedContainer, describedVolume } from './described-parts';
import { describedPipeline } from './description';
import { kaniko } from './builders/kaniko';

const IMAGE = 'registry.example.com/tools/lint:4.2';

function faultsOf(...containers: readonly unknown[]): readonly Fault[] {
  try {
    describedPipeline({ name: 'build', containers });
    return [];
  } catch (error) {
    if (error instanceof InvalidPodTemplateError) return error.faults;
    throw error;
  }
}

describe('describedContainer', () => {
  const made = (item: unknown) => describedContainer(item, 'containers[0]', []);

  it('makes each kind of container as its function does', () => {
    const readinessProbe = { tcpSocket: { port: 6379 } };
    expect(made({ container: 'lint', image: IMAGE, home: '/root' })).toEqual(
      container('lint', IMAGE, { home: '/root' }),
    );
    expect(made({ service: 'redis', image: IMAGE, readinessProbe })).toEqual(
      service('redis', IMAGE, { readinessProbe }),
    );
    expect(made({ initContainer: 'seed', image: IMAGE })).toEqual(initContainer('seed', IMAGE));
    expect(made({ tool: 'kaniko', name: 'image' })).toEqual(kaniko({ name: 'image' }));
  });

  it('makes the volumes of a container', () => {
    const volumes = [{ emptyDir: 'cache', mountPath: '/cache', sizeLimit: '2Gi' }];
    const expected = container('lint', IMAGE, { volumes: [emptyDir('cache', '/cache', { sizeLimit: '2Gi' })] });
    expect(made({ container: 'lint', image: IMAGE, volumes })).toEqual(expected);
    expect(made({ tool: 'kaniko', volumes })).toEqual(kaniko({ volumes: expected.volumes as never }));
  });

  const kinds = 'begin it with one of container: <name>, service: <name>, initContainer: <name>, tool: <name>';
  it.each([
    [null],
    ['maven'],
    [{}],
    [{ image: IMAGE }],
    [{ container: 5, image: IMAGE }],
    [{ container: 'a', tool: 'maven' }],
    [['maven']],
  ])('refuses %j, which says not what it is', (value) => {
    expect(faultsOf(value)).toEqual([{ path: 'containers[0]', value, message: 'says not what it is', remedy: kinds }]);
  });

  it('refuses a template that the catalogue does not have', () => {
    expect(
      faultsOf({ tool: 'mvn' }, { tool: 'cobol-9000' }).map(({ path, value, remedy }) => [path, value, remedy]),
    ).toEqual([
      ['containers[0].tool', 'mvn', expect.stringMatching(/^(did you mean|take one) /)],
      ['containers[1].tool', 'cobol-9000', 'take one that `podwright list` shows'],
    ]);
  });

  it('names the place of a template’s wrong options', () => {
    expect(faultsOf({ tool: 'node' }, { tool: 'maven', jdk: 8, memory: '1Gi' })).toEqual([
      { path: 'containers[1].jdk', value: 8, message: 'is no choice', remedy: 'use one of 17, 21' },
      {
        path: 'containers[1]',
        message: 'unknown option "memory"',
        remedy: 'use name, image, resources, env, volumes, uses, passwdEntry, jdk',
      },
    ]);
  });

  it('refuses a misspelt field as the builders do', () => {
    expect(faultsOf({ container: 'lint', image: IMAGE, securtyContext: {} })).toEqual([
      {
        path: 'spec.containers[1]',
        message: 'unknown field "securtyContext"',
        remedy: 'did you mean "securityContext"?',
      },
    ]);
  });

  it('refuses a container without an image, and a service without a probe', () => {
    expect(faultsOf({ container: 'lint' })[0]?.path).toBe('spec.containers[1].image');
    expect(faultsOf({ service: 'db', image: IMAGE })[0]).toMatchObject({
      path: 'spec.containers[1].readinessProbe',
      message: 'is missing',
    });
  });

  it('refuses variables and volumes that are none', () => {
    const wrong = {
      container: 'lint',
      image: IMAGE,
      env: [{ name: 'A', value: 'b' }, null],
      volumes: [{ emptydir: 'x' }],
    };
    expect(faultsOf(wrong).map(({ path, message }) => `${path} ${message}`)).toEqual([
      'containers[0].volumes[0] says not what it is',
      'containers[0].env[1] is no variable',
    ]);
    expect(
      faultsOf({ tool: 'maven', env: { A: 'b' }, volumes: 5 }).map(({ path, message }) => `${path} ${message}`),
    ).toEqual(['containers[0].volumes is no list', 'containers[0].env is no list']);
  });

  it('refuses to say of a container’s own volume who mounts it', () => {
    const volumes = [{ emptyDir: 'cache', mountPath: '/cache', containers: ['maven'] }];
    expect(faultsOf({ tool: 'maven', volumes })).toEqual([
      {
        path: 'containers[0].volumes[0].containers',
        value: ['maven'],
        message: 'has no place here',
        remedy: 'leave it out: the volume is mounted by this container alone',
      },
    ]);
  });
});

describe('describedVolume', () => {
  const made = (item: unknown) => describedVolume(item, 'volumes[0]', []);
  const path = { mountPath: '/x' };

  it('makes each kind of volume as its function does', () => {
    const sources = [{ secret: { name: 's' } }];
    const volumes = [
      [{ emptyDir: 'v', ...path, sizeLimit: '2Gi' }, emptyDir('v', '/x', { sizeLimit: '2Gi' })],
      [{ secretVolume: 'v', ...path, secretName: 's' }, secretVolume('v', '/x', { secretName: 's' })],
      [{ configMapVolume: 'v', ...path, name: 'c' }, configMapVolume('v', '/x', { name: 'c' })],
      [{ persistentVolumeClaim: 'v', ...path, claimName: 'c' }, persistentVolumeClaim('v', '/x', { claimName: 'c' })],
      [{ ephemeralVolume: 'v', ...path, storage: '1Gi' }, ephemeralVolume('v', '/x', { storage: '1Gi' })],
      [{ projectedVolume: 'v', ...path, sources }, projectedVolume('v', '/x', { sources })],
      [{ imageVolume: 'v', ...path, reference: IMAGE }, imageVolume('v', '/x', { reference: IMAGE })],
      [{ hostPathVolume: 'v', ...path, path: '/etc' }, hostPathVolume('v', '/x', { path: '/etc' })],
    ] as const;
    for (const [item, volume] of volumes) expect(made(item)).toEqual({ volume, containers: undefined });
  });

  it('is mounted by every step container, or by those named', () => {
    const containers = [{ tool: 'maven' }, { tool: 'node' }];
    const mountsOf = (volume: object) => {
      const template = describedPipeline({
        name: 'build',
        containers,
        volumes: [{ emptyDir: 'v', ...path, ...volume }],
      });
      const { pod } = template as PodTemplate;
      return pod.spec.containers.filter(({ volumeMounts = [] }) => volumeMounts.some(({ name }) => name === 'v'));
    };
    expect(mountsOf({}).map(({ name }) => name)).toEqual(['maven', 'node']);
    expect(mountsOf({ containers: ['node', 'jnlp'] }).map(({ name }) => name)).toEqual(['jnlp', 'node']);
  });

  it('refuses to be mounted by a container that the pod does not have', () => {
    const volumes = [{ emptyDir: 'v', ...path, containers: ['maven', 'mavne'] }];
    expect(() => describedPipeline({ name: 'build', containers: [{ tool: 'maven' }], volumes })).toThrow(
      'pod template "build": volumes[0].containers: "mavne" is no container of the pod; did you mean "maven"?',
    );
  });

  it('refuses a volume that says not what it is, and a hostPath without an exemption', () => {
    const kinds = ['emptyDir', 'secretVolume', 'configMapVolume', 'persistentVolumeClaim', 'ephemeralVolume'];
    const volumes = [{ nfs: 'v', mountPath: '/x' }];
    expect(() => describedPipeline({ name: 'build', volumes })).toThrow(
      `volumes[0]: {"nfs":"v","mountPath":"/x"} says not what it is; begin it with one of ${kinds.map((kind) => `${kind}: <name>`).join(', ')}`,
    );
    const hostPath = {
      containers: [{ tool: 'maven' }],
      volumes: [{ hostPathVolume: 'v', mountPath: '/x', path: '/etc' }],
    };
    expect(() => describedPipeline({ name: 'build', ...hostPath })).toThrow('host-path');
  });
});
