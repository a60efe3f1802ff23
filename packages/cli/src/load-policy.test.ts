import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PRESETS, type Policy } from '@podwright/core';
import { loadPolicy } from './load-policy';

let cwd: string;
let told = '';
beforeEach(() => {
  cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'podwright-policy-'));
  fs.mkdirSync(path.join(cwd, 'node_modules'));
  fs.symlinkSync(path.resolve('node_modules/@podwright'), path.join(cwd, 'node_modules/@podwright'));
  told = '';
});
afterEach(() => fs.rmSync(cwd, { recursive: true }));

function write(name: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
  fs.writeFileSync(path.join(cwd, name), text);
}
const load = (named?: string): Promise<Policy> =>
  loadPolicy(named, { cwd, out: () => undefined, err: (text) => (told += text), readInput: () => Promise.resolve('') });

describe('loadPolicy', () => {
  it('is recommended where nobody says anything', async () => {
    expect(await load()).toBe(PRESETS.recommended);
    expect(told).toBe('');
  });

  it('is a preset by its name', async () => {
    expect(await load('restricted')).toBe(PRESETS.restricted);
  });

  it.each(['podwright.policy.yaml', 'podwright.policy.yml', 'podwright.policy.json'])(
    'is %s of the folder',
    async (name) => {
      write(name, '{"name": "corp", "deadline": 60}');
      expect(await load()).toMatchObject({ name: 'corp', deadline: 60 });
      expect(told).toBe(`podwright: by the policy of ${name}\n`);
    },
  );

  it('extends another file, by its path from the one that says so', async () => {
    write('org/policy.yaml', 'name: org\nextends: restricted\ndeadline: 100\n');
    write('team/policy.yaml', 'name: team\nextends: ../org/policy.yaml\ndeadline: 50\n');
    expect(await load('team/policy.yaml')).toMatchObject({
      name: 'team',
      deadline: 50,
      podSecurity: { level: 'restricted' },
    });
  });

  it('comes from TypeScript and JavaScript', async () => {
    write('p.ts', "import { definePolicy } from '@podwright/core';\nexport default definePolicy({ name: 'typed' });\n");
    expect((await load('p.ts')).name).toBe('typed');
    write('p.js', "exports.policy = require('@podwright/core').definePolicy({ name: 'plain' });\n");
    expect((await load('p.js')).name).toBe('plain');
  });

  it.each<[string, { readonly [file: string]: string }, string]>([
    [
      'a looser team',
      { 'o.yaml': 'name: org\ndeadline: 10', 'p.yaml': 'name: team\nextends: ./o.yaml\ndeadline: 20' },
      'p.yaml: policy "team": deadline: 20 is looser',
    ],
    [
      'an unknown key',
      { 'p.yaml': 'imges: {}' },
      'p.yaml: policy "policy": imges: unknown key "imges"; did you mean "images"?',
    ],
    [
      'an unknown preset',
      { 'p.yaml': 'extends: restrictd' },
      'extends: "restrictd" is no policy; did you mean "restricted"?',
    ],
    ['a file that is not there', { 'p.yaml': 'extends: ./no.yaml' }, 'no.yaml: no such file'],
    ['a circle', { 'p.yaml': 'extends: ./q.yaml', 'q.yaml': 'extends: ./p.yaml' }, 'p.yaml: extends itself'],
    ['nothing', { 'p.yaml': '' }, 'p.yaml: is empty; write extends: restricted'],
    ['a list', { 'p.yaml': '- a' }, 'p.yaml: is no policy; write a mapping'],
    ['no YAML', { 'p.yaml': 'a: [' }, 'p.yaml:1:'],
    ['two documents', { 'p.yaml': 'name: a\n---\nname: b\n' }, 'p.yaml: has 2 documents; a policy is one'],
  ])('refuses %s with place and remedy', async (_, files, message) => {
    for (const [name, text] of Object.entries(files)) write(name, text);
    await expect(load('p.yaml')).rejects.toThrow(message);
  });

  it('refuses a module without a policy, and one with two', async () => {
    write('p.js', 'module.exports = { name: "x" };');
    await expect(load('p.js')).rejects.toThrow('p.js: exports no policy; export default what definePolicy(…) returns');
    write(
      'q.js',
      "const { definePolicy } = require('@podwright/core');\nexports.a = definePolicy({});\nexports.b = definePolicy({});\n",
    );
    await expect(load('q.js')).rejects.toThrow('q.js: exports 2 policies; export one of them');
  });

  it('refuses what is neither a preset nor a file of a policy', async () => {
    await expect(load('strict')).rejects.toThrow(
      'strict: is neither a preset (recommended, baseline, restricted) nor a policy file',
    );
  });
});
