import { groovyParameters, groovyString, groovyValue } from './groovy-literal';

/** Text as it stands between the quotes of a block, which begins below them. */
const block = (inner: string): string => `'''\\\n${inner}'''`;

describe('a text of one line', () => {
  it.each([
    ['', `''`],
    ['mvn -B verify', `'mvn -B verify'`],
    [`it's`, `'it\\'s'`],
    [`'`, `'\\''`],
    [`'''`, `'\\'\\'\\''`],
    [`say "hi" and """`, `'say "hi" and """'`],
    ['$x ${y} $( $', `'$x \${y} $( $'`],
    ['\\', `'\\\\'`],
    ['ends in \\', `'ends in \\\\'`],
    [`\\'`, `'\\\\\\''`],
    ['\\n is no line break', `'\\\\n is no line break'`],
    ['\\u0041 \\uuuu \\u12', `'\\\\u0041 \\\\uuuu \\\\u12'`],
    ['\\d \\$ \\0', `'\\\\d \\\\$ \\\\0'`],
    ['a\tb', `'a\\tb'`],
    ['a\rb', `'a\\015b'`],
    ['\u0001' + '1', `'\\0011'`],
    ['\0\u0007\b\v\f', `'\\000\\007\\010\\013\\014'`],
    ['\u001b[0m', `'\\033[0m'`],
    ['\u007f\u0080\u0085\u009f\u00a0', `'\\177\\200\\205\\237\u00a0'`],
    ['é日👍\u2028\u2029\ufeff\ufffe', `'é日👍\u2028\u2029\ufeff\ufffe'`],
    ['/x/ $/y/$ `z` // #{} <b>&amp;', `'/x/ $/y/$ \`z\` // #{} <b>&amp;'`],
  ])('%j is %s', (text, literal) => {
    expect(groovyString(text)).toBe(literal);
  });
});

describe('a text of several lines', () => {
  it.each([
    ['a\nb', 'a\nb'],
    ['\n', '\n'],
    ['\n\n', '\n\n'],
    ['a\n', 'a\n'],
    ['\n  indented\n    more\n', '\n  indented\n    more\n'],
    ['a \\\nb', 'a \\\\\nb'],
    ['\n\\', '\n\\\\'],
    ['\n\\\\u000a', '\n\\\\\\\\u000a'],
    ['a\r\nb\rc', 'a\\015\nb\\015c'],
    ['\ta\n\tb', '\ta\n\tb'],
    ['$x\n${y}', '$x\n${y}'],
    [`"""\n"""`, `"""\n"""`],
    [`\\'\n`, `\\\\'\n`],
    [`\n\\'`, `\n\\\\\\'`],
    [`'\n'`, `'\n\\'`],
    ['\u001b[1m\n\u0000', '\\033[1m\n\\000'],
    [`a'''b'''\nc`, `a''\\'b''\\'\nc`],
  ])('%j', (text, inner) => {
    expect(groovyString(text)).toBe(block(inner));
  });

  // What a run of quotes would end is broken: the third of a row, and the last before the end of the literal.
  it.each([
    [1, `'`, `\\'`],
    [2, `''`, `'\\'`],
    [3, `''\\'`, `''\\'`],
    [4, `''\\''`, `''\\'\\'`],
    [5, `''\\'''`, `''\\''\\'`],
    [6, `''\\'''\\'`, `''\\'''\\'`],
    [7, `''\\'''\\''`, `''\\'''\\'\\'`],
  ])('with %d quotes in a row at the start, in the middle and at the end', (count, within, atEnd) => {
    const quotes = `'`.repeat(count);
    expect(groovyString(`${quotes}\nx`)).toBe(block(`${within}\nx`));
    expect(groovyString(`x\na${quotes}b`)).toBe(block(`x\na${within}b`));
    expect(groovyString(`x\n${quotes}`)).toBe(block(`x\n${atEnd}`));
    expect(groovyString(`x\n${quotes}\n`)).toBe(block(`x\n${within}\n`));
  });
});

describe('a text that is too long for a constant', () => {
  /** Bytes that a class file needs for a text: each half of a surrogate pair takes three. */
  const constantBytes = (text: string): number =>
    Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)).reduce(
      (size, code) => size + (code > 0 && code < 0x80 ? 1 : code < 0x800 ? 2 : 3),
      0,
    );

  /** The texts of a sum of literals, for these escapes alone. */
  const piecesOf = (expression: string): string[] =>
    expression.split(/(?<=') \+\n(?=')/).map((literal) => {
      const inner = literal.startsWith("'''\\\n") ? literal.slice(5, -3) : literal.slice(1, -1);
      return inner.replace(/\\([0-7]{3}|[^])/g, (_, escape: string) =>
        escape.length === 3 ? String.fromCharCode(parseInt(escape, 8)) : ({ n: '\n', t: '\t' }[escape] ?? escape),
      );
    });

  it.each([
    ['letters', 'x'.repeat(70_000), 7],
    ['lines', 'a line of thirty characters...\n'.repeat(5_000), 3],
    ['lines that end without a break', `${'a line\n'.repeat(20_000)}end`, 3],
    ['two bytes each', 'é'.repeat(40_000), 4],
    ['three bytes each', '日'.repeat(30_000), 3],
    ['pairs of surrogates', '👍'.repeat(25_000), 3],
    ['one letter and then pairs', `x${'👍'.repeat(25_000)}`, 3],
    ['control characters', '\u0001'.repeat(70_000), 7],
    ['quotes', "'".repeat(70_000), 7],
    ['quotes in lines', `${"'''".repeat(300)}\n`.repeat(100), 2],
    ['backslashes', '\\'.repeat(70_000), 7],
    ['a long line among short ones', `a\n${'é'.repeat(70_000)}\nb\n`, 7],
    ['carriage returns', 'x\r\n'.repeat(30_000), 2],
  ])('is a sum of shorter ones: %s', (_name, text, most) => {
    const pieces = piecesOf(groovyString(text));
    expect(pieces.join('') === text).toBe(true);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.length).toBeLessThanOrEqual(most);
    for (const piece of pieces) {
      expect(constantBytes(piece)).toBeLessThanOrEqual(65_535);
      expect(/\p{Surrogate}/u.test(piece)).toBe(false);
      expect(piece).not.toBe('');
    }
  });

  it('is cut after a line where that is possible', () => {
    const pieces = piecesOf(groovyString('a line of thirty characters...\n'.repeat(5_000)));
    for (const piece of pieces) expect(piece.endsWith('\n')).toBe(true);
  });

  it('is one literal as long as it surely fits', () => {
    expect(groovyString('x'.repeat(21_000))).toBe(`'${'x'.repeat(21_000)}'`);
    expect(piecesOf(groovyString('line\n'.repeat(13_000)))).toHaveLength(1);
    expect(piecesOf(groovyString('line\n'.repeat(13_001)))).toHaveLength(2);
  });
});

describe('groovyValue', () => {
  it.each([
    ['text', `'text'`],
    ['a\nb', block('a\nb')],
    [5, '5'],
    [-1.5, '-1.5'],
    [0, '0'],
    [true, 'true'],
    [false, 'false'],
    [[], '[]'],
    [[1, 'a', [true]], `[1, 'a', [true]]`],
    [{}, '[:]'],
    [{ a: 1, b_2: 'x' }, `[a: 1, b_2: 'x']`],
    [{ 'a-b': 1, $class: 'X', '1a': 2, '': 3 }, `['a-b': 1, '$class': 'X', '1a': 2, '': 3]`],
    [{ "it's\n": { list: [{}] } }, `['it\\'s\\n': [list: [[:]]]]`],
  ])('%j is %s', (value, expression) => {
    expect(groovyValue(value)).toBe(expression);
  });
});

describe('groovyParameters', () => {
  it('are named, in the order given', () => {
    expect(groovyParameters({ name: 'x', count: 2, deep: { a: [] } })).toBe(`name: 'x', count: 2, deep: [a: []]`);
    expect(groovyParameters({})).toBe('');
  });
});
