import {
  agent,
  container,
  emptyDir,
  env,
  hostPathVolume,
  pipeline,
  podTemplate,
  service,
  sh,
  type ContainerDefinition,
  type PodSecurityLevel,
  type PodTemplate,
  type PodTemplateBuilder,
} from './index';

/**
 * What must compile and what must not. `tsc -p tsconfig.check.json` judges this file: an unused expectation is an error.
 * The calls that must not compile are kept from running, except where the refusal at run time is the point.
 */
const never = (call: () => unknown): void => void call;
const IMAGE = 'registry.example.com/tools/lint:4.2';
const builder = container('builder', IMAGE, {
  needs: 'baseline',
  securityContext: { runAsUser: 0, runAsNonRoot: false, capabilities: { add: ['DAC_OVERRIDE'] } },
});

describe('what must not compile', () => {
  it('a stage in a container that the pod does not have', () => {
    const build = podTemplate('build').container(container('maven', IMAGE)).build();
    // @ts-expect-error -- misspelt
    expect(() => pipeline(build).stage('Test', 'mavne', sh('mvn verify'))).toThrow('did you mean "maven"?');
    // @ts-expect-error -- misspelt, in a parallel stage
    expect(() => pipeline(build).parallel('Checks', (checks) => checks.stage('Test', 'mavne', sh('x')))).toThrow(
      'mavne',
    );
    const withService = podTemplate('build')
      .container(service('db', IMAGE, { readinessProbe: { tcpSocket: { port: 1 } } }))
      .build();
    // @ts-expect-error -- a service runs a process of its own
    expect(() => pipeline(withService).stage('Test', 'db', sh('x'))).toThrow('is a service');
  });

  it('a second container with a name already taken', () => {
    const base = podTemplate('build').container(container('maven', IMAGE));
    // @ts-expect-error -- a container named "maven" is already in this pod template
    expect(() => base.container(container('maven', IMAGE)).build()).toThrow('is the name of spec.containers[1] too');
    // @ts-expect-error -- of a service too
    never(() => base.container(service('maven', IMAGE, { readinessProbe: { tcpSocket: { port: 1 } } })));
    never(() => podTemplate('build').container(agent()).container(container('x', IMAGE)));
    // @ts-expect-error -- two agents
    never(() => podTemplate('build').container(agent()).container(agent()));
  });

  it('a container that needs more than the template promises', () => {
    // @ts-expect-error -- container "builder" needs Pod Security level "baseline", but the pod template promises "restricted"
    expect(() => podTemplate('build').container(builder).build()).toThrow('needs Pod Security level baseline');
    // @ts-expect-error -- said explicitly
    never(() => podTemplate('build', { podSecurity: 'restricted' }).container(builder));
    never(() => podTemplate('build', { podSecurity: 'baseline' }).container(builder).build());
    never(() => podTemplate('build', { podSecurity: 'privileged' }).container(builder).build());
  });

  it('a privileged container without an exemption', () => {
    const dind = container('dind', IMAGE, { securityContext: { privileged: true } });
    // @ts-expect-error -- breaks the rule "privileged-container"
    expect(() => podTemplate('build', { podSecurity: 'privileged' }).container(dind).build()).toThrow('.exempt(');
    // @ts-expect-error -- another exemption does not help
    never(() => podTemplate('build').exempt('host-path', 'reason').container(dind));
    const exempt = podTemplate('build', { podSecurity: 'privileged' })
      .exempt('privileged-container', 'measures the kernel')
      .container(dind)
      .build();
    expect(exempt.exemptions).toEqual([{ ruleId: 'privileged-container', reason: 'measures the kernel' }]);
    never(() => podTemplate('build').container(container('x', IMAGE, { securityContext: { privileged: false } })));
  });

  it('a hostPath volume without an exemption', () => {
    const node = hostPathVolume('node', '/node', { path: '/etc/licence' });
    const loose = podTemplate('build', { podSecurity: 'privileged' }).container(container('x', IMAGE));
    // @ts-expect-error -- breaks the rule "host-path"
    expect(() => loose.volume(node).build()).toThrow('host-path');
    // @ts-expect-error -- as a volume of one container
    never(() => podTemplate('build').container(container('x', IMAGE, { volumes: [emptyDir('a', '/a'), node] })));
    never(() =>
      podTemplate('build')
        .exempt('host-path', 'a licence file')
        .container(container('x', IMAGE, { volumes: [node] })),
    );
    never(() => podTemplate('build').exempt('host-path', 'a licence file').volume(node));
    const socket = hostPathVolume('socket', '/run/docker.sock', { path: '/var/run/docker.sock' });
    never(() => podTemplate('build').exempt('docker-socket', 'measures the daemon').volume(socket));
    // @ts-expect-error -- no such rule
    never(() => podTemplate('build').exempt('hots-path', 'a licence file'));
  });

  it('a misspelt or misplaced Kubernetes field', () => {
    const refusal = (definition: ContainerDefinition) =>
      expect(() => podTemplate('build').containers([definition]).build());
    // @ts-expect-error -- securtyContext
    refusal(container('x', IMAGE, { securtyContext: {} })).toThrow('did you mean "securityContext"?');
    // @ts-expect-error -- allowPriviligeEscalation
    const misspelt = container('x', IMAGE, { securityContext: { allowPriviligeEscalation: true } });
    refusal(misspelt).toThrow('did you mean "allowPrivilegeEscalation"?');
    // @ts-expect-error -- beside a field whose type is inferred
    never(() => container('x', IMAGE, { securityContext: { privileged: true, runAsUsr: 1 } }));
    // @ts-expect-error -- of PodSpec
    expect(() => podTemplate('build', { hostNetwrok: true }).build()).toThrow('did you mean "hostNetwork"?');
    // @ts-expect-error -- of the plugin
    expect(() => podTemplate('build', { podSecurity: 'baseline', idelMinutes: 5 }).build()).toThrow(
      'did you mean "idleMinutes"?',
    );
    // @ts-expect-error -- a container's field on the pod
    expect(() => podTemplate('build', { securityContext: { readOnlyRootFilesystem: true } }).build()).toThrow(
      'it belongs to SecurityContext',
    );
    // @ts-expect-error -- of resources
    never(() => container('x', IMAGE, { resources: { mem: '1Gi' } }));
    // @ts-expect-error -- of a probe
    never(() => service('db', IMAGE, { readinessProbe: { tcpSocket: { prot: 5432 } } }));
    // @ts-expect-error -- of a volume
    never(() => emptyDir('a', '/a', { sizelimit: '1Gi' }));
    // @ts-expect-error -- a value that Kubernetes does not know
    never(() => container('x', IMAGE, { imagePullPolicy: 'Allways' }));
    // @ts-expect-error -- a level that does not exist
    expect(() => podTemplate('build', { podSecurity: 'restrictive' }).build()).toThrow('did you mean "restricted"?');
    // @ts-expect-error -- a service without a readiness probe
    refusal(service('db', IMAGE, {})).toThrow('readinessProbe: is missing');
    // @ts-expect-error -- the agent's command
    never(() => agent({ command: ['sleep'] }));
  });
});

describe('what must compile without a cast', () => {
  const names: string[] = ['lint', 'unit', 'docs'];

  it('templates made in a loop from run-time data', () => {
    let looped: PodTemplateBuilder = podTemplate('loop');
    for (const name of names) looped = looped.container(container(name, IMAGE));
    const built: PodTemplate = looped.build();
    expect(built.stepContainers).toEqual(['jnlp', ...names]);
    const reduced = names.reduce<PodTemplateBuilder>(
      (all, name) => all.container(container(name, IMAGE)),
      podTemplate('loop'),
    );
    expect(reduced.build().stepContainers).toEqual(['jnlp', ...names]);
    const listed = podTemplate('loop')
      .containers(names.map((name) => container(name, IMAGE)))
      .build();
    expect(pipeline(listed).stage('Lint', names[0] ?? '', sh('lint')).stages).toHaveLength(1);
  });

  it('containers and levels known only at run time', () => {
    const definitions: ContainerDefinition[] = [container('a', IMAGE), builder];
    const level = 'baseline' as PodSecurityLevel;
    const template = podTemplate('any', { podSecurity: level })
      .containers(definitions)
      .container(definitions[0] === undefined ? builder : container('b', IMAGE));
    expect(template.build().stepContainers).toEqual(['jnlp', 'a', 'builder', 'b']);
  });

  it('one builder extended in two ways', () => {
    const base = podTemplate('base', { podSecurity: 'baseline' }).container(container('maven', IMAGE));
    const images = base.container(builder).build();
    const docs = base.container(container('docs', IMAGE)).label('app', 'docs').build();
    pipeline(images).stage('Image', 'builder', sh('x'));
    pipeline(docs).stage('Docs', 'docs', sh('x'));
    // @ts-expect-error -- the other's container
    never(() => pipeline(docs).stage('Image', 'builder', sh('x')));
    expect(base.build().stepContainers).toEqual(['jnlp', 'maven']);
  });

  it('functions that take any template or any builder', () => {
    const containerCount = (template: PodTemplate): number => template.pod.spec.containers.length;
    const withCache = (any: PodTemplateBuilder): PodTemplateBuilder => any.volume(emptyDir('cache', '/cache'));
    const build = podTemplate('build').container(container('maven', IMAGE, { env: [env('A', 'b')] }));
    expect(containerCount(build.build())).toBe(2);
    expect(withCache(build).build().pod.spec.volumes?.[0]?.name).toBe('cache');
  });
});
