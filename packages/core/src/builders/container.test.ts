import {
  agent,
  AGENT_IMAGE,
  container,
  emptyDir,
  env,
  hostPathVolume,
  initContainer,
  podTemplate,
  service,
  type Container,
  type ContainerDefinition,
  type PodTemplateBuilder,
} from '../index';
import { POD_SECURITY_LEVELS } from '../model/pod-security-level';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const READY = { readinessProbe: { tcpSocket: { port: 5432 } } };
const builder: PodTemplateBuilder = podTemplate('build', { podSecurity: 'privileged' });
const madeOf = (definition: ContainerDefinition): Container | undefined =>
  builder
    .containers([definition])
    .build()
    .pod.spec.containers.find(({ name }) => name === definition.name);
const made = { container: container('a', IMAGE), init: initContainer('a', IMAGE), service: service('a', IMAGE, READY) };

describe('a definition', () => {
  it('knows its name, role, image and what it needs', () => {
    expect(container('maven', IMAGE)).toEqual({
      name: 'maven',
      role: 'step',
      needs: 'restricted',
      breaks: [],
      image: IMAGE,
      fields: {},
      volumes: [],
      home: '/home/jenkins',
      writablePaths: {},
      address: [],
      uses: [],
    });
    expect([made.service.role, made.init.role, agent().role]).toEqual(['service', 'init', 'agent']);
    expect(agent()).toMatchObject({ name: 'jnlp', image: AGENT_IMAGE, needs: 'restricted' });
    expect(agent({ image: 'from-controller' })).not.toHaveProperty('image');
  });

  it('is frozen all the way down, and the fields it was given are not', () => {
    const fields = { command: ['sleep'], env: [{ name: 'A', value: 'b' }], writablePaths: { '/var': '1Gi' } };
    const definition = container('a', IMAGE, fields);
    expect(Object.isFrozen(definition.fields.command)).toBe(true);
    expect(Object.isFrozen(definition.writablePaths)).toBe(true);
    expect(Object.isFrozen(fields) || Object.isFrozen(fields.command) || Object.isFrozen(fields.env)).toBe(false);
  });

  it('names the rules that it breaks by its own words', () => {
    const node = hostPathVolume('node', '/node', { path: '/etc' });
    const both = container('a', IMAGE, { securityContext: { privileged: true }, volumes: [emptyDir('b', '/b'), node] });
    expect(both.breaks).toEqual(['host-path', 'privileged-container']);
    expect(container('a', IMAGE, { securityContext: { privileged: false } }).breaks).toEqual([]);
  });

  it.each(POD_SECURITY_LEVELS)('that needs %s fits that level and looser ones', (needs) => {
    for (const podSecurity of POD_SECURITY_LEVELS) {
      const loose: PodTemplateBuilder = podTemplate('build', { podSecurity });
      const build = (): unknown => loose.container(container('a', IMAGE, { needs })).build();
      if (POD_SECURITY_LEVELS.indexOf(podSecurity) <= POD_SECURITY_LEVELS.indexOf(needs)) expect(build).not.toThrow();
      else
        expect(build).toThrow(
          `container "a" needs Pod Security level ${needs}, but the pod template promises ${podSecurity}; ` +
            `give the pod template podSecurity: '${needs}', or put the container into a template of its own`,
        );
    }
  });
});

describe('the fields of a container', () => {
  it('arrive under Kubernetes’ names', () => {
    const fields = {
      ports: [{ containerPort: 8080 }],
      imagePullPolicy: 'Always',
      lifecycle: { preStop: { exec: { command: ['stop'] } } },
      livenessProbe: { exec: { command: ['true'] } },
      envFrom: [{ configMapRef: { name: 'settings' } }],
      stdin: true,
    } as const;
    expect(madeOf(container('a', IMAGE, fields))).toMatchObject(fields);
    expect(madeOf(service('a', IMAGE, { ...fields, ...READY }))).toMatchObject({ ...fields, ...READY });
  });

  it('leave the working directory to the plugin’s place, or choose another', () => {
    expect(madeOf(made.container)?.workingDir).toBe('/home/jenkins/agent');
    expect(madeOf(agent())?.workingDir).toBe('/home/jenkins/agent');
    expect(madeOf(container('a', IMAGE, { workingDir: '/work' }))?.workingDir).toBe('/work');
    expect(madeOf(made.service)).not.toHaveProperty('workingDir');
  });

  it.each<[object, string[] | undefined, string[] | undefined]>([
    [{}, ['sh', '-c'], [expect.stringContaining('sleep 3600') as string]],
    [{ command: ['cat'], tty: true }, ['cat'], undefined],
    [{ args: ['--idle'] }, undefined, ['--idle']],
    [{ command: ['tini'], args: ['sleep'] }, ['tini'], ['sleep']],
  ])('say what keeps it alive, or nothing of it: %j', (fields, command, args) => {
    expect(madeOf(container('a', IMAGE, fields))?.command).toEqual(command);
    expect(madeOf(container('a', IMAGE, fields))?.args).toEqual(args);
  });
});

describe('HOME', () => {
  const homeOf = (definition: ContainerDefinition): unknown => {
    const { pod } = builder.containers([definition]).build();
    const all = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
    const found = all.find(({ name }) => name === definition.name);
    const home = found?.env?.find(({ name }) => name === 'HOME')?.value;
    return [home, found?.volumeMounts?.find(({ mountPath }) => mountPath === home)?.name];
  };

  it('is a place of its own for steps and the agent, and the temporary directory for all else', () => {
    expect(homeOf(made.container)).toEqual(['/home/jenkins', 'a-home']);
    expect(homeOf(agent())).toEqual(['/home/jenkins', 'jnlp-home']);
    expect(homeOf(made.service)).toEqual(['/tmp', 'a-tmp']);
    expect(homeOf(made.init)).toEqual(['/tmp', 'a-tmp']);
  });

  it('can be elsewhere, or the image’s own', () => {
    expect(homeOf(container('a', IMAGE, { home: '/root' }))).toEqual(['/root', 'a-home']);
    expect(homeOf(service('a', IMAGE, { ...READY, home: '/var/lib/postgresql' }))).toEqual([
      '/var/lib/postgresql',
      'a-home',
    ]);
    expect(homeOf(container('a', IMAGE, { home: false }))).toEqual([undefined, undefined]);
    expect(homeOf(service('a', IMAGE, { ...READY, home: false }))).toEqual([undefined, undefined]);
  });

  it('and the other defaults of the environment give way to a variable of their name', () => {
    expect(madeOf(container('a', IMAGE, { env: [env('HOME', '/srv'), env('B', 'c')] }))?.env).toEqual([
      env('HOME', '/srv'),
      env('B', 'c'),
    ]);
    expect(madeOf(agent({ env: [env('JAVA_OPTS', '-Xmx256m')] }))?.env).toEqual([
      env('HOME', '/home/jenkins'),
      env('JAVA_OPTS', '-Xmx256m'),
    ]);
    expect(madeOf(service('a', IMAGE, { ...READY, env: [env('B', 'c')] }))?.env).toEqual([
      env('HOME', '/tmp'),
      env('B', 'c'),
    ]);
  });
});
