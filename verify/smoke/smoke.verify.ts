import { CATALOGUE, type CatalogueEntry } from '@podwright/templates';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isJsonObject } from '../lib/json';
import { sharedJudges } from '../lib/shared-judges';
import { factsOf, IN_ROOT, LOOK_AROUND } from './inside';
import { smokePod } from './smoke-pod';

const judges = sharedJudges();
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'podwright-smoke-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the script with a `kubectl` on PATH that is this line of shell. */
function run(
  args: readonly string[],
  kubectl: string | undefined,
  { env = {}, interruptAt }: { readonly env?: NodeJS.ProcessEnv; readonly interruptAt?: RegExp } = {},
): Promise<Run> {
  if (kubectl !== undefined)
    writeFileSync(join(folder, 'kubectl'), `#!/bin/sh\nexec ${kubectl} "$@"\n`, { mode: 0o755 });
  const path = kubectl === undefined ? folder : `${folder}:${process.env.PATH}`;
  const child = spawn(process.execPath, [join(__dirname, 'smoke.js'), ...args], {
    env: { ...process.env, PATH: path, FAKE_CLUSTER: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const watch = setInterval(() => {
    if (interruptAt === undefined || !existsSync(join(folder, 'calls.jsonl'))) return;
    if (!interruptAt.test(readFileSync(join(folder, 'calls.jsonl'), 'utf8'))) return;
    clearInterval(watch);
    child.kill('SIGINT');
  }, 50);
  return new Promise((done, fail) => {
    child.on('error', fail).on('close', (code) => {
      clearInterval(watch);
      done({ code, out, err });
    });
  });
}

/** How the pods of templates fare, by the template's name; what is not said goes well. */
type Scenario = Readonly<Record<string, unknown>>;

function runFake(args: readonly string[], scenario: Scenario = {}, interruptAt?: RegExp): Promise<Run> {
  writeFileSync(join(folder, 'scenario.json'), JSON.stringify(scenario));
  const fake = `${process.execPath} ${join(__dirname, 'fake-kubectl.js')}`;
  return run(args, fake, interruptAt === undefined ? {} : { interruptAt });
}

/** What kubectl was asked: the arguments as one text, and the object that it was given. */
function calls(): { readonly asked: string; readonly input: unknown }[] {
  const lines = readFileSync(join(folder, 'calls.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { args, input } = JSON.parse(line) as { args: string[]; input?: unknown };
    return { asked: args.join(' '), input };
  });
}

const asked = (pattern: RegExp): string[] =>
  calls().flatMap((call) => (pattern.test(call.asked) ? [call.asked.replaceAll(/[0-9a-f]{6}(?=$| )/g, 'RUN')] : []));

describe('a cluster where all is well', () => {
  it('passes a tool, a builder, a service and the agent', async () => {
    const { code, out, err } = await runFake(['maven', 'kaniko', 'postgres', 'agent']);
    expect(out.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '))).toEqual([
      'ENTRY | IMAGE | RESULT | WHY',
      expect.stringMatching(
        /^maven \| docker\.io\/library\/maven:\S+ \| passed \| uid 1000, HOME \/home\/ubuntu, has git$/,
      ),
      expect.stringMatching(/^kaniko \| ghcr\.io\/\S+ \| passed \| uid 0, HOME \/root, has git$/),
      expect.stringMatching(/^postgres \| docker\.io\/library\/postgres:\S+ \| passed \| uid 999, /),
      expect.stringMatching(/^agent \| docker\.io\/jenkins\/inbound-agent:\S+ \| passed \| uid 1000, /),
      '',
    ]);
    expect(err).toContain('the agent cannot connect without a controller');
    expect(code).toBe(0);
  });

  it('makes a namespace for each level, with its label, and deletes them and each pod', async () => {
    await runFake(['maven', 'kaniko', 'node']);
    const namespaces = calls().flatMap(({ input }) =>
      isJsonObject(input) && input.kind === 'Namespace' ? [input] : [],
    );
    expect(namespaces).toEqual(
      ['restricted', 'baseline'].map((level) => ({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: expect.stringMatching(new RegExp(`^podwright-smoke-${level}-[0-9a-f]{6}$`)),
          labels: { 'pod-security.kubernetes.io/enforce': level, 'podwright-smoke': expect.any(String) },
        },
      })),
    );
    expect(asked(/^delete/)).toEqual([
      'delete pod smoke-maven-RUN --namespace podwright-smoke-restricted-RUN --wait=false --ignore-not-found',
      'delete pod smoke-kaniko-RUN --namespace podwright-smoke-baseline-RUN --wait=false --ignore-not-found',
      'delete pod smoke-node-RUN --namespace podwright-smoke-restricted-RUN --wait=false --ignore-not-found',
      'delete namespace podwright-smoke-restricted-RUN --wait=false --ignore-not-found',
      'delete namespace podwright-smoke-baseline-RUN --wait=false --ignore-not-found',
    ]);
  });

  it('uses the namespace that it is given, and deletes nothing there but its pods', async () => {
    expect((await runFake(['--namespace', 'builds', 'maven'])).code).toBe(0);
    expect(asked(/^create/)).toEqual(['create --namespace builds --validate=strict --filename -']);
    expect(asked(/^delete/)).toEqual([
      'delete pod smoke-maven-RUN --namespace builds --wait=false --ignore-not-found',
      expect.stringMatching(/^delete pods --namespace builds --selector podwright-smoke=/),
    ]);
  });

  it("runs each template's own command, in the shell of its container", async () => {
    await runFake(['kaniko', 'postgres']);
    const commands = asked(/^exec/).filter((one) => !one.includes('LC_ALL'));
    const smokeOf = (name: string) => CATALOGUE.find((entry) => entry.name === name)?.smoke;
    expect(commands).toEqual([
      `exec --namespace podwright-smoke-baseline-RUN smoke-kaniko-RUN -c kaniko -- /busybox/sh -c ${smokeOf('kaniko')}`,
      `exec --namespace podwright-smoke-restricted-RUN smoke-postgres-RUN -c postgres -- sh -c ${smokeOf('postgres')}`,
    ]);
  });

  it('prints JSON with all that was seen', async () => {
    const { out } = await runFake(['--format', 'json', 'maven', 'node'], {
      maven: { facts: { 'user.home': '/home/u' } },
    });
    expect(JSON.parse(out)).toMatchObject([
      { entry: 'maven', passed: true, why: expect.stringContaining('user.home /home/u'), facts: { uid: '1000' } },
      { entry: 'node', passed: true, facts: { HOME: '/home/node', 'command git': '/bin/git' } },
    ]);
  });

  it('passes a service that is ready and has no shell', async () => {
    const scenario = { postgres: { look: { status: 126, stderr: 'exec: "sh": executable file not found in $PATH' } } };
    expect(await runFake(['postgres'], scenario)).toMatchObject({ code: 0, out: expect.stringContaining('no shell') });
  });
});

const waiting = (reason: string, message = '') => ({
  status: { phase: 'Pending', containerStatuses: [{ ready: false, state: { waiting: { reason, message } } }] },
});
const terminated = { exitCode: 3, reason: 'Error' };
const unschedulable = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'Unschedulable',
  message: '0/3 nodes available',
};

it.each<[string, unknown, string]>([
  ['whose image is not there', waiting('ImagePullBackOff', 'not found'), 'ImagePullBackOff: not found'],
  [
    'whose seccomp profile no node has',
    waiting('CreateContainerError', 'no x.json'),
    'CreateContainerError: no x.json',
  ],
  [
    'that ends',
    {
      status: { phase: 'Failed', containerStatuses: [{ ready: false, state: { terminated } }] },
      logs: 'starting\ncannot write /var/x\n',
    },
    'ended with 3: Error (its last words: cannot write /var/x)',
  ],
  [
    'for which there is no node',
    { status: { phase: 'Pending', conditions: [unschedulable] } },
    'not ready after 1 s: Pending, on no node: Unschedulable: 0/3 nodes available',
  ],
  [
    'that is never ready',
    { status: { phase: 'Running', containerStatuses: [{ ready: false, state: { running: {} } }] } },
    'not ready after 1 s: it runs, but its readiness probe says no',
  ],
  [
    'that the server refuses',
    { refused: 'Error from server (Forbidden): no' },
    'not accepted: Error from server (Forbidden): no',
  ],
  ['without a shell', { look: { status: 126, stderr: 'no such file' } }, 'sh ended with 126: no such file'],
  ['with another user', { facts: { uid: '0' } }, 'runs as uid 0, meant is 1000'],
  ['with another home', { facts: { HOME: '/' } }, 'HOME is /, meant is /home/node'],
  ['with a home that cannot be written', { facts: { home: 'read-only' } }, 'HOME /home/node cannot be written'],
  ['without nohup', { facts: { 'command nohup': '' } }, 'the sh step needs nohup'],
  ['with a root that can be written', { facts: { root: 'writable' } }, 'its root can be written'],
  [
    'whose tool does not work',
    { smoke: { status: 1, stderr: 'node: broken\ncommand terminated with exit code 1' } },
    '` ended with 1: node: broken',
  ],
])('fails a container %s', async (_what, fate, why) => {
  const { code, out, err } = await runFake(['--timeout', '1', 'node'], { node: fate });
  expect(out.split('\n')[1]).toMatch(/^node +docker\.io\/library\/node:\S+ +failed +/);
  expect(out.split('\n')[1]).toContain(why);
  expect(err).not.toContain('left behind');
  expect(code).toBe(1);
});

it('goes on after a failure', async () => {
  const { code, out } = await runFake(['node', 'python'], { node: { refused: 'no' } });
  expect(out).toMatch(/^ENTRY.*\nnode .* failed .*\npython .* passed /);
  expect(code).toBe(1);
});

describe('work that cannot be done ends with 2 and a line that says why:', () => {
  const noCluster = { status: 1, stderr: 'Unable to connect to the server: dial tcp: lookup x: no such host' };
  const forbidden = { status: 1, stderr: 'Error from server (Forbidden): namespaces is forbidden' };

  it.each<[string, readonly string[], Scenario, string]>([
    ['no such template', ['mavne'], {}, 'no template "mavne"; did you mean "maven"?'],
    ['no such option', ['--nam', 'x'], {}, "Unknown option '--nam'"],
    ['no such format', ['--format', 'xml'], {}, '--format: "xml" is no format; use text or json'],
    ['no time', ['--timeout', 'soon'], {}, '--timeout: "soon" is no number of seconds'],
    ['no name', ['--namespace', '--x'], {}, "Option '--namespace' argument is ambiguous"],
    ['no cluster', ['maven'], { cluster: noCluster }, `no cluster: ${noCluster.stderr}`],
    ['no right to make a namespace', ['maven'], { namespaces: forbidden }, forbidden.stderr],
    ['no such namespace', ['--namespace', 'x', 'maven'], {}, 'Error from server (NotFound): namespaces "x" not found'],
  ])('%s', async (_what, args, scenario, message) => {
    const { code, out, err } = await runFake(args, scenario);
    expect(err.trimEnd().split('\n').at(-1)).toBe(`smoke: ${message}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('no kubectl', async () => {
    const { code, err } = await run(['maven'], undefined);
    expect(err.trimEnd().split('\n').at(-1)).toBe('smoke: kubectl is not on PATH');
    expect(code).toBe(2);
  });

  it('what it has made cannot be taken away', async () => {
    const { code, out, err } = await runFake(['maven'], { delete: { status: 1, stderr: 'no right' } });
    expect(err).toMatch(/left behind: namespace podwright-smoke-restricted-[0-9a-f]{6}: no right\n$/);
    expect(out).toContain('passed');
    expect(code).toBe(2);
  });

  it('Ctrl-C, which takes away what was made', async () => {
    const started = Date.now();
    const stuck = { status: { phase: 'Pending' } };
    const { code, out, err } = await runFake(['node', 'maven', 'go'], { maven: stuck }, /"get","pod","smoke-maven/);
    expect(Date.now() - started).toBeLessThan(20_000);
    expect(out).toContain('node');
    expect(err.trimEnd().split('\n').at(-1)).toBe('smoke: interrupted after 1 of 3 templates');
    expect(asked(/^delete namespace/)).toHaveLength(1);
    expect(asked(/smoke-go/)).toEqual([]);
    expect(code).toBe(2);
  });
});

describe('the script that looks around', () => {
  const home = (): NodeJS.ProcessEnv => ({ PATH: `${process.env.PATH}`, HOME: folder });

  it('sees what there is', () => {
    const facts = factsOf(execFileSync('sh', ['-c', LOOK_AROUND], { env: home(), encoding: 'utf8' }));
    expect(Object.fromEntries(facts)).toMatchObject({
      id: expect.stringMatching(/^uid=\d+/),
      uid: String(process.getuid?.()),
      HOME: folder,
      home: 'writable',
      'command nohup': expect.stringMatching(/^\/.*nohup$/),
    });
    expect(existsSync(IN_ROOT)).toBe(false);
  });

  it('sees what there is not', () => {
    const script = LOOK_AROUND.replaceAll(IN_ROOT, '/proc/none')
      .replaceAll('$HOME/', '/proc/')
      .replace('git', 'no-git');
    const facts = factsOf(execFileSync('sh', ['-c', script], { env: home(), encoding: 'utf8' }));
    expect(facts.get('home')).toBe('read-only');
    expect(facts.get('root')).toMatch(/\/proc\/none/);
    expect(facts.get('command no-git')).toBe('');
  });
});

describe('a real API server', () => {
  it.each(CATALOGUE)('admits the pod of $name', async (entry: CatalogueEntry) => {
    const { manifest } = smokePod(entry, 'abcdef');
    const { status, message } = await (await judges.apiServer()).dryRunPod(JSON.stringify(manifest), entry.level);
    expect({ status, message }).toEqual({ status: 201, message: '' });
  });

  it('takes the objects as kubectl sends them; without a node the pods are never ready', async () => {
    const server = await judges.apiServer();
    const kubectl = `${resolve(__dirname, '../apiserver/run.sh')} kubectl`;
    const { code, out, err } = await run(['--timeout', '2', '--format', 'json', 'maven', 'kaniko'], kubectl, {
      env: { KUBECONFIG: server.kubeconfig },
    });
    expect(JSON.parse(out)).toMatchObject(
      ['maven', 'kaniko'].map((entry) => ({ entry, passed: false, why: 'not ready after 2 s: Pending, on no node' })),
    );
    expect(err).not.toContain('left behind');
    expect(code).toBe(1);
    const { body } = await server.request('GET', '/api/v1/namespaces?labelSelector=podwright-smoke');
    expect(body.items).toMatchObject(
      ['baseline', 'restricted'].map((level) => ({
        metadata: { labels: { 'pod-security.kubernetes.io/enforce': level }, deletionTimestamp: expect.any(String) },
      })),
    );
  });
});
