import fs from 'node:fs';
import path from 'node:path';
import { podTemplate, renderPodYaml, type PodTemplateBuilder } from '@podwright/core';
import { findEntry } from '@podwright/templates';
import { ContainerJudge, type JudgedContainer, type OutsideWrite } from './lib/container-judge';
import { toleratedBy, workOf, type Work } from './lib/work';

/** Templates whose work has to be seen here. */
const REQUIRED: readonly string[] = [
  ...['ansible', 'go', 'gradle', 'jdk', 'mariadb', 'maven', 'node', 'php', 'playwright', 'postgres', 'python'],
  ...['rabbitmq', 'redis', 'ruby', 'rust', 'shellcheck', 'skopeo'],
];

const FOLDER = path.join(__dirname, 'real-work');
const works: readonly Work[] = fs.readdirSync(FOLDER).map((name) => workOf(path.join(FOLDER, name)));

const asLine = ({ program, call, path, error }: OutsideWrite): string =>
  `${program}: ${call} ${path}: ${error ?? 'done'}`;

let judge: ContainerJudge;
beforeAll(() => {
  judge = new ContainerJudge(FOLDER);
});
afterAll(() => judge.close());

it('every template that is asked for has work', () => {
  expect(works.map((work) => work.entry)).toEqual(expect.arrayContaining([...REQUIRED]));
});

describe.each(works)('$name', (work) => {
  const entry = findEntry(work.entry);
  // A folder for what is no template fails, and is not left out.
  if (entry === undefined) throw new Error(`real-work/${work.name}: no template ${work.entry} in the catalogue`);
  const builder: PodTemplateBuilder = podTemplate(work.name, { podSecurity: entry.level });
  const pod = renderPodYaml(builder.container(entry.create(work.options)).build());
  let container: JudgedContainer;

  beforeAll(async () => {
    container = await judge.start({
      pod,
      container: work.entry,
      image: work.name,
      traced: entry.kind === 'service',
    });
  });
  afterAll(() => container?.remove());

  it('has the security context of the manifest', async () => {
    expect((await container.context()).differences).toEqual([]);
  });

  if (entry.kind === 'service') {
    it('is ready within the limits of its own probe', async () => {
      const { ready, reason } = await container.ready();
      expect({ ready, log: ready ? '' : `${reason}\n${await container.log()}` }).toEqual({ ready: true, log: '' });
    });
  } else {
    it('runs the command of the manifest', async () => {
      expect((await container.context()).command).toBe(true);
    });
  }

  it('has a home to write to, and no root', async () => {
    const { status, output } = await container.run('sh', '-c', 'touch "$HOME/kept" && ! touch /refused 2>&1');
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('Read-only file system') });
  });

  it('does its work', async () => {
    await container.checkout(work.project, 'workspace/job');
    const { status, output } = await container.step(work.script, 'workspace/job');
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
  });

  it('writes to its mounts only', async () => {
    const { outside, calls } = await container.writes();
    expect(calls).toBeGreaterThan(0);
    expect(outside.filter((write) => toleratedBy(work, write) === undefined).map(asLine)).toEqual([]);
    // What is tolerated has to happen: else the entry is old and hides something.
    const happened = new Set(outside.map((write) => toleratedBy(work, write)));
    expect(work.tolerated.filter((entry) => !happened.has(entry))).toEqual([]);
  });
});
