import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { shellCommand, shellWord, withoutVariables } from './shell-word';

const VARIABLES = { PLAIN: 'value', HOSTILE: `'; echo "$(id)" \`id\` $PLAIN \${PLAIN} \\ * ~ #\n\t`, EMPTY: '' };

/** The first argument that a program gets from a script. */
function argumentOf(word: string, shell = 'sh', ...options: readonly string[]): string {
  const script = `f() { printf %s "$#:$1"; }; f ${word}`;
  const { stdout, stderr, status } = spawnSync(shell, [...options, '-c', script], { env: VARIABLES, encoding: 'utf8' });
  if (status !== 0 || stderr !== '' || !stdout.startsWith('1:')) throw new Error(`${shell}: ${stderr}${stdout}`);
  return stdout.slice(2);
}

/** What the word means: variables of the form ${NAME} are expanded, and nothing else happens. */
const meant = (text: string): string =>
  text.replace(/\$\{([A-Za-z_]\w*)\}/g, (_, name: string) => VARIABLES[name as keyof typeof VARIABLES] ?? '');

const pieces = fc.constantFrom(
  ...Object.keys(VARIABLES).map((name) => `\${${name}}`),
  ...[
    '${UNSET}',
    '${',
    '}',
    '${}',
    '${1}',
    '${A-b}',
    '${#A}',
    '$PLAIN',
    '$(id)',
    '$((1+1))',
    '`id`',
    '$$',
    '$?',
    '$@',
    '\\$',
  ],
  ...[
    "'",
    "'\\''",
    '"',
    '\\',
    '\\\\',
    '\\"',
    '\n',
    '\t',
    '\r',
    ' ',
    ';',
    '&',
    '|',
    '<',
    '>',
    '(',
    ')',
    '{a,b}',
    '~',
    '!',
    '#',
  ],
  ...['*', '?', '[a]', '-n', '--', '=', ',', 'A=b', '%s', '\u{1F600}', 'é', '\u2028', '\u0001', '\u007f', 'x', '0'],
);
const hostile = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
// NUL ends every argument of a process, and half a surrogate pair is no text.
const anything = fc
  .string({ unit: 'binary', maxLength: 20 })
  .filter((text) => !text.includes('\0') && Buffer.from(text).toString() === text);

describe('shellWord', () => {
  it.each([
    ['registry.example.com/a/b:1.2.3', 'registry.example.com/a/b:1.2.3'],
    ['', "''"],
    ['two words', "'two words'"],
    ["it's", "'it'\\''s'"],
    ['$HOME', "'$HOME'"],
    ['api:${GIT_COMMIT}', '"api:${GIT_COMMIT}"'],
    ['"${A}" costs $5 `now` \\', '"\\"${A}\\" costs \\$5 \\`now\\` \\\\"'],
    ['${A', "'${A'"],
    ['${A:-b}', "'${A:-b}'"],
  ])('writes %j as %s', (text, word) => {
    expect(shellWord(text)).toBe(word);
  });

  it('arrives as it is in sh, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.oneof(hostile, anything), (text) => {
        expect(argumentOf(shellWord(text))).toBe(meant(text));
      }),
      { numRuns: 200 },
    );
  });

  it('arrives as it is in bash, which knows more special characters', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(argumentOf(shellWord(text), 'bash', '--norc')).toBe(meant(text));
      }),
      { numRuns: 50 },
    );
  });

  it('expands a variable once: what stands in its value is not run', () => {
    expect(argumentOf(shellWord('<${HOSTILE}>'))).toBe(`<${VARIABLES.HOSTILE}>`);
  });

  it('expands only the form with braces', () => {
    expect(argumentOf(shellWord('$PLAIN ${PLAIN}'))).toBe('$PLAIN value');
  });
});

describe('withoutVariables', () => {
  it('puts a word in the place of each variable', () => {
    expect(withoutVariables('${REGISTRY}/api:${GIT_COMMIT}')).toBe('x/api:x');
    expect(withoutVariables('api:$GIT_COMMIT')).toBe('api:$GIT_COMMIT');
  });
});

describe('shellCommand', () => {
  it('writes one argument a line', () => {
    expect(shellCommand('buildah push', '--retry 3', 'a')).toBe('buildah push \\\n  --retry 3 \\\n  a');
    expect(shellCommand('true')).toBe('true');
  });
});
