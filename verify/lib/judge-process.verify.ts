import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiServer } from './api-server';
import { JenkinsJudge } from './jenkins-judge';

const pod = { text: '{}', mode: 'pod' } as const;
const folder = mkdtempSync(join(tmpdir(), 'podwright-judge-process-'));
const open: JenkinsJudge[] = [];
afterEach(() => Promise.all(open.splice(0).map((judge) => judge.close())));
afterAll(() => rmSync(folder, { recursive: true }));

/** A Jenkins judge that does not outlive its test. */
function jenkinsJudge(command?: string): JenkinsJudge {
  const judge = new JenkinsJudge(command);
  open.push(judge);
  return judge;
}

/** A program in a judge's place. */
function program(name: string, interpreter: string, ...lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, [`#!${interpreter}`, ...lines, ''].join('\n'), { mode: 0o700 });
  return path;
}

describe('a Jenkins judge that does not work fails the run:', () => {
  test('one that is not there', async () => {
    const judge = jenkinsJudge('/nowhere/run.sh');
    await expect(judge.judge(pod)).rejects.toThrow(/^the Jenkins judge could not start: .*ENOENT/);
    await expect(judge.judge(pod)).rejects.toThrow(/could not start/);
  });

  test('one that cannot be built', async () => {
    const judge = jenkinsJudge(program('broken', '/bin/sh', 'echo "BUILD FAILURE" >&2', 'exit 3'));
    await expect(judge.judge(pod)).rejects.toThrow('the Jenkins judge ended with exit status 3\nBUILD FAILURE');
  });

  test('one that dies: what was answered stands, all else under way and later rejects with its last words', async () => {
    const judge = jenkinsJudge();
    const before = judge.judge(pod);
    // The judge itself falls over a list of containers that holds null.
    const deadly = judge.judge({ text: 'spec: {containers: [null]}', mode: 'pod' });
    const behind = judge.judge(pod);
    await expect(before).resolves.toMatchObject({ ok: true });
    await expect(deadly).rejects.toThrow(/^the Jenkins judge ended with exit status 1\n[^]*NullPointerException/);
    await expect(behind).rejects.toThrow(/NullPointerException/);
    await expect(judge.judge(pod)).rejects.toThrow(/NullPointerException/);
  });

  test('one that was closed', async () => {
    const judge = jenkinsJudge();
    const last = judge.judge(pod);
    await judge.close();
    await expect(last).resolves.toMatchObject({ ok: true });
    await expect(judge.judge(pod)).rejects.toThrow('the Jenkins judge was stopped');
  });

  test('one that talks nonsense', async () => {
    const judge = jenkinsJudge(program('nonsense', '/bin/sh', 'read -r line', 'echo hello', 'cat'));
    await expect(judge.judge(pod)).rejects.toThrow('answered with something that is no JSON: hello');
  });
});

test('answers find their questions, in whatever order and pieces they come', async () => {
  const judge = jenkinsJudge(
    program(
      'reverse',
      process.execPath,
      'const answers = [], say = (text) => new Promise((done) => process.stdout.write(text, () => setTimeout(done, 20)));',
      "require('node:readline').createInterface({ input: process.stdin }).on('line', async (line) => {",
      '  const { id, text } = JSON.parse(line);',
      '  answers.push(Buffer.from(JSON.stringify({ id, ok: true, containers: [text] })));',
      '  if (answers.length < 2) return;',
      "  const [first, second] = answers, half = first.indexOf('é') + 1;",
      "  for (const part of [second, '\\n', first.subarray(0, half), first.subarray(half), '\\n']) await say(part);",
      '});',
    ),
  );
  const verdicts = await Promise.all(['é', 'b'].map((text) => judge.judge({ text, mode: 'pod' })));
  expect(verdicts.map(({ containers }) => containers)).toEqual([['é'], ['b']]);
});

describe('an API server that does not work fails the run:', () => {
  test('one that is not there, or ends before it is ready', async () => {
    await expect(ApiServer.start({ command: '/nowhere/run.sh' })).rejects.toThrow(/^the API server could not start/);
    const command = program('not-ready', '/bin/sh', 'echo "etcd: no space" >&2', 'exit 1');
    await expect(ApiServer.start({ command })).rejects.toThrow(
      'the API server ended with exit status 1\netcd: no space',
    );
  });

  test('one that is given up while it is built: its compilers end too', async () => {
    const command = program('slow', '/bin/sh', 'sleep 300 &', 'wait');
    const abandon = new AbortController();
    const start = ApiServer.start({ command, signal: abandon.signal });
    setTimeout(() => abandon.abort(), 100);
    const before = Date.now();
    await expect(start).rejects.toThrow('the API server was stopped');
    expect(Date.now() - before).toBeLessThan(4000);
  });

  test('one that was stopped', async () => {
    const server = await ApiServer.start();
    await server.stop();
    await expect(server.dryRunPod('{}', 'default')).rejects.toThrow('the API server was stopped');
  });
});
