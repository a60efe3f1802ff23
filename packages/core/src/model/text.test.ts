import { isWritable, UNWRITABLE_RULE } from './text';

describe('isWritable', () => {
  it.each(['', 'plain', 'Grüße\n\t"$x" \\', '\u{1F433}', '\u2028', '\uFFFE', '\uE000', '\u0001'])(
    'accepts %j',
    (text) => {
      expect(isWritable(text)).toBe(true);
    },
  );

  it.each([
    ['NUL', 'a\0b'],
    ['U+FFFF', 'a\uFFFF'],
    ['a high surrogate at the end', 'a\uD83D'],
    ['a high surrogate before another character', '\uD83Da'],
    ['a low surrogate at the start', '\uDC33a'],
    ['surrogates in the wrong order', '\uDC33\uD83D'],
  ])('refuses %s', (_, text) => {
    expect(isWritable(text)).toBe(false);
  });

  it('has a rule that names what is refused', () => {
    expect(UNWRITABLE_RULE).toContain('NUL, U+FFFF and half surrogate pairs');
  });
});
