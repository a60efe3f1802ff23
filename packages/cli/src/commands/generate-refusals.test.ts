import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../run';

let parent: string;
let cwd: string;
beforeEach(() => {
  parent = fs.mkdtempSync(path.join(os.tmpdir(), 'podwright-refusals-'));
  fs.mkdirSync(path.join(parent, 'node_modules'));
  fs.symlinkSync(path.resolve('node_modules/@podwright'), path.join(parent, 'node_modules/@podwright'));
  cwd = path.join(parent, 'project');
  put('good.yaml', 'name: good\n');
  put('ci/notes.md', 'kept\n');
});
afterEach(() => fs.rmSync(parent, { recursive: true }));

const put = (name: string, text: string): void => {
  fs.mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
  fs.writeFileSync(path.join(cwd, name), text);
};

/** Every file of the folder with its text. */
const everything = (): { [name: string]: string } =>
  Object.fromEntries(
    fs
      .readdirSync(cwd, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((full) => [path.relative(cwd, full), fs.readFileSync(full, 'utf8')]),
  );

/** What standard error gets from a run that must change no file, print nothing else and exit with 2. */
async function refusal(args: readonly string[], input = ''): Promise<string> {
  const out: string[] = [];
  const err: string[] = [];
  const before = everything();
  const streams = { out: (text: string) => out.push(text), err: (text: string) => err.push(text), cwd };
  const code = await run(['generate', ...args], { ...streams, readInput: () => Promise.resolve(input) });
  expect({ code, out: out.join('') }).toEqual({ code: 2, out: '' });
  expect(everything()).toEqual(before);
  return err.join('');
}

describe('podwright generate refuses', () => {
  it.each([
    [[], 'no file is named and there is no podwright.ts here; run podwright init, or use --tool'],
    [['nope.ts'], 'nope.ts: no such file'],
    [['.'], '.: is a folder; name the file, such as podwright.ts'],
    [['ci'], 'ci: is a folder; name the file, such as ci/podwright.ts'],
    [['good.yaml/x.ts'], 'good.yaml/x.ts: no such file'],
    [
      ['good.yaml', '--format', 'podd'],
      '--format: "podd" is no format; use one or more of pod, scripted, declarative, separated by commas',
    ],
    [
      ['good.yaml', '--format', 'pod,'],
      '--format: "" is no format; use one or more of pod, scripted, declarative, separated by commas',
    ],
    [['good.yaml', '--tool', 'maven'], '--tool makes a pod without a file: leave out either the tools or the files'],
    [['good.yaml', '--stdout', '--out-dir', 'x'], '--stdout and --out-dir: choose one'],
    [['good.yaml', '--stdout', '--check'], '--check compares files: leave out --stdout'],
    [['--tool', 'maven', '--check'], '--check compares files: name their folder with --out-dir'],
    [['good.yaml', '--name', 'x'], '--name and --level go with --tool: a file says them itself'],
    [['good.yaml', '--level', 'baseline'], '--name and --level go with --tool: a file says them itself'],
    [['good.yaml', '--out-dir', ''], '--out-dir: names no folder; . is this one'],
    [['good.yaml', '--pod-file', ' '], '--pod-file: names no file; write its path in the repository'],
    [
      ['--tool', 'maven', '--level', 'strict'],
      '--level: "strict" is no Pod Security level; use one of privileged, baseline, restricted',
    ],
    [
      ['--tool', 'kaniko', '--level', 'restricted'],
      '--level restricted: kaniko needs baseline; leave --level out, or the tool',
    ],
    [['--tool', 'mavne'], '--tool mavne: is no template of the catalogue; did you mean "maven"?'],
    [['--tool', 'maven:jdk=18'], '--tool maven:jdk=18: maven: jdk: 18 is no choice; use one of 17, 21'],
    [
      ['--tool', 'maven', '--tool', 'maven'],
      'pod template "build": spec.containers[2].name: "maven" is the name of spec.containers[1] too; give each container a name of its own',
    ],
    [
      ['--tool', 'maven', '--name', 'A b'],
      'pod template "A b": name: "A b" cannot name a pod template; use lower-case letters, digits, "-" and "."',
    ],
    [
      ['good.yaml', '--stdout', '--format', 'pod,scripted'],
      'standard output takes one Jenkinsfile: choose one --format and one template, or name a folder with --out-dir',
    ],
  ])('%j', async (args, line) => {
    expect(await refusal(args)).toBe(`podwright: ${line}\n`);
  });

  it.each([
    ['a file that throws', 'a.js', "// one\n// two\nthrow new TypeError('no\\nway');\n", 'a.js:3: threw TypeError: no'],
    ['a file that throws no error', 'a.js', "throw 'no way';\n", 'a.js: threw an error: no way'],
    [
      'a file that exports nothing',
      'a.js',
      '',
      'a.js: exports no pod template; export default what pipeline(…) or podTemplate(…).build() returns',
    ],
    [
      'a file that exports something else',
      'a.ts',
      'export const x: number = 5;\n',
      'a.ts: exports no pod template; export default what pipeline(…) or podTemplate(…).build() returns',
    ],
    [
      'a template that is wrong',
      'a.ts',
      "import { podTemplate } from '@podwright/core';\nexport default podTemplate('A').build();\n",
      'a.ts: pod template "A": name: "A" cannot name a pod template; use lower-case letters, digits, "-" and "."',
    ],
    [
      'a builder that is wrong',
      'a.js',
      "module.exports = require('@podwright/core').podTemplate('A');\n",
      'a.js: pod template "A": name: "A" cannot name a pod template; use lower-case letters, digits, "-" and "."',
    ],
    [
      'a file of another kind',
      'a.toml',
      '',
      'a.toml: is neither TypeScript, JavaScript, JSON nor YAML; rename it to .ts, .js, .json or .yaml',
    ],
    ['JavaScript that is none', 'a.js', 'const a = 1;\nmodule.exports = { a b };\n', "a.js:2:22: ',' expected."],
    [
      'JSON that is none',
      'a.json',
      '{\n  "name": "a",\n  "containers": ]\n}\n',
      expect.stringMatching(/^a\.json:3:\d+: /),
    ],
    ['YAML that is none', 'a.yaml', 'name: a\n  labels: b\n', expect.stringMatching(/^a\.yaml:2:\d+: /)],
    ['an empty file', 'a.yaml', '', 'a.yaml: is empty; write name: and containers:'],
  ])('%s', async (_, file, text, line) => {
    put(file, text);
    const message = await refusal([file]);
    expect(message).toMatch(/^podwright: [^\n]+\n$/);
    expect(message.slice('podwright: '.length, -1)).toEqual(line);
  });

  it('standard input that is empty or no template', async () => {
    expect(await refusal(['-'])).toBe('podwright: standard input: is empty; write name: and containers:\n');
    expect(await refusal(['-'], '- a\n')).toContain('standard input: is no pod template;');
  });

  it('several files that are wrong, together, and writes none of those that are right', async () => {
    put('b.yaml', 'name: B\n');
    const message = await refusal(['good.yaml', 'nope.ts', 'b.yaml', '.']);
    expect(message.split('\n')).toEqual([
      'podwright: nope.ts: no such file',
      expect.stringMatching(/^podwright: b\.yaml: pod template "B": name: /),
      'podwright: .: is a folder; name the file, such as podwright.ts',
      '',
    ]);
  });

  it('several tools that are wrong, together', async () => {
    expect((await refusal(['--tool', 'mavne', '--tool', 'go', '--tool', 'maven:jdk=8'])).split('\n')).toEqual([
      'podwright: --tool mavne: is no template of the catalogue; did you mean "maven"?',
      'podwright: --tool maven:jdk=8: maven: jdk: 8 is no choice; use one of 17, 21',
      '',
    ]);
  });

  it('several faults of one template, a line each', async () => {
    put('b.yaml', 'name: B\ncontainers:\n  - { container: x, image: "A:b:c" }\n  - { tool: maven, jdk: 8 }\n');
    expect((await refusal(['b.yaml'])).split('\n').slice(0, 2)).toEqual([
      'podwright: b.yaml: pod template "B": 3 faults',
      '  containers[1].jdk: 8 is no choice; use one of 17, 21',
    ]);
  });

  it('two templates of one name in one folder', async () => {
    put('two.yaml', 'name: good\n---\nname: good\n');
    const line = 'generated/good.pod.yaml: two pod templates make this file; give them different names';
    expect(await refusal(['two.yaml'])).toBe(`podwright: ${line}\n`);
    expect(await refusal(['good.yaml', 'two.yaml', '--out-dir', 'generated'])).toBe(`podwright: ${line}\n`);
  });

  it.each([
    ['generated', /^podwright: generated\/good\.pod\.yaml: cannot be written: [^\n]+\n$/],
    ['generated/good.pod.yaml/x', /^podwright: generated\/good\.pod\.yaml: cannot be written: a folder [^\n]+\n$/],
    [
      'generated/good.agent.groovy/x',
      /^podwright: generated\/good\.agent\.groovy: cannot be written: a folder [^\n]+\n$/,
    ],
  ])('an output that cannot be written because %s is there', async (there, line) => {
    put(there, 'kept\n');
    expect(await refusal(['good.yaml'])).toMatch(line);
  });

  it('an output that cannot be written, though another of the same run can', async () => {
    put('a/podwright.yaml', 'name: a\n');
    put('a/generated/a.pod.yaml', 'old\n');
    put('b/podwright.yaml', 'name: b\n');
    put('b/generated', 'a file\n');
    const message = await refusal(['a/podwright.yaml', 'b/podwright.yaml', '--format', 'pod']);
    expect(message).toMatch(/^podwright: b\/generated\/b\.pod\.yaml: cannot be written: /);
  });

  it('to compare with what cannot be read', async () => {
    put('generated/good.pod.yaml/x', 'kept\n');
    expect(await refusal(['good.yaml', '--check', '--format', 'pod'])).toContain('a folder of that name is there');
  });
});
