import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CATALOGUE } from '@podwright/templates';
import ts from 'typescript';
import { run } from './run';
import { starterTemplate } from './starter-template';

const TOOLS = CATALOGUE.filter(({ kind }) => kind !== 'agent').map(({ name }) => name);
const CHOICES = [
  ...TOOLS.map((tool) => [tool]),
  ['maven', 'kaniko'],
  ['node', 'postgres', 'buildah'],
  ['go', 'python'],
  // MySQL and MariaDB want one port, Redis and Valkey another.
  TOOLS.filter((tool) => tool !== 'mysql' && tool !== 'valkey'),
];

let folder: string;
const files: string[] = [];
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'podwright-starter-'));
  fs.mkdirSync(path.join(folder, 'node_modules'));
  fs.symlinkSync(path.resolve('node_modules/@podwright'), path.join(folder, 'node_modules/@podwright'));
  CHOICES.forEach((tools, i) => {
    files.push(path.join(folder, `starter-${i}.ts`));
    fs.writeFileSync(files[i] ?? '', starterTemplate(`starter-${i}`, tools));
  });
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

describe('starterTemplate', () => {
  it('is this text', () => {
    expect(starterTemplate('payments', ['maven', 'postgres', 'kaniko']))
      .toBe(`import { pipeline, podTemplate, sh } from '@podwright/core';
import { kaniko, kanikoBuild, maven, postgres } from '@podwright/templates';

const build = podTemplate('payments', { podSecurity: 'baseline' })
  .container(maven())
  .container(postgres())
  .container(kaniko({ registrySecret: 'registry-push' }))
  .build();

export default pipeline(build)
  .stage('Test', 'maven', sh('mvn -B verify'))
  .stage('Image', 'kaniko', kanikoBuild({ destination: 'registry.example.com/team/payments:\${GIT_COMMIT}' }));
`);
  });

  it('is a pod template where no tool has a step', () => {
    expect(starterTemplate('db', ['postgres'])).toBe(`import { podTemplate } from '@podwright/core';
import { postgres } from '@podwright/templates';

const build = podTemplate('db')
  .container(postgres())
  .build();

export default build;
`);
  });

  it('passes the type checker, whatever the tools', () => {
    const options: ts.CompilerOptions = {
      noEmit: true,
      strict: true,
      noUnusedLocals: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      customConditions: ['@podwright/source'],
    };
    const program = ts.createProgram(files, options);
    const found = files.flatMap((file) => {
      const source = program.getSourceFile(file);
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    });
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  }, 60_000);

  it('generates, whatever the tools', async () => {
    const err: string[] = [];
    const streams = {
      out: () => undefined,
      err: (text: string) => err.push(text),
      readInput: () => Promise.resolve(''),
    };
    const code = await run(['generate', ...files], { ...streams, cwd: folder });
    expect([code, err]).toEqual([0, []]);
    expect(fs.readdirSync(path.join(folder, 'generated'))).toHaveLength(3 * CHOICES.length);
  });
});
