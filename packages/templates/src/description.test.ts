import {
  agent,
  container,
  emptyDir,
  env,
  InvalidPodTemplateError,
  junit,
  pipeline,
  podTemplate,
  renderDeclarativePipeline,
  renderPodYaml,
  renderScriptedPipeline,
  secretVolume,
  sh,
  timeout,
  type Fault,
  type Pipeline,
} from '@podwright/core';
import fc from 'fast-check';
import { describedPipeline, type Description } from './description';
import { kaniko } from './builders/kaniko';
import { kanikoBuild } from './builders/kaniko-build';
import { maven } from './tools/maven';
import { postgres } from './services/postgres';
import { registryCache } from './builders/registry-cache';

function faultsOf(description: unknown): readonly Fault[] {
  try {
    describedPipeline(description as Description);
    return [];
  } catch (error) {
    if (error instanceof InvalidPodTemplateError) return error.faults;
    throw error;
  }
}
const linesOf = (description: unknown): string[] =>
  faultsOf({ name: 'build', ...(description as object) }).map(
    ({ path, message, remedy }) => `${path}: ${message}; ${remedy}`,
  );

const FULL: Description = {
  name: 'payments',
  podSecurity: 'baseline',
  namespace: 'builds',
  idleMinutes: 5,
  nodeSelector: { pool: 'builds' },
  labels: { team: 'payments' },
  annotations: { 'example.com/note': 'made by hand' },
  exempt: [{ ruleId: 'unpinned-image', reason: 'rebuilt nightly', container: 'docs' }],
  containers: [
    { tool: 'agent', resources: { memory: '1Gi' } },
    { tool: 'maven', jdk: 17, resources: { cpu: 1, memory: '4Gi' }, env: [{ name: 'MAVEN_ARGS', value: '-B' }] },
    { tool: 'kaniko', registrySecret: 'registry-push' },
    { tool: 'postgres', name: 'db', database: 'orders' },
    {
      container: 'docs',
      image: 'registry.example.com/tools/docs:4.2',
      writablePaths: { '/var/cache': '1Gi' },
      volumes: [{ emptyDir: 'site', mountPath: '/site', sizeLimit: '2Gi' }],
    },
  ],
  volumes: [{ secretVolume: 'settings', mountPath: '/settings', secretName: 'maven-settings', containers: ['maven'] }],
  pipeline: {
    retries: 2,
    timeout: { time: 1, unit: 'HOURS' },
    stages: [
      {
        name: 'Test',
        container: 'maven',
        steps: [{ timeout: { time: 30 }, steps: [{ sh: 'mvn verify', label: 'tests' }] }],
      },
      {
        name: 'Pack',
        failFast: true,
        parallel: [
          {
            name: 'Image',
            container: 'kaniko',
            steps: [
              {
                kanikoBuild: {
                  destination: 'registry.example.com/payments/api:1.2.3',
                  cache: { repository: 'registry.example.com/payments/cache', ttl: '24h' },
                },
              },
            ],
          },
          { name: 'Docs', container: 'docs', steps: [{ sh: 'make docs' }] },
        ],
      },
    ],
    post: { always: [{ junit: '**/*.xml', allowEmptyResults: true }] },
  },
};

const BUILT = pipeline(
  podTemplate('payments', {
    podSecurity: 'baseline',
    namespace: 'builds',
    idleMinutes: 5,
    nodeSelector: { pool: 'builds' },
  })
    .label('team', 'payments')
    .annotation('example.com/note', 'made by hand')
    .exempt('unpinned-image', 'rebuilt nightly', { container: 'docs' })
    .container(agent({ resources: { memory: '1Gi' } }))
    .container(maven({ jdk: 17, resources: { cpu: 1, memory: '4Gi' }, env: [env('MAVEN_ARGS', '-B')] }))
    .container(kaniko({ registrySecret: 'registry-push' }))
    .container(postgres({ name: 'db', database: 'orders' }))
    .container(
      container('docs', 'registry.example.com/tools/docs:4.2', {
        writablePaths: { '/var/cache': '1Gi' },
        volumes: [emptyDir('site', '/site', { sizeLimit: '2Gi' })],
      }),
    )
    .volume(secretVolume('settings', '/settings', { secretName: 'maven-settings' }), { containers: ['maven'] })
    .build(),
  { retries: 2, timeout: { time: 1, unit: 'HOURS' } },
)
  .stage('Test', 'maven', timeout({ time: 30 }, sh('mvn verify', { label: 'tests' })))
  .parallel(
    'Pack',
    (stages) =>
      stages
        .stage(
          'Image',
          'kaniko',
          kanikoBuild({
            destination: 'registry.example.com/payments/api:1.2.3',
            cache: registryCache('registry.example.com/payments/cache', { ttl: '24h' }),
          }),
        )
        .stage('Docs', 'docs', sh('make docs')),
    { failFast: true },
  )
  .post('always', junit('**/*.xml', { allowEmptyResults: true }));

describe('describedPipeline', () => {
  it('makes what the builders make', () => {
    const described = describedPipeline(FULL) as Pipeline;
    const { template, stages, postSteps, options } = BUILT;
    expect(described).toMatchObject({ template, stages, postSteps, options });
    expect(described.template).toEqual(template);
    expect(renderPodYaml(described.template)).toBe(renderPodYaml(template));
    expect(renderScriptedPipeline(described)).toBe(renderScriptedPipeline(BUILT));
    expect(renderDeclarativePipeline(described)).toBe(renderDeclarativePipeline(BUILT));
  });

  it('makes a pod template when there is no pipeline', () => {
    const described = describedPipeline({ name: 'build', containers: [{ tool: 'maven' }] });
    expect(described).toEqual(podTemplate('build').container(maven()).build());
    expect(describedPipeline({ name: 'build' })).toEqual(podTemplate('build').build());
  });

  it('does not change what it is given', () => {
    const before = structuredClone(FULL);
    describedPipeline(FULL);
    expect(FULL).toEqual(before);
  });

  it.each([null, undefined, 'build', 5, [{ name: 'build' }]])('refuses %j, which is no mapping', (value) => {
    const remedy = 'write a mapping with name: and containers:';
    expect(faultsOf(value)).toEqual([{ path: 'description', value, message: 'is no pod template', remedy }]);
  });

  it('refuses a name that is missing, no text or no name, together with what else is wrong', () => {
    const containers = [{ tool: 'mavne' }];
    const second = 'containers[0].tool: is no template of the catalogue; did you mean "maven"?';
    expect(linesOf({ name: undefined, containers })).toEqual(['name: is missing; name the pod template', second]);
    expect(linesOf({ name: 5, containers })).toEqual(['name: is no text; write it in quotes', second]);
    expect(linesOf({ name: 'A_b' })).toEqual([expect.stringContaining('name: cannot name a pod template')]);
  });

  it('refuses an unknown field and suggests the one that is meant', () => {
    expect(linesOf({ contaniers: [], idelMinutes: 5, podSecurty: 'baseline' })).toEqual([
      'podTemplate: unknown field "contaniers"; did you mean "containers"?',
      'podTemplate: unknown field "idelMinutes"; did you mean "idleMinutes"?',
      'podTemplate: unknown field "podSecurty"; did you mean "podSecurity"?',
    ]);
  });

  it('refuses lists that are none, labels that are no text and exemptions that are none', () => {
    const exempt = 'is no exemption; write { ruleId: …, reason: … }, and container: … if it is for one only';
    expect(
      linesOf({
        containers: { maven: {} },
        volumes: 'cache',
        exempt: [{ ruleId: 'host-path' }, { ruleId: 'host-path', reason: 'x', contianer: 'y' }, 'host-path'],
        labels: { team: 5, ok: 'yes' },
        annotations: ['a'],
      }),
    ).toEqual([
      ...[0, 1, 2].map((i) => `exempt[${i}]: ${exempt}`),
      'containers: is no list; write a list',
      'volumes: is no list; write a list',
      'labels.team: is no text; write it in quotes',
      'annotations: is no mapping; write name: "value"',
    ]);
  });

  it('refuses an exemption from a rule that does not exist', () => {
    expect(linesOf({ exempt: [{ ruleId: 'hots-path', reason: 'x' }] })).toEqual([
      expect.stringContaining('did you mean "host-path"?'),
    ]);
  });

  it('throws nothing but its own error, whatever it is given', () => {
    const key = fc.constantFrom(
      ...['name', 'podSecurity', 'containers', 'volumes', 'labels', 'exempt', 'pipeline', 'stages', 'post', 'always'],
      ...['tool', 'container', 'service', 'image', 'env', 'resources', 'steps', 'sh', 'retry', 'timeout', 'parallel'],
      ...['emptyDir', 'mountPath', 'kanikoBuild', 'destination', 'cache', 'label', 'parameters', 'step', '__proto__'],
    );
    const word = fc.constantFrom('maven', 'postgres', 'build', 'a/b:1', '/x', '', '1Gi', 5, null, true);
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 5 }, word, fc.array(tie('tree'), { maxLength: 3 }), tie('mapping')),
      mapping: fc.dictionary(key, tie('tree'), { maxKeys: 5, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, tree, { noNullPrototype: true }), (description) => {
        faultsOf({ name: 'build', ...description });
      }),
      { numRuns: 300 },
    );
  });

  it('tells containers of the services that they use, whichever stands first', () => {
    const made = describedPipeline({
      name: 'x',
      containers: [
        { tool: 'maven', uses: ['db'] },
        { tool: 'postgres', name: 'db', database: 'orders' },
      ],
    });
    const template = 'template' in made ? made.template : made;
    expect(template.pod.spec.containers[1]?.env).toContainEqual({ name: 'DB_DATABASE', value: 'orders' });
  });

  it('refuses a service that is none', () => {
    const containers = [{ tool: 'maven', uses: ['postgress', 'node'] }, { tool: 'postgres' }, { tool: 'node' }];
    expect(() => describedPipeline({ name: 'x', containers })).toThrow(
      'containers[0].uses[0]: "postgress" is no service of the description; did you mean "postgres"?',
    );
    expect(() => describedPipeline({ name: 'x', containers: [{ tool: 'maven', uses: ['db'] }] })).toThrow(
      'containers[0].uses[0]: "db" is no service of the description; name one of the services, of which there are none',
    );
  });

  it('takes a recipe for any other image, mirrors and a network', () => {
    const made = describedPipeline({
      name: 'x',
      images: { mirrors: { 'docker.io': 'registry.example.com/hub' } },
      network: { proxy: { url: 'http://proxy:3128' } },
      containers: [
        {
          container: 'lint',
          image: 'lint:4.2',
          recipe: { passwdHome: '/home/lint', env: [{ name: 'A', value: '1' }] },
          env: [{ name: 'B', value: '2' }],
        },
      ],
    });
    const [, lint] = ('template' in made ? made.template : made).pod.spec.containers;
    expect(lint?.image).toBe('registry.example.com/hub/library/lint:4.2');
    expect(lint?.env).toEqual(
      expect.arrayContaining([
        env('HOME', '/home/lint'),
        env('A', '1'),
        env('B', '2'),
        env('http_proxy', 'http://proxy:3128'),
      ]),
    );
    expect(() =>
      describedPipeline({ name: 'x', containers: [{ container: 'a', image: 'a:1', recipe: { shel: '/sh' } }] }),
    ).toThrow('containers[0].recipe: unknown field "shel"; did you mean "shell"?');
  });
});
