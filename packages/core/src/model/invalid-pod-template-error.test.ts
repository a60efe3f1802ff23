import { InvalidPodTemplateError } from './invalid-pod-template-error';

const first = { path: 'spec.os.name', value: 'linx', message: 'is no system', remedy: 'did you mean "linux"?' };
const second = { path: 'name', message: 'is missing', remedy: 'give the template a name' };

describe('InvalidPodTemplateError', () => {
  it('says a single fault on one line', () => {
    expect(new InvalidPodTemplateError('build', [first]).message).toBe(
      'pod template "build": spec.os.name: "linx" is no system; did you mean "linux"?',
    );
  });

  it('counts several faults and gives each a line of its own', () => {
    expect(new InvalidPodTemplateError('build', [first, second]).message).toBe(
      [
        'pod template "build": 2 faults',
        '  spec.os.name: "linx" is no system; did you mean "linux"?',
        '  name: is missing; give the template a name',
      ].join('\n'),
    );
  });

  it('quotes the name of the template', () => {
    expect(new InvalidPodTemplateError('say "a"\n', [second]).message).toMatch(/^pod template "say \\"a\\"\\n": name/);
  });

  it('cuts a long value', () => {
    const { message } = new InvalidPodTemplateError('build', [{ ...first, value: 'x'.repeat(500) }]);
    expect(message).toContain(`"${'x'.repeat(78)}… is no system`);
    expect(message.length).toBeLessThan(200);
  });

  it('keeps the name of the template and the faults as data', () => {
    const error = new InvalidPodTemplateError('build', [first, second]);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('InvalidPodTemplateError');
    expect(error.templateName).toBe('build');
    expect(error.faults).toEqual([first, second]);
    expect(String(error)).toMatch(/^InvalidPodTemplateError: pod template "build"/);
  });
});
