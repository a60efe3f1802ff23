import {
  archiveArtifacts,
  dir,
  echo,
  groovy,
  InvalidPodTemplateError,
  junit,
  retry,
  sh,
  step,
  timeout,
  withCredentials,
  type Fault,
} from '@podwright/core';
import { buildahBuild } from './builders/buildah-build';
import { describedSteps } from './described-steps';
import { describedPipeline } from './description';
import { kanikoBuild } from './builders/kaniko-build';
import { registryCache } from './builders/registry-cache';

const destination = 'registry.example.com/payments/api:1.2.3';

/** Faults of a pipeline in a pod with maven. */
function faultsOf(pipeline: unknown): readonly Fault[] {
  try {
    describedPipeline({ name: 'build', containers: [{ tool: 'maven' }], pipeline });
    return [];
  } catch (error) {
    if (error instanceof InvalidPodTemplateError) return error.faults;
    throw error;
  }
}
const linesOf = (pipeline: unknown): string[] =>
  faultsOf(pipeline).map(({ path, message, remedy }) => `${path}: ${message}; ${remedy}`);
const stage = (...steps: readonly unknown[]) => ({ name: 'Test', container: 'maven', steps });
const stepLines = (...steps: readonly unknown[]): string[] =>
  linesOf([stage(...steps)]).map((line) => line.replace('pipeline.stages[0].', ''));

describe('describedSteps', () => {
  it('makes each step as its function does', () => {
    const token = [{ string: { credentialsId: 'npm', variable: 'NPM_TOKEN' } }];
    const steps = [
      [{ sh: 'make' }, sh('make')],
      [{ sh: 'make', label: 'all' }, sh('make', { label: 'all' })],
      [{ echo: 'hello' }, echo('hello')],
      [{ groovy: 'println 1' }, groovy('println 1')],
      [{ junit: '*.xml' }, junit('*.xml')],
      [{ archiveArtifacts: '*.jar', fingerprint: true }, archiveArtifacts('*.jar', { fingerprint: true })],
      [{ step: 'cleanWs' }, step('cleanWs')],
      [{ step: 'stash', parameters: { name: 'a' } }, step('stash', { name: 'a' })],
      [{ timeout: { time: 5 }, steps: [{ sh: 'a' }] }, timeout({ time: 5 }, sh('a'))],
      [{ retry: 3, steps: [{ sh: 'a' }, { sh: 'b' }] }, retry(3, sh('a'), sh('b'))],
      [{ dir: 'web', steps: [{ sh: 'a' }] }, dir('web', sh('a'))],
      [{ withCredentials: token, steps: [{ sh: 'a' }] }, withCredentials(token, sh('a'))],
      [{ kanikoBuild: { destination } }, kanikoBuild({ destination })],
      [{ buildahBuild: { destination, context: 'api' } }, buildahBuild({ destination, context: 'api' })],
    ] as const;
    const faults: Fault[] = [];
    expect(
      describedSteps(
        steps.map(([described]) => described),
        'steps',
        faults,
      ),
    ).toEqual(steps.map(([, made]) => made));
    expect(faults).toEqual([]);
  });

  it('takes a cache as the text or the mapping that registryCache is told', () => {
    const repository = 'registry.example.com/cache';
    const made = (cache: unknown) => describedSteps([{ kanikoBuild: { destination, cache } }], 'steps', []);
    expect(made(repository)).toEqual([kanikoBuild({ destination, cache: registryCache(repository) })]);
    const fields = { ttl: '24h', readOnly: true };
    expect(made({ repository, ...fields })).toEqual([
      kanikoBuild({ destination, cache: registryCache(repository, fields) }),
    ]);
  });

  const known =
    'write one of sh, echo, groovy, junit, archiveArtifacts, step, timeout, retry, dir, withCredentials, kanikoBuild, buildahBuild with its value';
  it.each([
    ['no step of that name', { shell: 'make' }, `steps[0]: is no step; ${known}`],
    ['text', 'make', `steps[0]: is no step; ${known}`],
    ['nothing', null, `steps[0]: is no step; ${known}`],
    ['two steps in one', { sh: 'make', echo: 'done' }, `steps[0]: is more than one step; ${known}`],
    ['a misspelt field', { sh: 'make', lable: 'x' }, 'steps[0]: unknown field "lable"; did you mean "label"?'],
    [
      'a field of another step',
      { echo: 'a', label: 'x' },
      'steps[0]: unknown field "label"; echo takes no other field',
    ],
    [
      'steps in a step that holds none',
      { sh: 'a', steps: [{ sh: 'b' }] },
      'steps[0]: unknown field "steps"; sh takes label',
    ],
    ['a label that is no text', { sh: 'make', label: 5 }, 'steps[0].label: is no text; write a text'],
    [
      'parameters that are none',
      { step: 'stash', parameters: 'a' },
      'steps[0].parameters: is no mapping; write name: value',
    ],
    ['steps that are no list', { dir: 'a', steps: { sh: 'b' } }, 'steps[0].steps: is no list; write a list'],
    ['a step within', { retry: 2, steps: [{ shh: 'b' }] }, `steps[0].steps[0]: is no step; ${known}`],
    ['no step within', { retry: 2 }, 'steps[0].steps: has no step; add a step such as sh()'],
    ['a blank script', { sh: ' ' }, 'steps[0].script: is no text; write a text that is not blank'],
    [
      'a time that is none',
      { timeout: 5, steps: [{ sh: 'b' }] },
      "steps[0].timeout: is no length of time; write { time: 30, unit: 'MINUTES' }",
    ],
    [
      'a build that is no mapping',
      { kanikoBuild: 'a:1' },
      'steps[0].kanikoBuild: is no mapping; write { destination: … }',
    ],
    [
      'a misspelt option of a build',
      { buildahBuild: { destination, tagret: 'a' } },
      'steps[0].buildahBuild: unknown option "tagret"; did you mean "target"?',
    ],
    [
      'a cache with a tag',
      { kanikoBuild: { destination, cache: 'a/b:c' } },
      'steps[0].kanikoBuild.cache.repository: is no repository; write registry/repository without tag and digest',
    ],
    [
      'a misspelt field of a cache',
      { kanikoBuild: { destination, cache: { repository: 'a/b', readonly: true } } },
      'steps[0].kanikoBuild.cache: unknown option "readonly"; did you mean "readOnly"?',
    ],
  ])('refuses %s, and says nothing else', (_, item, line) => {
    expect(stepLines(item)).toEqual([line]);
  });

  it('tells the faults of a build and of its cache together', () => {
    expect(stepLines({ kanikoBuild: { destination: 'A', context: '..', cache: 5 } })).toEqual([
      'steps[0].kanikoBuild.cache.repository: is no repository; write registry/repository without tag and digest',
      'steps[0].kanikoBuild.destination: is no image name; write registry/repository:tag, the path in lower case',
      'steps[0].kanikoBuild.context: is no path of the workspace; write a path below the workspace, without ".."',
    ]);
  });
});

describe('the stages of a description', () => {
  const ok = stage({ sh: 'make' });
  const remedy = 'write { name: …, container: …, steps: […] }';

  it('may stand alone, or in a mapping with post and options', () => {
    expect(describedPipeline({ name: 'build', containers: [{ tool: 'maven' }], pipeline: [ok] })).toEqual(
      describedPipeline({ name: 'build', containers: [{ tool: 'maven' }], pipeline: { stages: [ok] } }),
    );
  });

  it.each<[string, unknown, string[]]>([
    ['no list of stages', 'Test', ['pipeline.stages: is no list; write a list']],
    ['no stage', [], [`pipeline.stages: has no stage; ${remedy}`]],
    ['options without stages', { retries: 2 }, [`pipeline.stages: has no stage; ${remedy}`]],
    ['a stage that is text', [ok, 'Deploy'], [`pipeline.stages[1]: is no stage; ${remedy}`]],
    [
      'a misspelt field',
      [{ ...ok, contianer: 'maven' }],
      ['pipeline.stages[0]: unknown field "contianer"; did you mean "container"?'],
    ],
    [
      'failFast without parallel stages',
      [{ ...ok, failFast: true }],
      ['pipeline.stages[0]: unknown field "failFast"; use name, container, steps'],
    ],
    [
      'steps beside parallel stages',
      [{ name: 'A', steps: [], parallel: [ok] }],
      ['pipeline.stages[0]: unknown field "steps"; use name, parallel, failFast'],
    ],
    [
      'failFast that is no boolean',
      [{ name: 'A', failFast: 'yes', parallel: [ok] }],
      ['pipeline.stages[0].failFast: is not true or false; write true or false'],
    ],
    [
      'parallel stages that are no list',
      [{ name: 'A', parallel: ok }],
      expect.arrayContaining(['pipeline.stages[0].parallel: is no list; write a list']) as string[],
    ],
    [
      'a branch that is text',
      [{ name: 'A', parallel: [ok, 'B'] }],
      [`pipeline.stages[0].parallel[1]: is no stage; ${remedy}`],
    ],
    [
      'a misspelt field of a branch',
      [{ name: 'A', parallel: [{ ...ok, step: [] }] }],
      ['pipeline.stages[0].parallel[0]: unknown field "step"; did you mean "steps"?'],
    ],
    [
      'a post that is a list',
      { stages: [ok], post: [{ sh: 'a' }] },
      ['pipeline.post: is no mapping; write always: […]'],
    ],
    [
      'a condition that does not exist',
      { stages: [ok], post: { allways: [{ sh: 'a' }] } },
      ['pipeline.post: is no condition; did you mean "always"?'],
    ],
    [
      'a post whose steps are no list',
      { stages: [ok], post: { always: { sh: 'a' } } },
      ['pipeline.post.always: is no list; write a list'],
    ],
    [
      'a post without steps',
      { stages: [ok], post: { always: [] } },
      ['pipeline.post.always: has no step; add a step such as sh()'],
    ],
    ['a misspelt option', { stages: [ok], retires: 2 }, ['pipeline: unknown field "retires"; did you mean "retries"?']],
    [
      'an option that is wrong',
      { stages: [ok], retries: 0 },
      ['pipeline.retries: is no count; write a whole number from 1'],
    ],
  ])('refuses %s', (_, pipeline, lines) => {
    expect(linesOf(pipeline)).toEqual(lines);
  });

  it('names the stage by its place in the description, though others before it are refused', () => {
    const pipeline = [
      { ...ok, name: 'A', container: 'mavne' },
      ok,
      { ...ok, name: 'C', container: 'jnpl' },
      { ...ok, name: '' },
    ];
    expect(linesOf(pipeline)).toEqual([
      'pipeline.stages[0].container: is no container of the pod; did you mean "maven"?',
      'pipeline.stages[2].container: is no container of the pod; did you mean "jnlp"?',
      'pipeline.stages[3].name: names no stage; write a text that is not blank',
    ]);
  });

  it('shows the value that is no name', () => {
    expect(faultsOf([{ ...ok, name: 5 }])[0]).toMatchObject({ path: 'pipeline.stages[0].name', value: 5 });
    expect(faultsOf([{ ...ok, container: undefined }])[0]).toMatchObject({ path: 'pipeline.stages[0].container' });
  });

  it('tells the faults of options, stages, steps and post together', () => {
    const pipeline = {
      retries: 'twice',
      stages: [
        { ...ok, container: 'mavne' },
        { name: 'B', container: 'maven', steps: [{ shh: 'a' }] },
      ],
      post: { never: [{ sh: 'a' }] },
    };
    expect(faultsOf(pipeline).map(({ path }) => path)).toEqual([
      'pipeline.stages[1].steps[0]',
      'pipeline.retries',
      'pipeline.stages[0].container',
      'pipeline.post',
    ]);
  });

  it('does not blame a stage for its container when that was refused', () => {
    const described = {
      name: 'build',
      containers: [{ tool: 'maven', jdk: 8 }],
      pipeline: [ok, { ...ok, name: 'B', steps: [5] }],
    };
    expect(() => describedPipeline(described)).toThrow(
      new RegExp(
        String.raw`^pod template "build": 2 faults\n  containers\[0\]\.jdk: 8 is no choice; .*\n  pipeline\.stages\[1\]\.steps\[0\]: 5 is no step; .*$`,
      ),
    );
  });
});
