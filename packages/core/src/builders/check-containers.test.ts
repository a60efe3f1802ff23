import {
  agent,
  container,
  initContainer,
  InvalidPodTemplateError,
  podTemplate,
  service,
  type ContainerDefinition,
  type PodTemplateBuilder,
  type PodTemplateFields,
  type Probe,
} from '../index';
import { isContainerDefinition } from './check-containers';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const READY = { readinessProbe: { tcpSocket: { port: 5432 } } };

/** Each fault as one line. */
function faultsOf(definitions: readonly ContainerDefinition[], fields: PodTemplateFields = {}): string[] {
  const builder: PodTemplateBuilder = podTemplate('build', fields);
  try {
    builder.containers(definitions).build();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidPodTemplateError)) throw error;
    return error.message
      .replace(/^pod template .*?: (?:\d+ faults\n)?/, '')
      .split('\n')
      .map((line) => line.trim());
  }
}

describe('the image of a container', () => {
  const REMEDY = 'is no image name; write registry/repository:tag, the path in lower case';

  it.each([
    '',
    'Maven',
    'maven:',
    'maven:3 9',
    'https://registry.example.com/maven:3',
    'registry.example.com/',
    'a@sha256:12',
  ])('may not be %j', (image) => {
    const shown = JSON.stringify(image);
    expect(faultsOf([container('a', image)])).toContain(`spec.containers[1].image: ${shown} ${REMEDY}`);
    expect(faultsOf([initContainer('a', image)])).toContain(`spec.initContainers[0].image: ${shown} ${REMEDY}`);
    expect(faultsOf([agent({ image })])).toContain(`spec.containers[0].image: ${shown} ${REMEDY}`);
  });

  it('may be missing for the agent alone', () => {
    expect(faultsOf([agent({ image: 'from-controller' })])).toEqual([]);
    expect(faultsOf([container('a', undefined as unknown as string)])).toEqual([
      'spec.containers[1].image: is no image name; write registry/repository:tag, the path in lower case',
    ]);
  });
});

describe('the command of a container', () => {
  it.each([{ command: ['java'] }, { args: ['-x'] }])('is not the template’s to give for the agent: %j', (fields) => {
    const value = JSON.stringify(Object.values(fields)[0]);
    expect(faultsOf([agent(fields as object)])).toEqual([
      `spec.containers[0].command: ${value} replaces the agent itself; leave command and args of the agent out`,
    ]);
  });

  it.each(['sleep', 'cat', 'tail'])('of a service does not idle with %s', (command) => {
    expect(faultsOf([service('db', IMAGE, { ...READY, command: [command, 'x'] })])).toEqual([
      `spec.containers[1].command: ["${command}","x"] idles; leave the command of a service to its image, or use container()`,
    ]);
    expect(faultsOf([container('a', IMAGE, { command: [command, 'x'] })])).toEqual([]);
  });

  it('is a list of texts', () => {
    const command = 'sleep 1d' as unknown as string[];
    for (const made of [container('a', IMAGE, { command }), service('a', IMAGE, { ...READY, command })])
      expect(faultsOf([made])).toEqual(['spec.containers[1].command: "sleep 1d" is no list; write a list of string']);
  });
});

describe('the readiness probe of a service', () => {
  const withProbe = (readinessProbe: unknown): string[] =>
    faultsOf([service('db', IMAGE, { readinessProbe: readinessProbe as Probe })]);
  const REMEDY = 'say how the service is known to be ready: by exec, grpc, httpGet or tcpSocket';

  it.each<Probe>([
    { exec: { command: ['pg_isready'] } },
    { grpc: { port: 1 } },
    { httpGet: { port: 'http', path: '/ready' } },
    { tcpSocket: { port: 1 }, periodSeconds: 2 },
  ])('may be %j', (probe) => {
    expect(withProbe(probe)).toEqual([]);
  });

  it.each<[unknown, string]>([
    [undefined, `spec.containers[1].readinessProbe: is missing; ${REMEDY}`],
    [{}, `spec.containers[1].readinessProbe: asks nothing; ${REMEDY}`],
    [{ periodSeconds: 2 }, `spec.containers[1].readinessProbe: asks nothing; ${REMEDY}`],
    ['tcp', 'spec.containers[1].readinessProbe: "tcp" is no mapping; write the fields of Probe'],
    [{ tcpSocket: {} }, 'spec.containers[1].readinessProbe.tcpSocket.port: is missing; a TCPSocketAction needs it'],
  ])('may not be %j', (probe, line) => {
    expect(withProbe(probe)).toEqual([line]);
  });

  it('is not asked of other containers', () => {
    expect(faultsOf([container('a', IMAGE), initContainer('b', IMAGE)])).toEqual([]);
  });
});

describe('what a container brings along', () => {
  it.each(['root', '', './x'])('is no home at %j', (home) => {
    expect(faultsOf([container('a', IMAGE, { home })])).toContain(
      `spec.containers[1]: home: "${home}" is no absolute path; write a path such as /home/jenkins, or false`,
    );
  });

  it('is no writable path that is relative, and no size that is none', () => {
    expect(faultsOf([container('a', IMAGE, { writablePaths: { 'var/cache': '1Gi' } })])).toContain(
      "spec.containers[1]: writablePaths: \"var/cache\" is no absolute path; write { '/path': 'size' }",
    );
    expect(faultsOf([container('a', IMAGE, { writablePaths: { '/var': '1GB' } })])).toEqual([
      'spec.volumes[4].emptyDir.sizeLimit: "1GB" is no Kubernetes quantity; write a text such as "500m", "2" or "1Gi"',
    ]);
  });

  it('is no volume that no volume function made', () => {
    const volumes = [{ name: 'cache', emptyDir: {} }] as never[];
    expect(faultsOf([container('a', IMAGE, { volumes })])).toEqual([
      'spec.containers[1]: volumes[0]: {"name":"cache","emptyDir":{}} is no volume; make it with emptyDir(), secretVolume(), …',
    ]);
  });

  it('is no level that the template does not promise', () => {
    expect(faultsOf([initContainer('a', IMAGE, { needs: 'privileged' })], { podSecurity: 'baseline' })).toEqual([
      'spec.initContainers[0]: container "a" needs Pod Security level privileged, but the pod template promises baseline; ' +
        "give the pod template podSecurity: 'privileged', or put the container into a template of its own",
    ]);
    expect(faultsOf([container('a', IMAGE, { needs: 'base' as 'baseline' })])).toEqual([
      'spec.containers[1]: needs: "base" is no Pod Security level; use one of privileged, baseline, restricted',
    ]);
  });
});

describe('agentContainer', () => {
  const injected = { agentContainer: 'a', agentInjection: true } as const;

  it.each<[string, ContainerDefinition[], PodTemplateFields, string]>([
    [
      'is a container of the pod',
      [],
      { agentContainer: 'maven' },
      '"maven" is no container of this pod template; name one of its containers',
    ],
    [
      'runs an agent',
      [container('a', IMAGE)],
      { agentContainer: 'a' },
      '"a" waits for steps and runs no agent; set agentInjection: true, or leave agentContainer out',
    ],
    [
      'is the only agent',
      [container('a', IMAGE), agent()],
      injected,
      '"a" makes a second agent beside jnlp; leave agent() or agentContainer out',
    ],
    [
      'is there with the agent',
      [initContainer('a', IMAGE)],
      injected,
      '"a" is an init container and ends before the agent starts; name a container of another kind',
    ],
  ])('%s', (_name, definitions, fields, line) => {
    expect(faultsOf(definitions, fields)).toContain(`agentContainer: ${line}`);
  });

  it('may be the agent’s own name', () => {
    expect(faultsOf([agent()], { agentContainer: 'jnlp' })).toEqual([]);
  });
});

describe('defaultContainer', () => {
  it('is a container that steps run in', () => {
    const definitions = [container('maven', IMAGE), service('db', IMAGE, READY)];
    for (const defaultContainer of ['maven', 'jnlp']) expect(faultsOf(definitions, { defaultContainer })).toEqual([]);
    for (const defaultContainer of ['mavne', 'db'])
      expect(faultsOf(definitions, { defaultContainer })).toEqual([
        expect.stringContaining(`defaultContainer: "${defaultContainer}" is no container that runs steps; `),
      ]);
  });
});

describe('isContainerDefinition', () => {
  it('is true of what container(), service(), initContainer() and agent() make', () => {
    const made = [container('a', IMAGE), service('a', IMAGE, READY), initContainer('a', IMAGE), agent()];
    expect(made.map(isContainerDefinition)).toEqual([true, true, true, true]);
    expect(isContainerDefinition({ ...container('a', IMAGE), name: 'b' })).toBe(true);
  });

  it.each([
    null,
    undefined,
    5,
    'maven',
    [],
    {},
    { name: 'a', image: IMAGE },
    { ...container('a', IMAGE), role: 'main' },
  ])('is false of %j', (value) => {
    expect(isContainerDefinition(value)).toBe(false);
  });
});
