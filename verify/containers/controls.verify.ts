import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { podManifest, podTemplate, type PodTemplateBuilder } from '@podwright/core';
import { findEntry } from '@podwright/templates';
import { ContainerJudge, RefusedError, type JudgedContainer, type StartRequest } from '../lib/container-judge';

/** The judge's negative controls: each of them is a mistake that it has to see. */

const IMAGES = path.join(__dirname, '..', 'real-work');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'controls-'));
let judge: ContainerJudge;
const started: JudgedContainer[] = [];

beforeAll(() => {
  judge = new ContainerJudge(IMAGES);
});
afterEach(() => Promise.all(started.splice(0).map((container) => container.remove())));
afterAll(async () => {
  await judge.close();
  fs.rmSync(folder, { recursive: true });
});

interface Mount {
  name: string;
  mountPath: string;
}

/** What the controls change of a container. */
interface Container {
  name: string;
  volumeMounts: Mount[];
  args: string[];
  securityContext: Record<string, unknown>;
  readinessProbe: Record<string, unknown>;
}

/** The template's pod with something changed in its container; JSON is YAML. */
function changed(name: string, change: (container: Container) => void): string {
  const entry = findEntry(name)!;
  const builder: PodTemplateBuilder = podTemplate(name, { podSecurity: entry.level });
  const manifest = podManifest(builder.container(entry.create({})).build());
  // The library's own output, whose containers have all of these fields.
  const pod = JSON.parse(JSON.stringify(manifest)) as { spec: { containers: Container[] } };
  change(pod.spec.containers.find((container) => container.name === name)!);
  return JSON.stringify(pod);
}

async function start(name: string, pod: string, more: Partial<StartRequest> = {}): Promise<JudgedContainer> {
  const container = await judge.start({ pod, container: name, image: name, ...more });
  started.push(container);
  return container;
}

function script(text: string): string {
  const file = path.join(folder, 'script.sh');
  fs.writeFileSync(file, text);
  return file;
}

async function paths(container: JudgedContainer): Promise<string[]> {
  return (await container.writes()).outside.map(({ path, error }) => `${path} ${error ?? 'done'}`);
}

const asItIs = (): void => {};
const project = (name: string): string => path.join(IMAGES, name, 'project');
const work = (name: string): string => path.join(IMAGES, name, 'work.sh');

it('a home that is not mounted makes the work fail, and what was tried there is seen', async () => {
  const pod = changed('node', (container) => {
    container.volumeMounts = container.volumeMounts.filter(({ mountPath }) => mountPath !== '/home/node');
  });
  const container = await start('node', pod);
  expect((await container.run('sh', '-c', 'touch "$HOME/kept"')).status).not.toBe(0);
  await container.checkout(project('node'), 'job');
  expect((await container.step(work('node'), 'job')).status).not.toBe(0);
  expect(await paths(container)).toContainEqual(expect.stringMatching(/^\/home\/node\/.* EROFS$/));
});

it('a uid that is not the workspace’s makes the work fail', async () => {
  const pod = changed('shellcheck', (container) => {
    container.securityContext = { ...container.securityContext, runAsUser: 1001, runAsGroup: 1001 };
  });
  const container = await start('shellcheck', pod);
  await container.checkout(project('shellcheck'), 'job');
  const { status, output } = await container.step(work('shellcheck'), 'job');
  expect({ status, output }).toEqual({ status: 1, output: expect.stringContaining('report.xml') });
});

it('a project whose test fails fails', async () => {
  const copy = path.join(folder, 'project');
  fs.cpSync(project('node'), copy, { recursive: true });
  const test = path.join(copy, 'app.test.js');
  fs.writeFileSync(test, fs.readFileSync(test, 'utf8').replace('Hello, workspace', 'Hello, nobody'));
  const container = await start('node', changed('node', asItIs));
  await container.checkout(copy, 'job');
  const { status, output } = await container.step(work('node'), 'job');
  expect({ status, output }).toEqual({ status: 1, output: expect.stringContaining('# fail 1') });
});

it('a service without its data’s mount is seen to write into the volume that the image declares', async () => {
  const pod = changed('redis', (container) => {
    container.volumeMounts = container.volumeMounts.filter(({ mountPath }) => mountPath !== '/data');
  });
  const container = await start('redis', pod, { traced: true });
  expect(await container.ready()).toMatchObject({ ready: true });
  await container.checkout(project('redis'), 'job');
  await container.step(work('redis'), 'job');
  expect(await paths(container)).toContain('/data/dump.rdb done');
});

it('what a tool writes outside and swallows is seen, by whatever name', async () => {
  const container = await start('python', changed('python', asItIs));
  await container.checkout(project('python'), 'job');
  const tool = [
    'touch /usr/share/swallowed 2>/dev/null || true',
    'mkdir -p /opt/deep/er 2>/dev/null || true',
    '(cd /usr/lib && mkdir relative 2>/dev/null) || true',
    'echo x 2>/dev/null >/nowhere/file || true',
    'echo x >/dev/shm/kept',
    'ln -s "$PWD" /srv/link 2>/dev/null || true',
    'rm -f /etc/hostname 2>/dev/null || true',
    `python3 -c 'import os, socket, threading
def write():
    try: os.rename("/etc/passwd", "/etc/moved")
    except OSError: pass
    try: socket.socket(socket.AF_UNIX).bind("/run/own.sock")
    except OSError: pass
thread = threading.Thread(target=write)
thread.start()
thread.join()'`,
    // None of these is a mistake.
    'touch here "$HOME/there" /tmp/too; echo x >/dev/null; rm -f /var/absent/file; python3 -c "import json"',
  ];
  expect((await container.step(script(tool.join('\n')), 'job')).status).toBe(0);
  expect((await paths(container)).sort()).toEqual([
    '/dev/shm/kept done',
    '/etc/hostname EROFS',
    '/etc/moved EROFS',
    '/etc/passwd EROFS',
    '/nowhere/file ENOENT',
    '/opt/deep EROFS',
    '/run/own.sock EROFS',
    '/srv/link EROFS',
    '/usr/lib/relative EROFS',
    '/usr/share/swallowed EROFS',
  ]);
});

it('each difference of the security context is told', async () => {
  const container = await start('shellcheck', changed('shellcheck', asItIs));
  expect(await container.context()).toMatchObject({ differences: [], command: true });
  const other = changed('shellcheck', (changedContainer) => {
    changedContainer.securityContext = {
      runAsUser: 1001,
      runAsGroup: 1001,
      capabilities: { add: ['SYS_TIME'] },
      seccompProfile: { type: 'Unconfined' },
    };
  });
  const { differences } = await container.context(other.replace('"fsGroup":1000', '"fsGroup":77'));
  const told = differences.map((difference) => difference.split(':')[0]);
  expect(told).toEqual(['uid', 'gid', 'CapBnd', 'NoNewPrivs', 'Seccomp', 'read-only root', 'groups']);
});

it('capabilities and a writable root that a manifest has are there', async () => {
  const pod = changed('shellcheck', (container) => {
    container.securityContext = { capabilities: { drop: ['ALL'], add: ['CHOWN'] }, runAsNonRoot: false, runAsUser: 0 };
  });
  const container = await start('shellcheck', pod);
  expect((await container.context()).differences).toEqual([]);
  expect((await container.run('sh', '-c', 'touch /x && chown 5:5 /x')).status).toBe(0);
});

it('a container that would run as root is refused', async () => {
  const pod = changed('shellcheck', (container) => {
    container.securityContext = { ...container.securityContext, runAsUser: 0 };
  });
  await expect(start('shellcheck', pod)).rejects.toThrow(RefusedError);
});

it('a probe that does not hold within its limits is told', async () => {
  const pod = changed('redis', (container) => {
    // The kubelet asks the pod's address, where a server on the loopback address does not answer.
    container.readinessProbe = { tcpSocket: { port: 6379 }, periodSeconds: 1, failureThreshold: 2 };
  });
  const container = await start('redis', pod, { traced: true });
  expect(await container.ready()).toMatchObject({ ready: false, reason: expect.stringContaining('refused') });
});

it('a service that ends is told', async () => {
  const pod = changed('redis', (container) => {
    container.args = ['redis-server', '--port', 'none'];
  });
  const container = await start('redis', pod, { traced: true });
  expect(await container.ready()).toMatchObject({ ready: false, reason: 'the container has ended' });
});

/** Command lines of what a judge runs: containerd, what stands between it and a container, and a service. */
function judgesProcesses(): readonly string[] {
  const commands = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      } catch {
        return ''; // It ended in the meantime.
      }
    });
  return commands.filter((command) => /\/run\/podwright\/|^redis-server/.test(command));
}

it('a judge that is killed leaves no process behind', async () => {
  await judge.close();
  expect(judgesProcesses()).toEqual([]);
  const killed = spawn(path.join(__dirname, 'run.sh'), ['serve', IMAGES], { stdio: ['pipe', 'pipe', 'ignore'] });
  try {
    // The first line tells that it is ready, the second that the container runs.
    const lines = createInterface(killed.stdout)[Symbol.asyncIterator]();
    await lines.next();
    const request = { id: 1, do: 'start', pod: changed('redis', asItIs), container: 'redis', image: 'redis' };
    killed.stdin.write(`${JSON.stringify(request)}\n`);
    await lines.next();
    expect(judgesProcesses().length).toBeGreaterThan(1);
  } finally {
    killed.kill('SIGKILL');
  }
  for (let tries = 0; judgesProcesses().length > 0 && tries < 50; tries++) await sleep(100);
  expect(judgesProcesses()).toEqual([]);
  // The next one finds its folder in order.
  judge = new ContainerJudge(IMAGES);
  await start('shellcheck', changed('shellcheck', asItIs));
});
