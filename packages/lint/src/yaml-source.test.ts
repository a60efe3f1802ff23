import { readYaml, YamlError } from './yaml-source';

const TEXT = `apiVersion: v1
spec:
  hostNetwork: yes
  containers:
    - name: "a"
      args: [x, {k: 1}]
      env: &env
        - {name: X, value: 'long
            text'}
    - name: b
      env: *env
---
# the second
"odd key": { "a.b": [0777, 2026-11-24, ~] }
`;

const at = (path: string, document = 0, text = TEXT): string => {
  const place = readYaml(text)[document]?.placeOf(path);
  return `${place?.line}:${place?.column}-${place?.endLine}:${place?.endColumn}`;
};

describe('readYaml', () => {
  it('reads every document as kubectl does', () => {
    const env = [{ name: 'X', value: 'long text' }];
    expect(readYaml(TEXT).map(({ value }) => value)).toEqual([
      {
        apiVersion: 'v1',
        spec: {
          hostNetwork: true,
          containers: [
            { name: 'a', args: ['x', { k: 1 }], env },
            { name: 'b', env },
          ],
        },
      },
      { 'odd key': { 'a.b': [511, '2026-11-24', null] } },
    ]);
  });

  it.each([
    ['apiVersion', '1:13-1:15'],
    ['spec.hostNetwork', '3:16-3:19'],
    ['spec.containers[0].name', '5:14-5:15'],
    ['spec.containers[0].args[1].k', '6:21-6:22'],
    ['spec.containers[0].env[0].value', '8:29-9:17'],
    ['spec.containers[1].env', '11:12-11:16'],
  ])('knows where %s stands', (path, place) => {
    expect(at(path)).toBe(place);
  });

  it('gives the place of what is above where there is nothing', () => {
    expect(at('spec.containers[1].securityContext.privileged')).toBe(at('spec.containers[1]'));
    expect(at('spec.containers[7]')).toBe(at('spec.containers'));
    // An alias has no parts of its own.
    expect(at('spec.containers[1].env[0].name')).toBe(at('spec.containers[1].env'));
    expect(at('')).toBe('1:1-11:16');
  });

  it('knows keys that are no plain names, in any document', () => {
    expect(at('["odd key"]["a.b"][1]', 1)).toBe('14:28-14:38');
  });

  it('reads JSON', () => {
    expect(at('spec.a[1]', 0, '{"spec": {"a": [1,\n 22]}}')).toBe('2:2-2:4');
  });

  it('reads a text without documents, and documents without anything', () => {
    expect(readYaml('# nothing\n').map(({ value }) => value ?? null)).toEqual([]);
    expect(readYaml('---\n---\na: 1\n').map(({ value }) => value ?? null)).toEqual([null, { a: 1 }]);
  });

  it.each([
    ['a: [1', 1],
    ['a: 1\nb: 2\n a: 3\n', 3],
    ['a: 1\na: 2\n', 2],
    ['x: *nothing\n', 1],
    ['a: 1\n\tb: 2\n', 2],
  ])('says of %j that line %i is at fault', (text, line) => {
    let thrown: unknown;
    try {
      readYaml(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(YamlError);
    expect((thrown as YamlError).place?.line).toBe(line);
    expect((thrown as YamlError).message).not.toContain('\n');
  });
});
