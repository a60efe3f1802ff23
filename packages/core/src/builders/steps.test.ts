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
  type Step,
} from '../index';

const NPM = { string: { credentialsId: 'npm', variable: 'NPM_TOKEN' } };

describe('a step', () => {
  it.each<[string, Step, Step]>([
    ['sh', sh('make'), { kind: 'sh', script: 'make' }],
    ['sh with a label', sh('make', { label: 'Make' }), { kind: 'sh', script: 'make', label: 'Make' }],
    [
      'step',
      step('stash', { name: 'a', allowEmpty: true }),
      { kind: 'call', name: 'stash', parameters: { name: 'a', allowEmpty: true } },
    ],
    ['step without parameters', step('deleteDir'), { kind: 'call', name: 'deleteDir', parameters: {} }],
    ['echo', echo('hello'), { kind: 'call', name: 'echo', parameters: { message: 'hello' } }],
    ['junit', junit('**/*.xml'), { kind: 'call', name: 'junit', parameters: { testResults: '**/*.xml' } }],
    [
      'junit with options',
      junit('*.xml', { allowEmptyResults: true }),
      { kind: 'call', name: 'junit', parameters: { testResults: '*.xml', allowEmptyResults: true } },
    ],
    [
      'archiveArtifacts',
      archiveArtifacts('dist/**', { fingerprint: true, allowEmptyArchive: false }),
      {
        kind: 'call',
        name: 'archiveArtifacts',
        parameters: { artifacts: 'dist/**', fingerprint: true, allowEmptyArchive: false },
      },
    ],
    ['groovy', groovy('if (x) { y() }'), { kind: 'groovy', code: 'if (x) { y() }' }],
    [
      'withCredentials',
      withCredentials([NPM], sh('npm publish')),
      { kind: 'withCredentials', bindings: [NPM], steps: [sh('npm publish')] },
    ],
    [
      'timeout',
      timeout({ time: 5, unit: 'HOURS' }, sh('x')),
      { kind: 'timeout', timeout: { time: 5, unit: 'HOURS' }, steps: [sh('x')] },
    ],
    ['retry', retry(3, sh('x'), sh('y')), { kind: 'retry', count: 3, steps: [sh('x'), sh('y')] }],
    ['dir', dir('web', sh('npm ci')), { kind: 'dir', path: 'web', steps: [sh('npm ci')] }],
  ])('%s is plain data', (_name, made, expected) => {
    expect(made).toStrictEqual(expected);
  });

  it('is frozen all the way down, and its arguments are not', () => {
    const bindings = [{ string: { credentialsId: 'npm', variable: 'NPM_TOKEN' } }];
    const parameters = { excludes: ['a'], nested: { list: [1] } };
    const made = withCredentials(bindings, step('stash', parameters));
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(made)).toBe(true);
    expect(Object.isFrozen(bindings) || Object.isFrozen(bindings[0]) || Object.isFrozen(parameters.nested)).toBe(false);
    parameters.nested.list.push(2);
    expect(JSON.stringify(made)).toContain('"list":[1]');
  });

  it('drops options that are undefined', () => {
    expect(junit('*.xml', {})).toEqual(junit('*.xml'));
    expect(step('x', { a: undefined as unknown as string })).toEqual(step('x'));
  });
});

describe('options of a step', () => {
  const loose = { sh, junit, archiveArtifacts } as unknown as {
    [step: string]: (text: string, fields: unknown) => Step;
  };

  it.each([
    ['sh', { lable: 'Make' }, 'unknown field "lable"; did you mean "label"?'],
    ['junit', { allowEmpty: true }, 'unknown field "allowEmpty"; use allowEmptyResults'],
    ['archiveArtifacts', { fingerprints: true }, 'unknown field "fingerprints"; did you mean "fingerprint"?'],
  ])('%s: %j are refused when misspelt', (name, fields, message) => {
    expect(() => loose[name]?.('x', fields)).toThrow(`step "${name}": fields: ${message}`);
  });

  it.each(['sh', 'junit', 'archiveArtifacts'])('%s: are refused when they are no mapping', (name) => {
    for (const fields of [null, 'Make', 5, ['a']]) {
      expect(() => loose[name]?.('x', fields)).toThrow(InvalidPodTemplateError);
      expect(() => loose[name]?.('x', fields)).toThrow('is no mapping');
    }
  });
});
