import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import { run } from '../run';

let cwd: string;
beforeEach(() => {
  cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'podwright-guardrails-'));
});
afterEach(() => fs.rmSync(cwd, { recursive: true }));

async function guardrails(args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const streams = {
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    readInput: () => Promise.resolve(''),
    cwd,
  };
  const code = await run(['guardrails', ...args], streams);
  return { code, out: out.join(''), err: err.join('') };
}
const kindsOf = (text: string): string[] => (loadAll(text) as { kind: string }[]).map(({ kind }) => kind);

describe('podwright guardrails', () => {
  it('prints the objects, ready for kubectl', async () => {
    const { code, out, err } = await guardrails(['--namespace', 'builds', '--policy', 'restricted']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(kindsOf(out)).toEqual(
      expect.arrayContaining(['Namespace', 'ValidatingAdmissionPolicy', 'NetworkPolicy', 'Role']),
    );
  });

  it('writes them into a folder, with a README, and names the files', async () => {
    const { code, out } = await guardrails(['--namespace', 'builds', '--out-dir', 'cluster']);
    expect(code).toBe(0);
    const files = fs.readdirSync(path.join(cwd, 'cluster'));
    expect(out.split('\n').filter(Boolean).sort()).toEqual(files.map((name) => path.join('cluster', name)).sort());
    expect(files).toContain('README.md');
    expect(files[0]).toBe('10-namespace.yaml');
  });

  it.each([
    ['kyverno', 'ValidatingPolicy'],
    ['gatekeeper', 'ConstraintTemplate'],
  ])('writes for %s', async (engine, kind) => {
    const { out } = await guardrails(['--namespace', 'builds', '--engine', engine]);
    expect(kindsOf(out)).toContain(kind);
    expect(kindsOf(out)).not.toContain('ValidatingAdmissionPolicy');
  });

  it('takes the controller, the identity and the number of pods', async () => {
    const { out } = await guardrails([
      ...['--namespace', 'builds', '--controller', 'ci/controller', '--pods', '7'],
      ...['--identity', 'gke=builds@project.iam.gserviceaccount.com'],
    ]);
    expect(out).toContain('kubernetes.io/metadata.name: ci\n');
    expect(out).toContain('name: controller\n');
    expect(out).toMatch(/pods: ["']?7/);
    expect(out).toContain('iam.gke.io/gcp-service-account: builds@project.iam.gserviceaccount.com');
  });

  it('goes by the policy file of the folder', async () => {
    fs.writeFileSync(path.join(cwd, 'podwright.policy.yaml'), 'name: corp\nserviceAccounts: [builds]\n');
    const { out } = await guardrails(['--namespace', 'builds']);
    expect(out).toContain('name: podwright-corp-builds\n');
  });

  it.each<[readonly string[], string]>([
    [[], 'podwright: --namespace: is missing; name the namespace of the agent pods\n'],
    [['--namespace', 'Builds'], 'podwright: --namespace: "Builds" cannot name a namespace; '],
    [
      ['--namespace', 'b', '--engine', 'kyvern'],
      'podwright: --engine: "kyvern" is no engine; did you mean "kyverno"?\n',
    ],
    [
      ['--namespace', 'b', '--controller', 'jenkins'],
      'podwright: --controller: "jenkins" is no account; write NAMESPACE/SERVICE-ACCOUNT',
    ],
    [['--namespace', 'b', '--identity', 'ibm=x'], 'podwright: --identity: "ibm=x" is none; write eks=ROLE-ARN'],
    [['--namespace', 'b', '--identity', 'eks=x'], 'podwright: --identity: '],
    [['--namespace', 'b', '--pods', 'many'], 'podwright: --pods: '],
    [['--namespace', 'b', '--out-dir', ''], 'podwright: --out-dir: names no folder; . is this one\n'],
  ])('refuses %j', async (args, message) => {
    const { code, out, err } = await guardrails(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });
});
