import fc, { type Arbitrary } from 'fast-check';
import { containerName, envName, envValue, hostileLine, hostileText, stageName } from './arbitraries';
import { sharedJudges } from './shared-judges';
import { commandsOf } from './verdict';

const judges = sharedJudges();

function samples(arbitrary: Arbitrary<string>, numRuns = 3000): string[] {
  return fc.sample(arbitrary, { numRuns, seed: 1 });
}

// prettier-ignore
const PARTS = [
  "'''", '"""', '\\u12', '\\u0041', '${x}', '$(JENKINS_SECRET)', '/$', '$/', '\u{1f600}', 'e\u0301', '\t', '\ufeff', '\u0001',
  '\u007f', '\u009b',
];
// prettier-ignore
const WHOLES = [
  'yes', '0777', '1_000', '12:30', '2024-01-01', '~', 'null', '- a', 'a: b', '#', '{{x}}', '*a', '&a', '!tag', '%', '@', '`',
  '|', '>', '---', '...',
];
const SHAPES = [/^ /, / $/, /\\$/, /'$/, /[^]{600}/];

describe.each([
  ['hostileText', hostileText()],
  ['hostileLine', hostileLine()],
  ['stageName', stageName()],
  ['envValue', envValue()],
])('%s', (_name, arbitrary) => {
  const texts = samples(arbitrary);

  test('makes no text that the library refuses: no NUL, no U+FFFF, no lone surrogate', () => {
    expect(texts.filter((text) => /[\0\uffff]|\p{Surrogate}/u.test(text))).toEqual([]);
  });

  test('makes every trap, inside texts, as whole texts, and at their ends', () => {
    expect(PARTS.filter((part) => !texts.some((text) => text.length > part.length && text.includes(part)))).toEqual([]);
    expect(WHOLES.filter((whole) => !texts.includes(whole))).toEqual([]);
    expect(SHAPES.filter((shape) => !texts.some((text) => shape.test(text)))).toEqual([]);
  });
});

describe('line breaks', () => {
  const breaks = ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'];

  test.each(breaks)('%j is in texts, at the start and at the end, and in no line', (lineBreak) => {
    const texts = samples(hostileText());
    expect(texts.some((text) => text.startsWith(lineBreak))).toBe(true);
    expect(texts.some((text) => text.endsWith(lineBreak))).toBe(true);
    expect(samples(hostileLine()).filter((line) => line.includes(lineBreak))).toEqual([]);
  });
});

test('texts and lines may be empty or blank, names of stages may not', () => {
  expect(samples(hostileText())).toEqual(expect.arrayContaining(['', ' ']));
  expect(samples(hostileLine())).toEqual(expect.arrayContaining(['', ' ']));
  expect(samples(stageName()).filter((name) => name.trim() === '')).toEqual([]);
});

test("container names are RFC 1123 labels, and never the agent's", () => {
  const names = samples(containerName());
  const isLabel = (name: string): boolean => name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
  expect(names.filter((name) => !isLabel(name) || name === 'jnlp')).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(['null', '0777', 'a'.repeat(63)]));
});

test('names of environment variables are identifiers', () => {
  const names = samples(envName());
  expect(names.filter((name) => !/^[A-Za-z_]\w*$/.test(name))).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(['NO', 'y', '_']));
});

describe('the way to the Jenkins judge and back changes nothing', () => {
  const texts = samples(hostileText(), 200);

  test('of YAML values, written in double quotes and pure ASCII', async () => {
    const env = texts.map((text, index) => ({ name: `E${index}`, value: text }));
    const text = JSON.stringify({ spec: { containers: [{ name: 'a', env }] } }).replace(
      /[\u007f-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    const { pod } = await judges.jenkins().judge({ text, mode: 'pod' });
    expect(pod).toMatchObject({ spec: { containers: [{ env }] } });
  });

  test('of Groovy literals, whose quotes, backslashes and line ends are escaped', async () => {
    const breaks: Record<string, string> = { '\n': '\\n', '\r': '\\r' };
    const literal = (text: string): string => `'${text.replace(/['\\\n\r]/g, (unit) => breaks[unit] ?? `\\${unit}`)}'`;
    const lines = texts.map((text) => `  sh ${literal(text)}`);
    const verdict = await judges.jenkins().judge({ text: `node {\n${lines.join('\n')}\n}`, mode: 'scripted' });
    expect(commandsOf(verdict).map(({ script }) => script)).toEqual(texts);
  });
});
