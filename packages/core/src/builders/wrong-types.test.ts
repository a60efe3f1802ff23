import * as core from '../index';

/**
 * JavaScript callers hand over anything. What is wrong is refused with its place and a remedy, or it is harmless; it never
 * ends in a TypeError from the inside.
 */
type Loose = (...given: unknown[]) => unknown;
const js = core as unknown as { readonly [name: string]: Loose };

const IMAGE = 'registry.example.com/tools/lint:4.2';
const READY = { readinessProbe: { tcpSocket: { port: 1 } } };
const WRONG: readonly unknown[] = [
  ...[
    null,
    undefined,
    0,
    5,
    NaN,
    true,
    '',
    'x',
    [],
    {},
    [null],
    [5],
    ['x'],
    [{}],
    [[]],
    { a: null },
    { constructor: {} },
  ],
  () => 1,
];

const builder: core.PodTemplateBuilder = core.podTemplate('build', { podSecurity: 'privileged' });
const lint = core.container('lint', IMAGE);
const template: core.PodTemplate = builder.container(lint).build();
const judged: Loose = (definition) => builder.containers([definition as core.ContainerDefinition]).build();
const mounted: Loose = (definition) =>
  builder
    .container(lint)
    .volume(definition as core.VolumeDefinition)
    .build();
const rendered: Loose = (pipeline) => [
  core.renderScriptedPipeline(pipeline as core.Pipeline),
  core.renderDeclarativePipeline(pipeline as core.Pipeline),
];
const run: Loose = (step) => rendered(core.pipeline(template).stage('S', 'lint', step as core.Step));
const withEnv: Loose = (env) => judged(core.container('a', IMAGE, { env: env as core.EnvVar[] }));
const place: Loose = (fields) => core.podTemplate('build', fields as core.PodTemplateFields<'restricted'>).build();

/** Calls a function with every wrong value in the place of each argument in turn, and nothing throws but a refusal. */
function expectRefusals(given: readonly unknown[], call: Loose): void {
  given.forEach((_, i) => {
    for (const wrong of WRONG) expectRefusal(() => call(...given.map((value, j) => (i === j ? wrong : value))));
  });
}

function expectRefusal(call: () => unknown): void {
  try {
    call();
  } catch (error) {
    if (!(error instanceof core.InvalidPodTemplateError)) throw error;
    for (const fault of error.faults) expect(fault.path && fault.message && fault.remedy).toBeTruthy();
  }
}

describe('a function that makes a part', () => {
  it.each<[string, unknown[], Loose]>([
    ['podTemplate', ['build', {}], (started) => (started as core.PodTemplateBuilder).build()],
    ['container', ['a', IMAGE, {}], judged],
    ['service', ['a', IMAGE, READY], judged],
    ['initContainer', ['a', IMAGE, {}], judged],
    ['agent', [{}], judged],
    ['emptyDir', ['v', '/v', {}], mounted],
    ['secretVolume', ['v', '/v', { secretName: 's' }], mounted],
    ['configMapVolume', ['v', '/v', { name: 's' }], mounted],
    ['persistentVolumeClaim', ['v', '/v', { claimName: 's' }], mounted],
    ['ephemeralVolume', ['v', '/v', { storage: '1Gi' }], mounted],
    ['projectedVolume', ['v', '/v', { sources: [] }], mounted],
    ['imageVolume', ['v', '/v', { reference: IMAGE }], mounted],
    ['hostPathVolume', ['v', '/v', { path: '/x' }], mounted],
    ['env', ['A', 'b'], (made) => withEnv([made])],
    ['secretEnv', ['A', 'secret', 'key', {}], (made) => withEnv([made])],
    ['mergeEnv', [[], []], withEnv],
    ['toleration', ['key', 'value', 'NoSchedule'], (made) => place({ tolerations: [made] })],
    ['requireNodes', [{ disk: ['ssd'] }], (affinity) => place({ affinity })],
    ['sh', ['x', {}], run],
    ['step', ['x', {}], run],
    ['echo', ['x'], run],
    ['junit', ['x', {}], run],
    ['archiveArtifacts', ['x', {}], run],
    ['groovy', ['x'], run],
    ['withCredentials', [[{ string: { credentialsId: 'a', variable: 'B' } }], core.sh('x')], run],
    ['timeout', [{ time: 1 }, core.sh('x')], run],
    ['retry', [2, core.sh('x')], run],
    ['dir', ['x', core.sh('x')], run],
  ])('%s', (name, given, use) => {
    expectRefusals(given, (...values) => use(js[name]?.(...values)));
  });
});

describe('a method of the builder', () => {
  const node = core.hostPathVolume('v', '/v', { path: '/x' });

  it.each<[string, unknown[]]>([
    ['container', [core.container('a', IMAGE)]],
    ['containers', [[core.container('a', IMAGE)]]],
    ['volume', [node, { containers: ['lint'] }]],
    ['label', ['a', 'b']],
    ['annotation', ['a', 'b']],
    ['exempt', ['host-path', 'a reason', { container: 'lint' }]],
  ])('%s', (name, given) => {
    const started = builder.container(lint);
    expectRefusals(given, (...values) =>
      (
        (started as unknown as { readonly [method: string]: Loose })[name]?.call(
          started,
          ...values,
        ) as core.PodTemplateBuilder
      ).build(),
    );
  });

  it.each<[string, unknown[]]>([
    ['stage', ['S', 'lint', core.sh('x')]],
    ['parallel', ['S', (stages: core.ParallelStages) => stages.stage('A', 'lint', core.sh('x')), { failFast: true }]],
    ['post', ['always', core.sh('x')]],
  ])('of pipelines: %s', (name, given) => {
    const started = core.pipeline(template);
    expectRefusals(given, (...values) =>
      rendered((started as unknown as { readonly [method: string]: Loose })[name]?.call(started, ...values)),
    );
    expectRefusals([template, {}], (...values) => rendered(js.pipeline?.(...values)));
  });
});

describe('a field', () => {
  const given = (fields: object): core.ContainerFields => ({ ...READY, ...fields });

  it.each([
    ...['home', 'writablePaths', 'volumes', 'needs', 'resources', 'env', 'envFrom', 'volumeMounts', 'volumeDevices'],
    ...['securityContext', 'command', 'args', 'ports', 'readinessProbe', 'lifecycle', 'workingDir', 'restartPolicy'],
  ])('of a container: %s', (field) => {
    for (const name of ['container', 'service', 'initContainer'])
      expectRefusals([null], (value) => judged(js[name]?.('a', IMAGE, given({ [field]: value }))));
    expectRefusals([null], (value) => judged(js.agent?.({ [field]: value })));
  });

  it.each(['requests', 'limits', 'claims', 'cpu', 'memory'])('of resources: %s', (field) => {
    expectRefusals([null], (value) => judged(js.container?.('a', IMAGE, { resources: { [field]: value } })));
  });

  it.each(['privileged', 'runAsUser', 'runAsNonRoot', 'capabilities', 'seccompProfile', 'readOnlyRootFilesystem'])(
    'of a security context: %s',
    (field) => {
      expectRefusals([null], (value) => judged(js.container?.('a', IMAGE, { securityContext: { [field]: value } })));
      expectRefusals([null], (value) => place({ securityContext: { [field]: value } }));
    },
  );

  it.each(['add', 'drop'])('of capabilities: %s', (field) => {
    const root = { runAsUser: 0, runAsNonRoot: false };
    expectRefusals([null], (value) =>
      judged(js.container?.('a', IMAGE, { securityContext: { ...root, capabilities: { [field]: value } } })),
    );
  });

  it.each([
    ...['podSecurity', 'uid', 'namespace', 'userNamespaces', 'architecture', 'nodeSelector', 'tolerations', 'affinity'],
    ...['securityContext', 'imagePullSecrets', 'hostAliases', 'dnsConfig', 'restartPolicy', 'hostNetwork', 'volumes'],
    ...['cloud', 'label', 'inheritFrom', 'agentContainer', 'agentInjection', 'yamlMergeStrategy', 'workspaceVolume'],
    ...['instanceCap', 'idleMinutes', 'podRetention', 'showRawYaml', 'nodeUsageMode', 'customWorkspace', 'toString'],
  ])('of podTemplate: %s', (field) => {
    expectRefusals([null], (value) => place({ [field]: value }));
  });

  it.each(['emptyDirWorkspaceVolume', 'genericEphemeralVolume', 'constructor'])('of workspaceVolume: %s', (symbol) => {
    expectRefusals([null], (value) => place({ workspaceVolume: { [symbol]: value } }));
  });

  it.each(['checkout', 'retries', 'timeout'])('of the options of a pipeline: %s', (field) => {
    expectRefusals([null], (value) => rendered(js.pipeline?.(template, { [field]: value })));
  });
});

describe('a plain object in the place of a part', () => {
  it.each(Object.keys(core.container('a', IMAGE)))('that has another %s than a container', (field) => {
    expectRefusals([null], (value) => judged({ ...core.container('a', IMAGE), [field]: value }));
  });

  it.each(['volume', 'mount', 'breaks'])('that has another %s than a volume', (field) => {
    const volume = core.emptyDir('v', '/v');
    expectRefusals([null], (value) => mounted({ ...volume, [field]: value }));
    expectRefusals([null], (value) => judged(js.container?.('a', IMAGE, { volumes: [{ ...volume, [field]: value }] })));
  });

  it.each(['sh', 'call', 'groovy', 'withCredentials', 'timeout', 'retry', 'dir'])(
    'of kind %s is no step by that',
    (kind) => {
      const fields = ['script', 'label', 'code', 'name', 'parameters', 'bindings', 'steps', 'timeout', 'count', 'path'];
      for (const wrong of WRONG)
        expectRefusal(() => run({ kind, ...Object.fromEntries(fields.map((field) => [field, wrong])) }));
    },
  );

  it('is refused by what it is not', () => {
    const strangers = builder.containers([{ name: 'a', image: IMAGE }, null] as unknown as core.ContainerDefinition[]);
    const volumes = [{ name: 'cache', emptyDir: {} }, 'cache'] as unknown as core.VolumeDefinition[];
    const all = volumes.reduce((more, volume) => more.volume(volume), strangers);
    expect(() => all.build()).toThrow(
      new Error(
        [
          'pod template "build": 4 faults',
          `  .container(…) number 1: {"name":"a","image":"${IMAGE}"} is no container; make it with container(), service(), initContainer(), agent() or a template`,
          '  .container(…) number 2: null is no container; make it with container(), service(), initContainer(), agent() or a template',
          '  .volume(…) number 1: {"name":"cache","emptyDir":{}} is no volume; make it with emptyDir(), secretVolume(), …',
          '  .volume(…) number 2: "cache" is no volume; make it with emptyDir(), secretVolume(), …',
        ].join('\n'),
      ),
    );
  });

  it.each<[string, () => unknown, string]>([
    [
      'a text for containers of a volume',
      () =>
        builder
          .container(lint)
          .volume(core.emptyDir('v', '/v'), { containers: 'lint' } as never)
          .build(),
      `.volume(…) number 1: containers: "lint" is no list; write ['jnlp']`,
    ],
    [
      'a list for its options',
      () =>
        builder
          .container(lint)
          .volume(core.emptyDir('v', '/v'), ['lint'] as never)
          .build(),
      '.volume(…) number 1: ["lint"] is no mapping; write { containers: … }',
    ],
    [
      'a text for fields',
      () => js.container?.('a', IMAGE, 'sleep'),
      'container "a": fields: "sleep" is no mapping; write { resources: … }',
    ],
    [
      'a mapping for env',
      () => js.service?.('a', IMAGE, { ...READY, env: { A: 'b' } }),
      'container "a": env: {"A":"b"} is no list; write a list',
    ],
    [
      'a text for volumeMounts',
      () => js.container?.('a', IMAGE, { volumeMounts: '/x' }),
      'container "a": volumeMounts: "/x" is no list',
    ],
    [
      'a list for writablePaths',
      () => js.agent?.({ writablePaths: ['/x'] }),
      'container "jnlp": writablePaths: ["/x"] is no mapping; write { \'/path\': \'size\' }',
    ],
    [
      'null for the fields of podTemplate',
      () => place(null),
      "podTemplate: null is no mapping of fields; write { podSecurity: 'baseline' }",
    ],
  ])('%s is refused with a word about that', (_name, call, message) => {
    expect(call).toThrow(message);
  });
});
