import { faultLine, shownValue } from './fault';

describe('shownValue', () => {
  it.each([
    ['a', '"a"'],
    ['say "b"\n', '"say \\"b\\"\\n"'],
    ['', '""'],
    [0, '0'],
    [false, 'false'],
    [null, 'null'],
    [undefined, 'undefined'],
    [[1, 'a'], '[1,"a"]'],
    [{ a: { b: [] } }, '{"a":{"b":[]}}'],
    [() => 1, 'a function'],
    [Symbol('s'), 'Symbol(s)'],
    [NaN, '"NaN"'],
    [Infinity, '"Infinity"'],
    [1000n, '"1000"'],
    [{ uid: 1000n }, '{"uid":"1000"}'],
  ])('shows %p as %s', (value, text) => {
    expect(shownValue(value)).toBe(text);
  });

  it('cuts what is longer than 80 characters', () => {
    expect(shownValue('a'.repeat(78))).toBe(`"${'a'.repeat(78)}"`);
    const cut = shownValue('a'.repeat(79));
    expect(cut).toBe(`"${'a'.repeat(78)}…`);
    expect(cut).toHaveLength(80);
    expect(shownValue(Array.from({ length: 100 }, () => 1))).toHaveLength(80);
  });
});

describe('faultLine', () => {
  it('names the place, the value, what is wrong and what to do', () => {
    const fault = { path: 'spec.os', value: 'linx', message: 'is no system', remedy: 'did you mean "linux"?' };
    expect(faultLine(fault)).toBe('spec.os: "linx" is no system; did you mean "linux"?');
  });

  it('has no value for a field that is missing', () => {
    expect(faultLine({ path: 'spec.os.name', message: 'is missing', remedy: 'add it' })).toBe(
      'spec.os.name: is missing; add it',
    );
  });

  it('shows a value that is false, 0 or empty', () => {
    const rest = { path: 'a', message: 'is wrong', remedy: 'b' };
    expect(faultLine({ ...rest, value: false })).toBe('a: false is wrong; b');
    expect(faultLine({ ...rest, value: 0 })).toBe('a: 0 is wrong; b');
    expect(faultLine({ ...rest, value: '' })).toBe('a: "" is wrong; b');
  });
});
