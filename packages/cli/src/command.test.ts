import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The command as it is installed: built into one file, and run by Node itself. */
const root = path.resolve(__dirname, '../../..');
const command = path.join(root, 'packages/cli/dist/podwright.js');
let cwd: string;

beforeAll(() => {
  execFileSync(process.execPath, [path.join(root, 'scripts/build.js')], { cwd: root });
  cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'podwright-command-'));
  fs.mkdirSync(path.join(cwd, 'node_modules'));
  fs.symlinkSync(path.join(root, 'node_modules/@podwright'), path.join(cwd, 'node_modules/@podwright'));
}, 120_000);
afterAll(() => fs.rmSync(cwd, { recursive: true }));

function podwright(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { cwd, input, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}
const put = (name: string, text: string): void => {
  fs.mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
  fs.writeFileSync(path.join(cwd, name), text);
};

const IMPORTS = "import { podTemplate } from '@podwright/core';\nimport { maven } from '@podwright/templates';\n";
const TEMPLATE = "podTemplate('esm').container(maven()).build()";

describe('the command', () => {
  it.each([
    [
      'TypeScript',
      'a.ts',
      `${IMPORTS}import { name } from './lib';\nexport default podTemplate(name satisfies string).container(maven()).build();\n`,
    ],
    ['TypeScript in a package of ES modules', 'esm/a.ts', `${IMPORTS}export default ${TEMPLATE};\n`],
    [
      'CommonJS',
      'a.js',
      "const { podTemplate } = require('@podwright/core');\nconst { maven } = require('@podwright/templates');\nmodule.exports = podTemplate('esm').container(maven());\n",
    ],
    ['an ES module', 'a.mjs', `${IMPORTS}export default ${TEMPLATE};\n`],
    ['an ES module that awaits', 'b.mjs', `${IMPORTS}export default await Promise.resolve(${TEMPLATE});\n`],
    ['JavaScript in a package of ES modules', 'esm/a.js', `${IMPORTS}export default ${TEMPLATE};\n`],
    ['JSON', 'a.json', '{ "name": "esm", "containers": [{ "tool": "maven" }] }'],
    ['YAML', 'a.yaml', 'name: esm\ncontainers: [{ tool: maven }]\n'],
  ])('makes the same pod from %s', (_, file, text) => {
    put('lib.ts', "export const name: string = 'esm';\n");
    put('esm/package.json', '{ "type": "module" }');
    put(file, text);
    const { code, out, err } = podwright(['generate', file, '--stdout']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(podwright(['generate', '--tool', 'maven', '--name', 'esm']).out);
  });

  it.each([
    ['a mistake in TypeScript', 'bad.ts', 'const a = 1;\nconst b = ;\n', 'bad.ts:2:11: Expression expected.'],
    [
      'a mistake in what TypeScript imports',
      'imports.ts',
      "import { b } from './bad';\nexport default b;\n",
      'bad.ts:2:11: Expression expected.',
    ],
    ['a mistake in JavaScript', 'bad.js', 'module.exports = {\n  a b\n};\n', "bad.js:2:5: ',' expected."],
    ['a mistake in an ES module', 'bad.mjs', 'export default {\n  a b\n};\n', "bad.mjs:2:5: ',' expected."],
    [
      'TypeScript that throws',
      'throws.ts',
      "type A = string;\n\nthrow new RangeError('no way' as A);\n",
      'throws.ts:3: threw RangeError: no way',
    ],
    [
      'an ES module that throws',
      'throws.mjs',
      '\nnull.x;\n',
      "throws.mjs:2: threw TypeError: Cannot read properties of null (reading 'x')",
    ],
    [
      'an ES module that awaits and throws',
      'late.mjs',
      'await null;\n\nnull.x;\n',
      "late.mjs:3: threw TypeError: Cannot read properties of null (reading 'x')",
    ],
    ['JavaScript that throws nothing', 'nothing.js', 'throw undefined;\n', 'nothing.js: threw an error: undefined'],
    [
      'an import of what is not there',
      'missing.js',
      "\nrequire('./nope');\n",
      "missing.js:2: threw Error: Cannot find module './nope'",
    ],
    [
      'TypeScript that exports nothing',
      'none.ts',
      'const x: number = 5;\n',
      'none.ts: exports no pod template; export default what pipeline(…) or podTemplate(…).build() returns',
    ],
  ])('tells %s in one line, with its place', (_, file, text, line) => {
    put('bad.ts', 'const a = 1;\nconst b = ;\n');
    put(file, text);
    expect(podwright(['generate', file])).toEqual({ code: 2, out: '', err: `podwright: ${line}\n` });
    expect(fs.existsSync(path.join(cwd, 'generated'))).toBe(false);
  });

  it('tells a template to install the library where it is not', () => {
    const elsewhere = fs.mkdtempSync(path.join(os.tmpdir(), 'podwright-bare-'));
    const file = path.join(elsewhere, 'podwright.ts');
    fs.writeFileSync(file, `${IMPORTS}export default ${TEMPLATE};\n`);
    expect(podwright(['generate', file]).err).toBe(
      `podwright: ${file}: @podwright/core is not installed here; run npm install --save-dev @podwright/core\n`,
    );
    fs.rmSync(elsewhere, { recursive: true });
  });

  it('sees types as the editor’s work: a template with a wrong type runs', () => {
    put('types.ts', `${IMPORTS}const x: number = 'text';\nexport default podTemplate(String(x)).container(maven());\n`);
    expect(podwright(['generate', 'types.ts', '--stdout']).code).toBe(0);
  });

  it('reads standard input and writes to a pipe to its end', () => {
    const many = Array.from({ length: 200 }, (_, i) => `name: pod-${i}\ncontainers: [{ tool: maven }]\n`).join('---\n');
    const { code, out } = podwright(['generate', '-', '--stdout'], many);
    expect(code).toBe(0);
    expect(out.match(/^kind: Pod$/gm)).toHaveLength(200);
  });

  it('ends without a word when its reader has seen enough', () => {
    put('many.yaml', Array.from({ length: 200 }, (_, i) => `name: pod-${i}\n`).join('---\n'));
    const script = `"${process.execPath}" "${command}" generate many.yaml --stdout | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', script], { cwd, encoding: 'utf8' });
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('');
  });

  it('exits with 0, 1 for a difference and 2 for work that could not be done', () => {
    put('drift.yaml', 'name: drift\n');
    const args = ['generate', 'drift.yaml', '--out-dir', 'drift'];
    expect(podwright([...args, '--check']).code).toBe(1);
    expect(podwright(args).code).toBe(0);
    expect(podwright([...args, '--check']).code).toBe(0);
    put('file', 'kept\n');
    const refused = podwright(['generate', 'drift.yaml', '--out-dir', 'file']);
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toMatch(/^podwright: file\/drift\.pod\.yaml: cannot be written: [^\n]+\n$/);
    expect(fs.readFileSync(path.join(cwd, 'file'), 'utf8')).toBe('kept\n');
  });

  it('gives a new user a template that generates', () => {
    const project = path.join(cwd, 'project');
    put('project/go.mod', 'module example.com/project\n');
    const runIn = (...args: readonly string[]) =>
      spawnSync(process.execPath, [command, ...args], { cwd: project, encoding: 'utf8' });
    expect(runIn('init').status).toBe(0);
    const { status, stdout, stderr } = runIn('generate', 'podwright.ts');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^project +restricted +generated\/project\./m);
    expect(fs.readFileSync(path.join(project, 'generated/project.declarative.Jenkinsfile'), 'utf8')).toContain(
      'go test ./...',
    );
  });
});
