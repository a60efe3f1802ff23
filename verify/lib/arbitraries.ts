import fc, { type Arbitrary } from 'fast-check';

/** What ends, starts or changes meaning in Groovy literals and in the shell. */
// prettier-ignore
const GROOVY_TRAPS = [
  "'", '"', "'''", '"""', "''''", '\\', '\\\\', "\\'", '\\n', '\\u', '\\u12', '\\u0041', '\\uuuu0041', '\\uD83D', '\\0',
  '$', '$$', '${x}', '${', '$x', '$(JENKINS_SECRET)', '$$(X)', '/', '/$', '$/', '//', '/*', '*/', '`', '`id`', '}', '{',
];

/** What is no plain text to a YAML reader, of version 1.1 or 1.2, or to a template engine that YAML passes through. */
// prettier-ignore
const YAML_TRAPS = [
  'yes', 'no', 'on', 'off', 'y', 'n', 'true', 'False', 'null', 'Null', '~', '0777', '0o17', '0x1f', '0b11', '1_000',
  '12:30', '190:20:30', '2024-01-01', '1e3', '.5', '1.10', '.inf', '.NaN', '+1', '-0', '=', '<<', '- a', '-', '? a', '?',
  'a: b', ':', ': ', '#', ' #', '#!', '{{x}}', '{{ .Values.x }}', '[a]', ']', '{a}', ',', '*a', '&a', '!tag', '!!int 1',
  '%', '%YAML 1.1', '@', '`', '|', '|+', '>', '>-', '---', '...', '^${x}', "'a'", '"a"', '', ' ',
];

/** What looks like nothing, takes no room, or takes two units. */
// prettier-ignore
const SPACE_TRAPS = [
  ' ', '  ', '\t', '\u00a0', '\u2003', '\u200b', '\u202e', '\ufeff', '\u001b[0m', '\u007f', '\u009b', '\ufffe', '\ufffd', 'e\u0301',
  '\u00e9', '\u0130', '\u{1d11e}', '\u{1f600}', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}', '\u{10ffff}',
];

/** Everything that some reader calls the end of a line. */
const LINE_BREAKS = ['\n', '\r', '\r\n', '\n\n', '\v', '\f', '\u0085', '\u2028', '\u2029'];
const ANY_LINE_BREAK = /[\n\r\v\f\u0085\u2028\u2029]/;

/** Words as they are common, and lines beyond every width at which a writer folds. */
const WORDS = ['a', 'mvn -B verify', 'echo "$HOME" && exit 1', 'END', '0', '.', 'x'.repeat(300), 'word '.repeat(60)];

/** Any character the library takes: no NUL, no lone surrogate, not U+FFFF, which Groovy cannot compile. */
const CHARACTER = fc.oneof(
  fc.integer({ min: 0x01, max: 0xff }).map((code) => String.fromCharCode(code)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((text) => text !== '\0' && text !== '\uffff'),
);

const LINE_PIECE = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...GROOVY_TRAPS) },
  { weight: 4, arbitrary: fc.constantFrom(...YAML_TRAPS) },
  { weight: 3, arbitrary: fc.constantFrom(...SPACE_TRAPS) },
  { weight: 2, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 2, arbitrary: CHARACTER.filter((text) => !ANY_LINE_BREAK.test(text)) },
);

const TEXT_PIECE = fc.oneof(
  { weight: 6, arbitrary: LINE_PIECE },
  { weight: 2, arbitrary: fc.constantFrom(...LINE_BREAKS) },
  { weight: 1, arbitrary: CHARACTER },
);

/** Text of one line, made to break quoting; may be empty. */
export function hostileLine(): Arbitrary<string> {
  return joined(LINE_PIECE);
}

/** Text of any number of lines, made to break quoting; may be empty, or start or end with breaks and spaces. */
export function hostileText(): Arbitrary<string> {
  return joined(TEXT_PIECE);
}

/** The value of an environment variable: any text the library takes. */
export function envValue(): Arbitrary<string> {
  return hostileText();
}

/** The name of a stage: any text that shows something. */
export function stageName(): Arbitrary<string> {
  return hostileText().filter((text) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(text));
}

/** A container's name, an RFC 1123 label, never the agent's; among them those that YAML takes for something else. */
export function containerName(): Arbitrary<string> {
  const traps = ['y', 'n', 'no', 'on', 'null', 'true', '0', '0777', '1e3', '0x1f', '1-1', '2024-01-01', 'a'.repeat(63)];
  const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/).filter((name) => name !== 'jnlp');
  return fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...traps) }, { weight: 2, arbitrary: label });
}

/** An environment variable's name, as a shell can use it; among them those that YAML takes for something else. */
export function envName(): Arbitrary<string> {
  const traps = ['y', 'N', 'NO', 'ON', 'NULL', 'TRUE', '_', '__', 'X'.repeat(100)];
  const identifier = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/);
  return fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...traps) }, { weight: 2, arbitrary: identifier });
}

/** A trap alone, where YAML misreads it, or pieces side by side, where quoting breaks. */
function joined(piece: Arbitrary<string>): Arbitrary<string> {
  const pieces = fc.array(piece, { minLength: 1, maxLength: 12, size: 'max' }).map((parts) => parts.join(''));
  return fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...YAML_TRAPS) }, { weight: 2, arbitrary: pieces });
}
