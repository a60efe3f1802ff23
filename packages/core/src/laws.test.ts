import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import {
  agent,
  AGENT_IMAGE,
  AGENT_UID,
  container,
  emptyDir,
  env,
  evaluatePodSecurity,
  initContainer,
  parseImageReference,
  pipeline,
  podTemplate,
  renderDeclarativePipeline,
  renderPodYaml,
  renderScriptedPipeline,
  secretEnv,
  secretVolume,
  service,
  toleration,
  type Container,
  type ContainerDefinition,
  type PodSecurityLevel,
  type PodTemplate,
  type PodTemplateBuilder,
} from './index';

// The ten laws of every pod the library makes: section 3 of the design.
const IMAGE = 'registry.example.com/tools/lint:4.2';
const ready = (port: number) => ({ readinessProbe: { tcpSocket: { port } } });
const READY = ready(5432);
const ROOT = { runAsUser: 0, runAsNonRoot: false, capabilities: { add: ['DAC_OVERRIDE'] } };
const image = fc.constantFrom(IMAGE, 'maven:3.9.9', 'jenkins/inbound-agent:3355-1', `alpine@sha256:${'a'.repeat(64)}`);
const push = secretVolume('push', '/push', { secretName: 'push', readOnly: undefined });
const more = {
  home: fc.constantFrom<string | false>('/root', '/tmp', '/home/jenkins', '/var/lib/tool'),
  writablePaths: fc.dictionary(fc.constantFrom('/var/cache', '/opt', '/home'), fc.constantFrom('1Gi', '200Mi')),
  volumes: fc.subarray([emptyDir('cache', '/cache', { sizeLimit: undefined }), push]),
  env: fc.subarray([env('A', 'b'), secretEnv('TOKEN', 'tokens', 'npm')]),
  resources: fc.constantFrom({ cpu: 2 }, { memory: '3Gi' }, { limits: { memory: '1Gi' } }, {}),
  securityContext: fc.constantFrom({}, { allowPrivilegeEscalation: undefined }, { capabilities: {} }),
};
const part = fc.tuple(fc.constantFrom('step', 'root', 'service', 'init'), image, fc.record(more, { requiredKeys: [] }));
const fields = fc.record({
  podSecurity: fc.constantFrom<PodSecurityLevel>('privileged', 'baseline', 'restricted'),
  uid: fc.constantFrom<number | 'from-platform' | undefined>(undefined, 2000, 'from-platform'),
  userNamespaces: fc.boolean(),
});
const agentImage = fc.option(fc.option(image, { nil: 'from-controller' }));

/** Any pod that the builders let through without an exemption. */
const anyTemplate = fc.tuple(fields, fc.array(part, { maxLength: 5 }), agentImage).map(([given, parts, agentOf]) => {
  const all = parts.map(([role, name, other], i): ContainerDefinition => {
    if (role === 'service') return service(`db-${i}`, name, { ...other, ...ready(5432 + i) });
    if (role === 'init') return initContainer(`init-${i}`, name, other);
    const root = role === 'root' && given.podSecurity !== 'restricted';
    return container(`step-${i}`, name, root ? { ...other, needs: 'baseline', securityContext: ROOT } : other);
  });
  if (agentOf !== null) all.push(agent({ image: agentOf }));
  const builder: PodTemplateBuilder = podTemplate('any', given);
  const shared = all.some(({ role }) => role === 'step') ? builder.volume(emptyDir('shared', '/shared')) : builder;
  return shared.containers(all).build();
});

const containersOf = ({ pod: { spec } }: PodTemplate): Container[] =>
  [spec.initContainers ?? [], spec.containers].flat();
const holds = (law: (one: PodTemplate) => void): void => fc.assert(fc.property(anyTemplate, law), { numRuns: 150 });
const of = (...definitions: ContainerDefinition[]): PodTemplateBuilder =>
  podTemplate('build', { podSecurity: 'baseline' }).containers(definitions);
const lint = container('lint', IMAGE);
const last = (definition: ContainerDefinition): Container | undefined => containersOf(of(definition).build()).at(-1);
const building = (...definitions: ContainerDefinition[]): jest.JestMatchers<() => PodTemplate> =>
  expect(() => of(...definitions).build());

describe('law 1: a pod passes the Pod Security level it declares', () => {
  it('passes its level by the rules of the API server, whatever it is made of', () => {
    holds(({ pod, podSecurity }) => {
      expect(evaluatePodSecurity(pod, { level: podSecurity })).toEqual({ allowed: true, failures: [] });
    });
  });

  it('declares restricted when no level is named, and is refused what needs more', () => {
    expect(podTemplate('build').build().podSecurity).toBe('restricted');
    const net = container('net', IMAGE, { securityContext: { capabilities: { add: ['NET_ADMIN'] } } });
    building(net).toThrow('breaks Pod Security baseline: non-default capabilities');
  });

  it('is relaxed by name only, and the reason is data and a comment of what is rendered', () => {
    const perf = container('perf', IMAGE, { securityContext: { privileged: true } });
    const builder: PodTemplateBuilder = podTemplate('build', { podSecurity: 'privileged' });
    expect(() => builder.container(perf).build()).toThrow(".exempt('privileged-container', '<reason>')");
    const exempt = builder.exempt('privileged-container', 'reads counters').container(perf).build();
    expect(exempt.exemptions).toEqual([{ ruleId: 'privileged-container', reason: 'reads counters' }]);
    expect(renderPodYaml(exempt)).toContain('\n# Exempt from privileged-container: reads counters\n');
  });
});

describe('law 2: the agent is explicit, hardened and left to run', () => {
  it('is the first container, without command and args', () => {
    holds(({ pod, roles }) => {
      expect(pod.spec.containers.filter(({ name }) => name === 'jnlp')).toHaveLength(1);
      expect(pod.spec.containers[0]).toMatchObject({ name: 'jnlp', workingDir: '/home/jenkins/agent' });
      for (const field of ['command', 'args']) expect(pod.spec.containers[0]).not.toHaveProperty(field);
      expect(roles.jnlp).toBe('agent');
    });
  });

  it('has a pinned image, and the security context of any other container', () => {
    const { pod } = of(lint).build();
    expect(pod.spec.containers[0]?.image).toBe(AGENT_IMAGE);
    expect(parseImageReference(AGENT_IMAGE)?.tag).toMatch(/^\d+\./);
    expect(pod.spec.containers[0]?.securityContext).toEqual(pod.spec.containers[1]?.securityContext);
  });

  it('leaves the image to the controller when asked, and says what is not known then', () => {
    const build = of(lint, agent({ image: 'from-controller' })).build();
    expect(build.pod.spec.containers[0]).not.toHaveProperty('image');
    expect(build.caveats).toEqual([expect.stringContaining('The controller chooses the image of the agent')]);
    expect(renderPodYaml(build)).toContain('\n# Not known here: The controller chooses the image of the agent');
  });
});

describe('law 3: containers share a numeric uid, or the workspace works for both', () => {
  const uidOf = ({ pod }: PodTemplate, one: Container): number | undefined =>
    one.securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser;

  it('is that of the agent in each step container, or root that passes over owners; root is nowhere runAsNonRoot', () => {
    holds((template) => {
      const agentUid = uidOf(template, template.pod.spec.containers[0] as Container);
      for (const one of containersOf(template)) {
        const nonRoot = one.securityContext?.runAsNonRoot ?? template.pod.spec.securityContext?.runAsNonRoot;
        if (nonRoot === true) expect([1000, 2000, undefined]).toContain(uidOf(template, one));
        if (template.roles[one.name] !== 'step' || uidOf(template, one) === agentUid) continue;
        expect(one.securityContext).toMatchObject({ runAsUser: 0, capabilities: { add: ['DAC_OVERRIDE'] } });
      }
    });
    const init = initContainer('init', IMAGE, { securityContext: { runAsUser: 0 } });
    building(lint, init).toThrow('spec.initContainers[0].securityContext.runAsUser: 0 is root');
  });

  it('is the uid, gid and fsGroup of the agent, another number, or none where the platform assigns it', () => {
    const user = (id: number): object => ({ runAsUser: id, runAsGroup: id, fsGroup: id });
    expect(of(lint).build().pod.spec.securityContext).toMatchObject(user(AGENT_UID));
    const other = podTemplate('build', { uid: 2000, securityContext: { runAsUser: undefined } }).build();
    expect(other.pod.spec.securityContext).toMatchObject(user(2000));
    const platform = podTemplate('build', { uid: 'from-platform' }).container(lint).build();
    expect(JSON.stringify(platform.pod)).not.toMatch(/runAsUser|runAsGroup|"fsGroup"/);
    expect(platform.caveats).toEqual([expect.stringContaining('The platform assigns the uid')]);
  });

  it('is refused where a step could not write the workspace, with the reason', () => {
    const other = container('other', IMAGE, { securityContext: { runAsUser: 1001 } });
    building(other).toThrow('1001 cannot write the workspace of the agent, uid 1000; leave runAsUser out');
    const bare = container('bare', IMAGE, { needs: 'baseline', securityContext: { ...ROOT, capabilities: {} } });
    building(bare).toThrow('0 cannot write the workspace of the agent, uid 1000; add the capability DAC_OVERRIDE');
    const hidden = container('hidden', IMAGE, { volumes: [emptyDir('own', '/home/jenkins/agent')] });
    building(hidden).toThrow('is where the workspace goes');
    building(service('db', IMAGE, { ...READY, securityContext: { runAsUser: 999 } })).not.toThrow();
  });
});

describe('law 4: what idles has a command, what serves has a probe', () => {
  it('keeps a step container alive by the shell that steps need anyway', () => {
    const keeper = ["trap 'exit 0' TERM INT; while :; do sleep 3600 & wait $!; done"];
    expect(last(lint)).toMatchObject({ command: ['sh', '-c'], args: keeper });
    const own = last(container('own', IMAGE, { command: ['tini', '--', 'sleep', '99d'] }));
    expect(own?.command).toEqual(['tini', '--', 'sleep', '99d']);
    expect(own).not.toHaveProperty('args');
  });

  it('leaves the command of services and init containers to them, and asks services for a probe', () => {
    expect(last(service('db', IMAGE, READY))).toMatchObject({ name: 'db', ...READY });
    expect(last(service('db', IMAGE, READY))).not.toHaveProperty('command');
    expect(containersOf(of(initContainer('init', IMAGE)).build())[0]).not.toHaveProperty('command');
    building(service('db', IMAGE, { readinessProbe: {} })).toThrow('readinessProbe: asks nothing');
    building(service('db', IMAGE, { ...READY, command: ['sleep', '1d'] })).toThrow('idles');
  });
});

describe('law 5: the root is read-only, and what a tool writes is an emptyDir with a limit', () => {
  it('gives each container a read-only root, /tmp, and a HOME it can write', () => {
    holds((template) => {
      for (const one of containersOf(template)) {
        const home = one.env?.find(({ name }) => name === 'HOME')?.value;
        const paths = one.volumeMounts?.map(({ mountPath }) => mountPath) ?? [];
        expect(one.securityContext?.readOnlyRootFilesystem).toBe(true);
        expect(paths).toEqual(expect.arrayContaining(['/tmp', home]));
        expect(new Set(paths).size).toBe(paths.length);
      }
    });
  });

  it('limits the size of every emptyDir, the workspace included', () => {
    holds(({ pod, settings }) => {
      const dirs = (pod.spec.volumes ?? []).flatMap(({ emptyDir: dir }) => (dir === undefined ? [] : [dir.sizeLimit]));
      expect(dirs).toEqual(dirs.map(() => expect.stringMatching(/^\d+[GM]i$/)));
      expect(settings.workspaceVolume).toEqual({ emptyDirWorkspaceVolume: { memory: false, sizeLimit: '10Gi' } });
    });
    const inMemory = podTemplate('build', { workspaceVolume: { emptyDirWorkspaceVolume: { memory: true } } }).build();
    expect(inMemory.settings).toEqual({
      workspaceVolume: { emptyDirWorkspaceVolume: { memory: true, sizeLimit: '10Gi' } },
    });
  });
});

describe('law 6: resources are stated everywhere', () => {
  it('requests cpu, memory and disk and limits memory and disk, of agent and init containers too', () => {
    holds((template) => {
      for (const { resources } of containersOf(template)) {
        expect(Object.keys(resources?.requests ?? {})).toEqual(['cpu', 'memory', 'ephemeral-storage']);
        expect(Object.keys(resources?.limits ?? {})).toEqual(['memory', 'ephemeral-storage']);
      }
      // The heap of the agent follows its limit.
      expect(template.pod.spec.containers[0]?.env).toContainEqual(env('JAVA_OPTS', '-XX:MaxRAMPercentage=50'));
    });
  });
});

describe('law 7: a pod gets nothing of the cluster that a build does not need', () => {
  it('has no token, no service links, one life, a short end, a Linux node', () => {
    holds(({ pod }) => {
      expect(pod.spec).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        restartPolicy: 'Never',
        terminationGracePeriodSeconds: 10,
        nodeSelector: { 'kubernetes.io/os': 'linux' },
      });
      expect(pod.spec).not.toHaveProperty('tolerations');
    });
  });

  it.each([
    ['control-plane-toleration', { tolerations: [toleration('node-role.kubernetes.io/control-plane')] }],
    ['service-account-token', { automountServiceAccountToken: true }],
  ] as const)('refuses what breaks %s unless it is exempt', (ruleId, given) => {
    expect(() => podTemplate('build', given).build()).toThrow(`breaks the rule ${ruleId}`);
    expect(() => podTemplate('build', given).exempt(ruleId, 'a test cluster').build()).not.toThrow();
  });
});

describe('law 8: images are fully qualified and pinned', () => {
  it('writes registry, path and version of every image out', () => {
    holds((template) => {
      for (const { image: name } of containersOf(template)) {
        if (name === undefined) continue;
        expect(name).toMatch(/^(?:docker\.io|registry\.example\.com)\/[^:@]+(?::.+|@sha256:.{64})$/);
      }
    });
    expect(last(container('maven', 'maven:3.9.9'))?.image).toBe('docker.io/library/maven:3.9.9');
  });

  it.each(['maven', 'maven:latest', 'registry.example.com/maven'])('refuses %s', (name) => {
    building(agent({ image: name })).toThrow('breaks the rule unpinned-image');
    for (const make of [container, initContainer]) building(make('x', name)).toThrow('breaks the rule unpinned-image');
  });
});

describe('law 9: no secret is written into the pod, and none into the log', () => {
  it('refuses a literal that looks like a secret', () => {
    const leak = container('leak', IMAGE, { env: [env('NPM_TOKEN', 'npm-1234567890')] });
    building(leak).toThrow('breaks the rule literal-secret: "NPM_TOKEN" of container "leak"');
  });

  it('keeps a pod that refers to a Secret out of the build log', () => {
    holds(({ pod, settings }) => {
      expect(settings.showRawYaml).toBe(/secretKeyRef|secretName/.test(JSON.stringify(pod)) ? false : undefined);
    });
    const shown = podTemplate('build', { showRawYaml: true });
    const secret = container('npm', IMAGE, { env: [secretEnv('NPM_TOKEN', 'npm', 'token')] });
    expect(shown.container(lint).build().settings.showRawYaml).toBe(true);
    expect(() => shown.container(secret).build()).toThrow('showRawYaml: true prints a pod that refers to a Secret');
  });
});

describe('law 10: one YAML document is the only source of the pod', () => {
  it('is one document that says the whole pod', () => {
    holds((template) => expect(loadAll(renderPodYaml(template))).toEqual([template.pod]));
  });

  it('stands in each form once, beside parameters that no YAML carries', () => {
    const ofYaml = {
      serviceAccountName: 'builds',
      namespace: 'ci',
      activeDeadlineSeconds: 60,
      priorityClassName: 'low',
    };
    const template = podTemplate('build', { ...ofYaml, idleMinutes: 5 })
      .label('team', 'a')
      .container(lint)
      .build();
    const forms = [renderScriptedPipeline, renderDeclarativePipeline].map((render) => render(pipeline(template)));
    for (const text of forms) expect(text.split(renderPodYaml(template))).toHaveLength(2);
    const around = forms.map((text) => text.replace(renderPodYaml(template), ''));
    const parameter = /^(?: {2}(\w+): | {6}(\w+) )/gm;
    const names = around.map((text) => [...text.matchAll(parameter)].map(([, name, other]) => name ?? other));
    expect(names).toEqual(forms.map(() => ['workspaceVolume', 'idleMinutes', 'yaml']));
  });
});
