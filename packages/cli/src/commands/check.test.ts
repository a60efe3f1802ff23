import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../run';

const POD = `apiVersion: v1
kind: Pod
spec:
  automountServiceAccountToken: false
  containers:
    - name: jnlp
      image: registry.example.com/agent:1
      resources: { requests: { cpu: 100m, memory: 256Mi } }
`;
const TEMPLATE = `const { podTemplate } = require('@podwright/core');
const { maven } = require('@podwright/templates');
module.exports = podTemplate('payments').container(maven()).build();
`;

let cwd: string;
beforeEach(() => {
  cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'podwright-check-'));
  fs.mkdirSync(path.join(cwd, 'node_modules'));
  fs.symlinkSync(path.resolve('node_modules/@podwright'), path.join(cwd, 'node_modules/@podwright'));
  write('pod.yaml', POD);
});
afterEach(() => fs.rmSync(cwd, { recursive: true }));

function write(name: string, text: string | Buffer): void {
  fs.mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
  fs.writeFileSync(path.join(cwd, name), text);
}

async function check(args: readonly string[], input = '') {
  const out: string[] = [];
  const err: string[] = [];
  const streams = {
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    readInput: () => Promise.resolve(input),
    cwd,
  };
  const code = await run(['check', ...args], streams);
  return { code, out: out.join(''), err: err.join('') };
}

describe('podwright check', () => {
  it('finds nothing in what is right, and exits with 0', async () => {
    expect(await check(['pod.yaml'])).toEqual({
      code: 0,
      out: 'pod.yaml: 1 pod, nothing found\n\n1 file, 1 pod, 1 container: 0 errors, 0 warnings, 0 notes\n',
      err: '',
    });
  });

  it('tells what is wrong with its place and its remedy, and exits with 1', async () => {
    write('bad.yaml', POD.replace('  containers', '  hostPID: true\n  containers'));
    const { code, out } = await check(['pod.yaml', 'bad.yaml']);
    expect(code).toBe(1);
    expect(out).toContain('bad.yaml:5:12: error host-namespace: hostPID shares a namespace with the node\n  -> remove');
  });

  it('reads standard input', async () => {
    const { code, out } = await check(['-'], POD.replace('image: registry.example.com/agent:1', 'image: agent'));
    expect(code).toBe(1);
    expect(out).toContain('standard input:7:14: error unpinned-image');
  });

  it('checks templates in JavaScript and YAML', async () => {
    write('podwright.js', TEMPLATE);
    write('podwright.yaml', 'name: payments\ncontainers:\n  - tool: kaniko\npodSecurity: baseline\n');
    const { code, out } = await check(['podwright.js', 'podwright.yaml']);
    expect(out).toContain('podwright.yaml:1:1: warning root-user: container "kaniko" runs as root\n');
    expect(out).toContain('podwright.js: 1 pod, nothing found\n');
    expect(code).toBe(0);
    expect((await check(['--level', 'restricted', 'podwright.yaml'])).out).toContain('error pod-security/runAsUser');
  });

  it('takes level, release and namespace', async () => {
    expect((await check(['--level', 'restricted', 'pod.yaml'])).out).toContain('pod-security/runAsNonRoot');
    const old = await check(['--level', 'restricted', '--kubernetes', 'v1.7', 'pod.yaml']);
    expect(old.out).not.toContain('allowPrivilegeEscalation');
    write('p.yaml', 'extends: recommended\npodSecurity: { level: restricted, namespaces: { old: baseline } }\n');
    expect((await check(['--policy', 'p.yaml', 'pod.yaml'])).code).toBe(1);
    expect((await check(['--policy', 'p.yaml', '--namespace', 'old', 'pod.yaml'])).code).toBe(0);
  });

  it('fails on what it is told to fail on', async () => {
    write('w.yaml', POD.replace(/ {6}resources.*\n/, ''));
    expect((await check(['w.yaml'])).code).toBe(0);
    expect((await check(['--fail-on', 'warning', 'w.yaml'])).code).toBe(1);
    expect((await check(['--fail-on', 'note', 'pod.yaml'])).code).toBe(0);
  });

  it('does not fail on what is exempt, but tells it with the reason', async () => {
    write(
      'p.yaml',
      'name: corp\nexemptions:\n  - { rule: unpinned-image, image: registry.example.com/agent, reason: made here }\n',
    );
    write('bad.yaml', POD.replace('agent:1', 'agent'));
    const { code, out } = await check(['--policy', 'p.yaml', '--fail-on', 'note', 'bad.yaml']);
    expect(out).toContain('note unpinned-image: the image of container "jnlp" has no tag\n  exempt: made here\n');
    expect(code).toBe(0);
  });

  it('prints JSON by the contract', async () => {
    const { out, code } = await check(['--format', 'json', 'pod.yaml']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      files: [
        { path: 'pod.yaml', kind: 'pod-yaml', status: 'analysed', pods: [{ form: 'yaml', line: 1 }], findings: [] },
      ],
      summary: { files: 1, pods: 1, containers: 1, errors: 0, warnings: 0, notes: 0, unreadable: 0 },
    });
  });

  it('goes by the policy file of the folder, and says so', async () => {
    write('podwright.policy.yaml', 'images: { allow: [other.example.com] }\n');
    const { code, out, err } = await check(['pod.yaml']);
    expect(err).toBe('podwright: by the policy of podwright.policy.yaml\n');
    expect(out).toContain('error registry-not-allowed');
    expect(code).toBe(1);
    expect((await check(['--policy', 'recommended', 'pod.yaml'])).code).toBe(0);
  });

  it.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'is empty'],
    ['no YAML', 'a: [', 'line 1'],
    ['no text', Buffer.from([0xff, 0xfe, 0x00]), 'is no text of UTF-8'],
    ['no pod', 'hello\n', 'is no mapping, and so no pod'],
    ['a description that is refused', 'name: x\ncontainers:\n  - tool: mavne\n', 'did you mean "maven"?'],
  ])('exits with 2 for %s, and judges the other files', async (_, text, reason) => {
    write('x.yaml', text);
    const { code, out } = await check(['x.yaml', 'pod.yaml']);
    expect(code).toBe(2);
    expect(out).toContain(`x.yaml: `);
    expect(out).toContain(reason);
    expect(out).toContain('pod.yaml: 1 pod, nothing found');
    expect(out).toContain('1 file not understood');
  });

  it('exits with 2 for files that are not there, and for folders', async () => {
    write('folder/pod.yaml', POD);
    const { code, out } = await check(['nothing.yaml', 'folder']);
    expect(code).toBe(2);
    expect(out).toContain('nothing.yaml: no such file\n');
    expect(out).toContain('folder: is a folder; name its files\n');
  });

  it.each<[readonly string[], string]>([
    [[], 'podwright: no file is named; name pod YAML or template files, or - for standard input\n'],
    [
      ['--level', 'restrictd', 'pod.yaml'],
      'podwright: --level: "restrictd" is unknown here; did you mean "restricted"?\n',
    ],
    [['--format', 'sarif', 'pod.yaml'], 'podwright: --format: "sarif" is unknown here; use one of text, json\n'],
    [['--fail-on', 'x', 'pod.yaml'], 'podwright: --fail-on: "x" is unknown here; use one of error, warning, note\n'],
    [['--kubernetes', '1.37', 'pod.yaml'], 'podwright: --kubernetes: "1.37" is no release; write v1.N, or latest\n'],
    [['--policy', 'no.yaml', 'pod.yaml'], 'podwright: no.yaml: no such file\n'],
  ])('refuses %j', async (args, message) => {
    expect(await check(args)).toEqual({ code: 2, out: '', err: message });
  });
});
