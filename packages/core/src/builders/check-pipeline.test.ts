import {
  container,
  dir,
  echo,
  groovy,
  initContainer,
  InvalidPodTemplateError,
  pipeline,
  podTemplate,
  retry,
  service,
  sh,
  step,
  timeout,
  withCredentials,
  type CredentialBinding,
  type PipelineBuilder,
  type PodTemplate,
  type PostCondition,
  type Step,
} from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const template: PodTemplate = podTemplate('build')
  .containers([container('maven', IMAGE), initContainer('unpack', IMAGE)])
  .container(service('db', IMAGE, { readinessProbe: { tcpSocket: { port: 1 } } }))
  .build();
const build: PipelineBuilder = pipeline(template);
const UNWRITABLE = 'remove NUL, U+FFFF and half surrogate pairs: they do not survive YAML, Groovy or a process';

/** Each fault as one line. */
function faultsOf(call: () => unknown): string[] {
  try {
    call();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidPodTemplateError)) throw error;
    return error.message
      .replace(/^pod template .*?: (?:\d+ faults\n)?/, '')
      .split('\n')
      .map((line) => line.trim());
  }
}

const ofStep = (...steps: unknown[]): string[] => faultsOf(() => build.stage('Test', 'maven', ...(steps as Step[])));
const at = 'stages[0].steps[0]';

describe('the container of a stage', () => {
  it.each([
    ['mavne', '"mavne" is no container of the pod; did you mean "maven"?'],
    ['kaniko', '"kaniko" is no container of the pod; use one of jnlp, maven'],
    ['db', '"db" is a service and runs a process of its own; run the stage in a container made with container()'],
    ['unpack', '"unpack" is an init container and has ended; run the stage in a container made with container()'],
    ['constructor', '"constructor" is no container of the pod; use one of jnlp, maven'],
    [null as unknown as string, 'null is no container of the pod; use one of jnlp, maven'],
  ])('is not %j', (name, line) => {
    expect(faultsOf(() => build.stage('Test', name, sh('x')))).toEqual([`stages[0].container: ${line}`]);
    expect(faultsOf(() => build.parallel('P', (stages) => stages.stage('Test', name, sh('x'))))).toEqual([
      `stages[0].parallel[0].container: ${line}`,
    ]);
  });
});

describe('the name of a stage', () => {
  it.each<[unknown, string]>([
    ['', '"" names no stage; write a text that is not blank'],
    [' \n', '" \\n" names no stage; write a text that is not blank'],
    [null, 'null names no stage; write a text that is not blank'],
    ['\ud83d', `"\\ud83d" cannot be written; ${UNWRITABLE}`],
  ])('is not %j', (name, line) => {
    expect(faultsOf(() => build.stage(name as string, 'maven', sh('x')))).toEqual([`stages[0].name: ${line}`]);
  });

  it.each(["it's", '${x}', '日本', '👍', "'''"])('may be %s', (name) => {
    expect(faultsOf(() => build.stage(name, 'maven', sh('x')))).toEqual([]);
  });

  it('is used once in a pipeline, as declarative demands', () => {
    const first = build.stage('Test', 'maven', sh('x'));
    const line = '"Test" is the name of stages[0] too; give each stage a name of its own';
    expect(faultsOf(() => first.stage('Test', 'maven', sh('x')))).toEqual([`stages[1].name: ${line}`]);
    expect(faultsOf(() => first.parallel('P', (stages) => stages.stage('Test', 'maven', sh('x'))))).toEqual([
      `stages[1].parallel[0].name: ${line}`,
    ]);
    expect(faultsOf(() => build.parallel('P', (stages) => stages.stage('P', 'maven', sh('x'))))).toHaveLength(1);
  });
});

describe('stages side by side', () => {
  it.each<[unknown, string]>([
    [(stages: unknown) => stages, 'stages[0].parallel: has no stage; add one with .stage()'],
    [() => undefined, 'stages[0].parallel: is no function that returns stages; write (stages) => stages.stage(…)'],
    [[sh('x')], 'stages[0].parallel: is no function that returns stages; write (stages) => stages.stage(…)'],
    [undefined, 'stages[0].parallel: is no function that returns stages; write (stages) => stages.stage(…)'],
  ])('come from a function that adds some: %p', (branches, line) => {
    expect(faultsOf(() => build.parallel('P', branches as never))).toEqual([line]);
  });

  it.each<[unknown, string]>([
    [null, 'stages[0]: null is no mapping; write { failFast: … }'],
    [{ failfast: true }, 'stages[0]: unknown field "failfast"; did you mean "failFast"?'],
    [{ failFast: 'false' }, 'stages[0].failFast: "false" is not true or false; write true or false'],
  ])('take failFast alone beside it: %j', (fields, line) => {
    expect(
      faultsOf(() => build.parallel('P', (stages) => stages.stage('A', 'maven', sh('x')), fields as object)),
    ).toEqual([line]);
  });
});

describe('the steps of a stage', () => {
  it.each<[string, unknown[], string]>([
    ['are there', [], 'stages[0].steps: has no step; add a step such as sh()'],
    [
      'are steps',
      ['mvn verify'],
      `${at}: "mvn verify" is no step; make it with sh(), step(), withCredentials(), timeout(), groovy(), …`,
    ],
    [
      'are no lists of steps',
      [[sh('x')]],
      `${at}: [{"kind":"sh","script":"x"}] is no step; make it with sh(), step(), withCredentials(), timeout(), groovy(), …`,
    ],
    [
      'are of a kind that is known',
      [{ kind: 'bat', script: 'x' }],
      `${at}: {"kind":"bat","script":"x"} is no step; make it with sh(), step(), withCredentials(), timeout(), groovy(), …`,
    ],
    ['run a script', [sh(' ')], `${at}.script: " " is no text; write a text that is not blank`],
    [
      'run a script that is text',
      [sh(['mvn'] as unknown as string)],
      `${at}.script: ["mvn"] is no text; write a text that is not blank`,
    ],
    ['run a script that can be written', [sh('a\0b')], `${at}.script: "a\\u0000b" cannot be written; ${UNWRITABLE}`],
    [
      'have a label that is text',
      [sh('x', { label: 5 as unknown as string })],
      `${at}.label: 5 is no text; write a text that is not blank`,
    ],
    [
      'have a label that can be written',
      [sh('x', { label: '\uffff' })],
      `${at}.label: "\uffff" cannot be written; ${UNWRITABLE}`,
    ],
    ['have code', [groovy('')], `${at}.code: "" is no text; write a text that is not blank`],
    ['have code that can be written', [groovy('\udc00')], `${at}.code: "\\udc00" cannot be written; ${UNWRITABLE}`],
    [
      'have the name of a step',
      [step('my step')],
      `${at}.name: "my step" names no step; write the name of a Jenkins step`,
    ],
    [
      'have parameters',
      [step('x', null as unknown as object as never)],
      `${at}.parameters: null is no mapping; write { name: 'value' }`,
    ],
    [
      'have parameters of Groovy’s literals',
      [step('x', { a: NaN })],
      `${at}.parameters.a: "NaN" is no value of a step; write text, numbers, true, false, lists or mappings of them`,
    ],
    [
      'have them all the way down',
      [step('x', { 'a-b': [{ c: null as unknown as string }] })],
      `${at}.parameters["a-b"][0].c: null is no value of a step; write text, numbers, true, false, lists or mappings of them`,
    ],
    [
      'have texts that can be written',
      [step('x', { a: ['\0'] })],
      `${at}.parameters.a[0]: "\\u0000" cannot be written; ${UNWRITABLE}`,
    ],
    [
      'have keys that can be written',
      [step('x', { a: { '\ud83d': 1 } })],
      `${at}.parameters.a: "\\ud83d" cannot be a key; ${UNWRITABLE}`,
    ],
    [
      'have a time',
      [timeout({ time: 0.5 }, sh('x'))],
      `${at}.timeout.time: 0.5 is no length of time; write a whole number from 1`,
    ],
    [
      'have a unit',
      [timeout({ time: 1, unit: 'WEEKS' as 'DAYS' }, sh('x'))],
      `${at}.timeout.unit: "WEEKS" is no unit; use one of SECONDS, MINUTES, HOURS, DAYS`,
    ],
    ['have a count', [retry(0, sh('x'))], `${at}.count: 0 is no count; write a whole number from 1`],
    ['have a directory', [dir('', sh('x'))], `${at}.path: "" is no text; write a text that is not blank`],
  ])('%s', (_name, steps, line) => {
    expect(ofStep(...steps)).toEqual([line]);
  });

  it.each<[string, (...steps: Step[]) => Step]>([
    ['withCredentials', (...steps) => withCredentials([{ string: { credentialsId: 'a', variable: 'B' } }], ...steps)],
    ['timeout', (...steps) => timeout({ time: 1 }, ...steps)],
    ['retry', (...steps) => retry(2, ...steps)],
    ['dir', (...steps) => dir('web', ...steps)],
  ])('within %s are judged too', (_name, around) => {
    expect(ofStep(around())).toEqual([`${at}.steps: has no step; add a step such as sh()`]);
    expect(ofStep(around(dir('a', sh(''))))).toEqual([
      `${at}.steps[0].steps[0].script: "" is no text; write a text that is not blank`,
    ]);
    expect(ofStep(around(sh('x')))).toEqual([]);
  });

  it('may have a blank label, a number or false as a parameter, and any key', () => {
    const parameters = { a: 0, b: false, c: '', d: [], e: {}, $class: 'X', 'with space': -1.5 };
    expect(
      ofStep(sh('x', { label: '' }), { kind: 'sh', script: 'x', label: undefined }, step('x', parameters)),
    ).toEqual([]);
  });

  it('are reported together with all else', () => {
    expect(faultsOf(() => build.stage('', 'mavne', sh(''), echo('\0')))).toHaveLength(4);
  });
});

describe('the bindings of withCredentials', () => {
  const bound = (...bindings: unknown[]): string[] => ofStep(withCredentials(bindings as CredentialBinding[], sh('x')));
  const id = { credentialsId: 'a' };

  it.each<CredentialBinding>([
    { string: { ...id, variable: 'A' } },
    { file: { ...id, variable: 'A' } },
    { usernameColonPassword: { ...id, variable: 'A' } },
    { usernamePassword: { ...id, usernameVariable: 'A', passwordVariable: 'B' } },
    { sshUserPrivateKey: { ...id, keyFileVariable: 'A' } },
    { sshUserPrivateKey: { ...id, keyFileVariable: 'A', passphraseVariable: 'B', usernameVariable: 'C' } },
  ])('may be %j', (binding) => {
    expect(bound(binding)).toEqual([]);
  });

  it.each<[unknown, string]>([
    [
      { strng: {} },
      ': {"strng":{}} is no binding; write one of { usernamePassword: {…} }, { usernameColonPassword: {…} }, { string: {…} }, { file: {…} }, { sshUserPrivateKey: {…} }',
    ],
    [{ string: { ...id, variable: 'A', name: 'x' } }, '.string: unknown field "name"; remove it'],
    [
      { string: { ...id, varaible: 'A', variable: 'A' } },
      '.string: unknown field "varaible"; did you mean "variable"?',
    ],
    [{ file: id }, '.file.variable: is missing; the binding needs it'],
    [
      { string: { credentialsId: '', variable: 'A' } },
      '.string.credentialsId: "" is no text; write a text that is not blank',
    ],
    [{ string: { ...id, variable: 5 } }, '.string.variable: 5 is no text; write a text that is not blank'],
  ])('are not %j', (binding, line) => {
    expect(bound(binding)).toEqual([`${at}.bindings[0]${line}`]);
  });

  it.each<unknown>([
    null,
    'npm',
    {},
    { string: null },
    { string: {}, file: {} },
    { constructor: { credentialsId: 'a' } },
  ])('are not %j', (binding) => {
    expect(bound(binding)).toEqual([
      expect.stringContaining(`${at}.bindings[0]: ${JSON.stringify(binding)} is no binding`),
    ]);
  });

  it('are at least one', () => {
    expect(bound()).toEqual([`${at}.bindings: [] binds nothing; name at least one credential`]);
    const none = withCredentials(null as unknown as CredentialBinding[], sh('x'));
    expect(ofStep(none)).toEqual([`${at}.bindings: null binds nothing; name at least one credential`]);
  });
});

describe('steps for after the stages', () => {
  it('have a condition that exists, and are judged as all steps are', () => {
    const after = (condition: unknown, ...steps: Step[]): string[] =>
      faultsOf(() => build.post(condition as PostCondition, ...steps));
    expect(after('alwyas', echo('x'))).toEqual(['post: "alwyas" is no condition; did you mean "always"?']);
    expect(after('changed', echo('x'))).toEqual([
      'post: "changed" is no condition; use one of always, failure, success, unstable, cleanup',
    ]);
    expect(after(null, echo('x'))).toHaveLength(1);
    expect(after('always')).toEqual(['post.always: has no step; add a step such as sh()']);
    expect(after('cleanup', sh(''))).toEqual(['post.cleanup[0].script: "" is no text; write a text that is not blank']);
  });
});
