import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../run';

const { version } = jest.requireActual<{ version: string }>('../../package.json');
const NEEDED = { '@podwright/core': `^${version}`, '@podwright/templates': `^${version}`, podwright: `^${version}` };
const SCRIPT = 'podwright generate podwright.ts';

let parent: string;
let cwd: string;
const enter = (name: string): void => {
  cwd = path.join(parent, name);
  fs.mkdirSync(cwd);
};
beforeEach(() => {
  parent = fs.mkdtempSync(path.join(os.tmpdir(), 'podwright-init-'));
  enter('payments');
});
afterEach(() => fs.rmSync(parent, { recursive: true }));

async function podwright(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const streams = { out: (text: string) => out.push(text), err: (text: string) => err.push(text), cwd };
  const code = await run(args, { ...streams, readInput: () => Promise.resolve('') });
  return { code, out: out.join(''), err: err.join('') };
}
const put = (name: string, text = ''): void => fs.writeFileSync(path.join(cwd, name), text);
const read = (name: string): string => fs.readFileSync(path.join(cwd, name), 'utf8');
const toolsOf = (text: string): string[] => [...text.matchAll(/\.container\((\w+)\(/g)].map(([, tool = '']) => tool);

describe('podwright init', () => {
  it('writes a template and a manifest into an empty folder', async () => {
    expect(await podwright('init')).toEqual({
      code: 0,
      out: [
        'podwright.ts: written; put your image and your steps into it',
        'package.json: has the script "podwright"',
        'Next: npm install && npm run podwright',
        '',
      ].join('\n'),
      err: '',
    });
    expect(fs.readdirSync(cwd).sort()).toEqual(['package.json', 'podwright.ts']);
    expect(read('podwright.ts')).toContain("podTemplate('payments')");
    expect(JSON.parse(read('package.json'))).toEqual({
      private: true,
      scripts: { podwright: SCRIPT },
      devDependencies: NEEDED,
    });
  });

  it.each([
    [[], ['maven']],
    [['pom.xml'], ['maven']],
    [['go.mod'], ['go']],
    [['pyproject.toml'], ['python']],
    [['requirements.txt', 'pyproject.toml'], ['python']],
    [['package.json'], ['node']],
    [
      ['package.json', 'Dockerfile'],
      ['node', 'kaniko'],
    ],
    [
      ['pom.xml', 'Dockerfile'],
      ['maven', 'kaniko'],
    ],
    [['pom.xml', 'package.json'], ['maven']],
    [
      ['go.mod', 'pom.xml'],
      ['maven', 'go'],
    ],
  ])('sees from %j that it takes %j', async (files, tools) => {
    for (const file of files) put(file, file === 'package.json' ? '{ "name": "web" }' : '');
    expect((await podwright('init')).code).toBe(0);
    expect(toolsOf(read('podwright.ts'))).toEqual(tools);
  });

  it('takes a package.json that only its own installation made for no sign of Node', async () => {
    put('package.json', '{ "devDependencies": { "podwright": "0.1.0", "@podwright/core": "file:core.tgz" } }');
    expect((await podwright('init')).code).toBe(0);
    expect(toolsOf(read('podwright.ts'))).toEqual(['maven']);
  });

  it('leaves the versions that are installed as they are', async () => {
    put(
      'package.json',
      '{ "devDependencies": { "podwright": "0.1.0" }, "dependencies": { "@podwright/core": "file:x" } }',
    );
    expect((await podwright('init')).code).toBe(0);
    const { dependencies, devDependencies } = JSON.parse(read('package.json'));
    expect(dependencies).toEqual({ '@podwright/core': 'file:x' });
    expect(devDependencies).toEqual({ podwright: '0.1.0', '@podwright/templates': '^0.1.0' });
  });

  it('takes the tools and the name that are given', async () => {
    put('pom.xml');
    const args = ['--tool', 'node', '--tool', 'postgres', '--tool', 'node', '--name', 'web'];
    expect((await podwright('init', ...args)).code).toBe(0);
    expect(toolsOf(read('podwright.ts'))).toEqual(['node', 'postgres']);
    expect(read('podwright.ts')).toContain("podTemplate('web')");
  });

  it.each([
    ['My Project_1', 'my-project-1'],
    ['--', 'build'],
    ['日本', 'build'],
    [`${'a'.repeat(62)} b`, 'a'.repeat(62)],
  ])('makes a name of the folder %s', async (folder, name) => {
    enter(folder);
    expect((await podwright('init')).code).toBe(0);
    expect(read('podwright.ts')).toContain(`podTemplate('${name}')`);
  });

  it.each([
    ['two spaces', '  '],
    ['four spaces', '    '],
    ['tabs', '\t'],
  ])('keeps the fields of a package.json, their order and its indentation by %s', async (_, indent) => {
    const before = {
      name: 'x',
      private: true,
      scripts: { test: 'jest' },
      devDependencies: { jest: '30.0.0' },
      jest: {},
    };
    put('package.json', JSON.stringify(before, null, indent));
    expect((await podwright('init')).code).toBe(0);
    const after = {
      ...before,
      scripts: { test: 'jest', podwright: SCRIPT },
      devDependencies: { jest: '30.0.0', ...NEEDED },
    };
    expect(read('package.json')).toBe(`${JSON.stringify(after, null, indent)}\n`);
  });

  it('keeps a script of its name that is there already', async () => {
    put('package.json', '{ "scripts": { "podwright": "make pods", "test": "jest" } }');
    expect((await podwright('init')).code).toBe(0);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: object };
    expect(scripts).toEqual({ podwright: 'make pods', test: 'jest' });
  });

  it('reads a package.json that begins with a byte order mark', async () => {
    put('package.json', '\ufeff{ "name": "x" }');
    expect((await podwright('init')).code).toBe(0);
    expect(JSON.parse(read('package.json'))).toMatchObject({ name: 'x', scripts: { podwright: SCRIPT } });
  });

  it('writes a template that generates', async () => {
    fs.mkdirSync(path.join(parent, 'node_modules'));
    fs.symlinkSync(path.resolve('node_modules/@podwright'), path.join(parent, 'node_modules/@podwright'));
    put('pom.xml');
    put('Dockerfile');
    await podwright('init');
    const { code, out, err } = await podwright('generate');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^payments +baseline +generated\/payments\./m);
    expect(read('generated/payments.scripted.Jenkinsfile')).toContain("container('kaniko')");
  });

  describe('changes nothing when', () => {
    const refusal = async (...args: readonly string[]): Promise<string> => {
      const before = fs.readdirSync(cwd).sort();
      const { code, out, err } = await podwright('init', ...args);
      expect([code, out]).toEqual([2, '']);
      expect(fs.readdirSync(cwd).sort()).toEqual(before);
      expect(err).toMatch(/^podwright: [^\n]+\n$/);
      return err.slice('podwright: '.length, -1);
    };

    it('there is a podwright.ts', async () => {
      put('podwright.ts', '// mine\n');
      put('package.json', '{}');
      expect(await refusal()).toBe('podwright.ts: is there already; edit it, or remove it first');
      expect([read('podwright.ts'), read('package.json')]).toEqual(['// mine\n', '{}']);
    });

    it.each([
      ['{ "name": ', /^package\.json: is no JSON: /],
      ['', /^package\.json: is no JSON: /],
      ['[]', /^package\.json: is no mapping; nothing was written$/],
      ['null', /^package\.json: is no mapping; nothing was written$/],
      ['{ "scripts": "jest" }', /^package\.json: scripts is no mapping; nothing was written$/],
      ['{ "devDependencies": [] }', /^package\.json: devDependencies is no mapping; nothing was written$/],
    ])('package.json holds %j', async (text, message) => {
      put('package.json', text);
      expect(await refusal()).toMatch(message);
      expect(read('package.json')).toBe(text);
    });

    it('package.json is a folder', async () => {
      fs.mkdirSync(path.join(cwd, 'package.json'));
      expect(await refusal()).toMatch(/^package\.json: cannot be read: .*EISDIR/);
    });

    it('a tool is not in the catalogue, or is there anyway', async () => {
      expect(await refusal('--tool', 'maven', '--tool', 'cobol-9000')).toBe(
        '--tool cobol-9000: is no template of the catalogue; take one that `podwright list` shows',
      );
      expect(await refusal('--tool', 'mavne')).toContain('did you mean "maven"?');
      expect(await refusal('--tool', 'agent')).toContain('is no template of the catalogue');
    });

    it('two tools want one port', async () => {
      expect(await refusal('--tool', 'redis', '--tool', 'valkey')).toContain('6379 is taken by container "redis"');
    });

    it.each(['A b', "it's", '', '-x', 'a'.repeat(300)])('the name is %j', async (name) => {
      expect(await refusal('--name', name)).toMatch(
        /^--name: pod template ".*": name: ".* cannot name a pod template; use /,
      );
    });
  });
});
