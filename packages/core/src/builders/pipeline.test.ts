import {
  container,
  echo,
  ParallelStages,
  pipeline,
  podTemplate,
  service,
  sh,
  type Pipeline,
  type PipelineBuilder,
  type PipelineOptions,
  type PodTemplate,
} from '../index';
import { POST_CONDITIONS } from '../model/pipeline';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const template: PodTemplate = podTemplate('build')
  .containers([container('lint', IMAGE), container('unit', IMAGE)])
  .container(service('db', IMAGE, { readinessProbe: { tcpSocket: { port: 1 } } }))
  .build();
const base: PipelineBuilder = pipeline(template).stage('Lint', 'lint', sh('lint'));
const data = ({ stages, postSteps, options }: Pipeline): unknown => ({ stages, postSteps, options });

describe('pipeline', () => {
  it('starts with the template, no stage and the options as given', () => {
    const started = pipeline(template, { checkout: false, retries: 2, timeout: { time: 1, unit: 'HOURS' } });
    expect(started.template).toBe(template);
    expect(data(started)).toEqual({
      stages: [],
      postSteps: {},
      options: { checkout: false, retries: 2, timeout: { time: 1, unit: 'HOURS' } },
    });
    expect(data(pipeline(template))).toEqual({ stages: [], postSteps: {}, options: {} });
    expect(data(pipeline(template, { checkout: undefined, timeout: undefined }))).toEqual(data(pipeline(template)));
  });

  it('collects stages in their order, the agent’s container among them', () => {
    const { stages } = base.stage('Agent', 'jnlp', sh('a'), sh('b'));
    expect(stages).toEqual([
      { name: 'Lint', container: 'lint', steps: [sh('lint')] },
      { name: 'Agent', container: 'jnlp', steps: [sh('a'), sh('b')] },
    ]);
  });

  it('collects stages side by side', () => {
    const checks = base.parallel('Checks', (stages) => stages.stage('A', 'lint', sh('a')).stage('B', 'unit', sh('b')));
    expect(checks.stages[1]).toEqual({
      name: 'Checks',
      failFast: false,
      parallel: [
        { name: 'A', container: 'lint', steps: [sh('a')] },
        { name: 'B', container: 'unit', steps: [sh('b')] },
      ],
    });
    const fast = base.parallel('Checks', (stages) => stages.stage('A', 'lint', sh('a')), { failFast: true });
    expect(fast.stages[1]).toMatchObject({ failFast: true });
  });

  it('collects steps for after the stages, those of one condition in their order', () => {
    const after = base.post('always', echo('1')).post('failure', echo('2')).post('always', echo('3'), echo('4'));
    expect(after.postSteps).toEqual({ always: [echo('1'), echo('3'), echo('4')], failure: [echo('2')] });
    for (const condition of POST_CONDITIONS)
      expect(base.post(condition, echo('x')).postSteps).toHaveProperty(condition);
  });
});

describe('a pipeline never changes', () => {
  it.each<[string, (build: PipelineBuilder) => PipelineBuilder]>([
    ['stage', (build) => build.stage('Unit', 'unit', sh('unit'))],
    ['parallel', (build) => build.parallel('Checks', (stages) => stages.stage('Unit', 'unit', sh('unit')))],
    ['post', (build) => build.post('always', echo('done'))],
  ])('%s returns a new one and leaves the old one as it was', (_name, method) => {
    const before = JSON.stringify(data(base));
    const next = method(base);
    expect(next).not.toBe(base);
    expect(JSON.stringify(data(next))).not.toBe(before);
    expect(JSON.stringify(data(base))).toBe(before);
  });

  it('though a stage of it is refused', () => {
    expect(() => base.stage('Lint', 'lint', sh('again'))).toThrow('is the name of');
    expect(base.stages).toHaveLength(1);
  });

  it('because it is frozen all the way down', () => {
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(base.parallel('P', (stages) => stages.stage('A', 'unit', sh('a'))).post('always', echo('x')))).toBe(
      true,
    );
    const started = new ParallelStages<'a'>();
    expect(frozen(started.stage('A', 'a', sh('a')))).toBe(true);
    expect(started.stages).toEqual([]);
  });

  it('nor does what it was given', () => {
    const options = { timeout: { time: 5 } };
    const steps = [sh('a')];
    const built = pipeline(template, options).stage('A', 'unit', ...steps);
    options.timeout.time = 6;
    steps.push(sh('b'));
    expect(data(built)).toEqual({
      stages: [{ name: 'A', container: 'unit', steps: [sh('a')] }],
      postSteps: {},
      options: { timeout: { time: 5 } },
    });
    expect(Object.isFrozen(options) || Object.isFrozen(options.timeout)).toBe(false);
  });
});

describe('options of a pipeline that are refused', () => {
  it.each<[unknown, string]>([
    [null, 'pipeline: null is no mapping; write { checkout: … }'],
    ['checkout', 'pipeline: "checkout" is no mapping; write { checkout: … }'],
    [{ chekout: false }, 'pipeline: unknown field "chekout"; did you mean "checkout"?'],
    [{ agent: 'any' }, 'pipeline: unknown field "agent"; use checkout, retries, timeout'],
    [{ checkout: 'no' }, 'checkout: "no" is not true or false; write true or false'],
    [{ retries: 0 }, 'retries: 0 is no count; write a whole number from 1'],
    [{ retries: '2' }, 'retries: "2" is no count; write a whole number from 1'],
    [{ retries: 1.5 }, 'retries: 1.5 is no count; write a whole number from 1'],
    [{ timeout: 30 }, "timeout: 30 is no length of time; write { time: 30, unit: 'MINUTES' }"],
    [{ timeout: { time: 0 } }, 'timeout.time: 0 is no length of time; write a whole number from 1'],
    [{ timeout: { time: 2 ** 31 } }, 'timeout.time: 2147483648 is no length of time; write a whole number from 1'],
    [
      { timeout: { time: 5, unit: 'minutes' } },
      'timeout.unit: "minutes" is no unit; use one of SECONDS, MINUTES, HOURS, DAYS',
    ],
  ])('%j', (options, line) => {
    expect(() => pipeline(template, options as PipelineOptions)).toThrow(new Error(`pod template "build": ${line}`));
  });

  it('are reported together', () => {
    const options = { retries: -1, timeout: { time: 'x', unit: 'y' }, agent: 1 } as unknown as PipelineOptions;
    expect(() => pipeline(template, options)).toThrow('4 faults');
  });
});

describe('what is no template', () => {
  it.each<[string, unknown]>([
    ['a builder that was not built', podTemplate('build')],
    ['a pod', template.pod],
    ['a name', 'build'],
    ['nothing', undefined],
    ['null', null],
  ])('%s is refused', (_name, value) => {
    expect(() => pipeline(value as PodTemplate)).toThrow(
      /^pipeline: template: .* is no pod template; hand over what \.build\(\) returns$/,
    );
  });
});
