import {
  container,
  echo,
  groovy,
  InvalidPodTemplateError,
  pipeline,
  podTemplate,
  retry,
  sh,
  type PipelineBuilder,
  type PodTemplate,
  type Step,
} from '../index';

const template: PodTemplate = podTemplate('build')
  .container(container('lint', 'registry.example.com/tools/lint:4.2'))
  .build();
const build: PipelineBuilder = pipeline(template);
const many = (count: number): Step[] => Array.from({ length: count }, (_, i) => sh(`echo ${i}`));
const lines = (count: number): Step => groovy(Array.from({ length: count }, (_, i) => `x(${i})`).join('\n'));
const IN_A_BLOCK = 'has 241 entries, and Jenkins compiles at most 240 in a block; put several into one';

describe('the steps of one block', () => {
  it.each<[string, Step[], string]>([
    ['steps', many(241), 'stages[0].steps'],
    ['steps within others', [retry(2, ...many(241))], 'stages[0].steps[0].steps'],
    ['lines of Groovy', [lines(241)], 'stages[0].steps'],
    ['lines of Groovy and steps', [...many(40), lines(201)], 'stages[0].steps'],
  ])('are no more than the transform of Jenkins takes: %s', (_name, steps, path) => {
    expect(() => build.stage('Test', 'lint', ...steps)).toThrow(
      new Error(`pod template "build": ${path}: ${IN_A_BLOCK}`),
    );
  });

  it('may be as many as that', () => {
    for (const steps of [many(240), [lines(240)]]) expect(() => build.stage('Test', 'lint', ...steps)).not.toThrow();
  });

  it('are counted over all calls for one condition after the stages', () => {
    const first = build.post('always', ...many(200));
    expect(() => first.post('always', ...many(40))).not.toThrow();
    expect(() => first.post('always', ...many(41))).toThrow(`post.always: ${IN_A_BLOCK}`);
    expect(() => first.post('success', ...many(41))).not.toThrow();
  });

  it('and the stages side by side are counted alike', () => {
    const branches = (count: number): PipelineBuilder =>
      build.parallel('P', (stages) => {
        let all = stages;
        for (let i = 0; i < count; i++) all = all.stage(`s${i}`, 'lint', sh('x'));
        return all;
      });
    expect(() => branches(241)).toThrow(`stages[0].parallel: ${IN_A_BLOCK}`);
  });
});

describe('the whole of a pipeline', () => {
  const staged = (count: number, ...steps: Step[]): PipelineBuilder => {
    let all = build;
    for (let i = 0; i < count; i++) all = all.stage(`s${i}`, 'lint', ...steps);
    return all;
  };

  it('fits into what Jenkins compiles, or is refused before Jenkins refuses it', () => {
    expect(() => staged(100, sh('x'))).not.toThrow();
    expect(() => staged(200, sh('x'))).toThrow(InvalidPodTemplateError);
    expect(() => staged(30, ...many(40))).toThrow(
      /stages: are about \d+ per cent more than Jenkins can compile; put several commands into one sh\(\), or make two pipelines$/,
    );
  });

  it('counts the steps for after the stages', () => {
    const nearly = staged(18, ...many(40));
    expect(() => nearly.post('always', echo('x'))).not.toThrow();
    expect(() => nearly.post('always', ...many(200))).toThrow('more than Jenkins can compile');
  });

  it('does not mind how long a script is', () => {
    expect(() => build.stage('Test', 'lint', sh('echo\n'.repeat(10_000)))).not.toThrow();
  });
});
