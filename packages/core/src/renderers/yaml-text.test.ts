import fc from 'fast-check';
import { dump } from 'js-yaml';
import { yamlText } from './yaml-text';

const asJsYaml = (value: object): string => dump(value, { noRefs: true, lineWidth: -1 });

/** Texts that some reader of YAML takes for something else, or that need quotes, escapes or a block. */
const TRAPS = [
  '', ' ', 'yes', 'No', 'on', 'y', '~', 'null', 'true', '0777', '0o17', '1_000', '12:30', '2024-01-01', '1e3', '.5', '=', '<<',
  '- a', 'a: b', 'a #b', '#', '{}', '[a]', '*a', '&a', '!t', '%a', '@a', '`a`', '|', '>', "it's", '"q"', '\\', 'a\tb', '\ta',
  'line\n', 'line\nline', 'line\n\n\n', '  line\nx\n\n\n', '\n', '\nx', '  indented\nx', 'x\n  indented\n', 'trail \nx', '\u0001', '\u007f', '\u0085', '\u2028',
  '\ufeff', '\ufffe', 'é', '\u{1f600}', 'x'.repeat(300), 'word '.repeat(60), '---', '...', '? a', '?', ':', 'a:', '-', '--- a', 'a\r\nb', '{{x}}',
]; // prettier-ignore

describe('yamlText', () => {
  it.each(TRAPS)('writes %j as js-yaml does, as a value, an item and a key', (text) => {
    for (const value of [
      { a: text },
      { a: { b: text } },
      { a: [text, { b: text, c: [text] }] },
      [text],
      { [text]: text },
    ]) {
      expect(yamlText(value)).toBe(asJsYaml(value));
    }
  });

  it.each([
    [{}],
    [[]],
    [{ a: {}, b: [], c: null, d: false, e: 0, f: -1, g: true }],
    [[[1, 2], [], [[3]], [{ a: 1 }]]],
    [{ a: [{}, [], null, { b: [] }] }],
    [[{ a: { b: 1 }, c: [1] }]],
  ])('lays %j out as js-yaml does', (value) => {
    expect(yamlText(value)).toBe(asJsYaml(value));
  });

  it('writes words that are surely plain as js-yaml does', () => {
    const words = fc.oneof(
      fc.stringMatching(/^[A-Za-z/\d-][\w./@%+'";$!&()=: #-]*$/),
      fc.stringMatching(/^-[A-Za-z][\w:= ]*$/),
      fc.stringMatching(/^\d{0,11}(?:m|Mi|Gi|Ki)?$/),
    );
    fc.assert(
      fc.property(words, (text) => {
        expect(yamlText({ [text]: [text], a: text })).toBe(asJsYaml({ [text]: [text], a: text }));
      }),
      { numRuns: 5000 },
    );
  });

  it('writes random data as js-yaml does', () => {
    const text = fc.oneof(
      fc.constantFrom(...TRAPS),
      fc.string({ unit: 'binary' }).filter((s) => !/[\ud800-\udfff\uffff]/u.test(s)),
      fc.array(fc.constantFrom(...TRAPS)).map((t) => t.join('')),
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(text, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.oneof(fc.array(tree), fc.dictionary(text, tree)), (value) => {
        expect(yamlText(value)).toBe(asJsYaml(value));
      }),
      { numRuns: 2000 },
    );
  });
});
