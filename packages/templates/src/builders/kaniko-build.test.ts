import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline, podTemplate, type Step } from '@podwright/core';
import fc from 'fast-check';
import { kaniko } from './kaniko';
import { kanikoBuild } from './kaniko-build';
import { registryCache } from './registry-cache';

const destination = 'registry.example.com/payments/api:1.2.3';
let workspace: string;

beforeAll(() => {
  workspace = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'podwright-kaniko-')));
  const stub = '#!/bin/sh\nprintf \'%s\\0\' "$@"\n';
  fs.writeFileSync(path.join(workspace, 'executor'), stub, { mode: 0o755 });
});
afterAll(() => fs.rmSync(workspace, { recursive: true }));

const scriptOf = (step: Step): string => (step.kind === 'sh' ? step.script : '');

/** The arguments that the executor gets when sh runs the script in the workspace, as Jenkins does. */
function argumentsOf(step: Step, env: { [name: string]: string } = {}): string[] {
  const script = scriptOf(step).replace('/kaniko/executor', path.join(workspace, 'executor'));
  const { stdout, stderr, status } = spawnSync('sh', ['-e', '-c', script], { cwd: workspace, env, encoding: 'utf8' });
  if (status !== 0 || stderr !== '') throw new Error(`${status}: ${stderr}`);
  return stdout.split('\0').slice(0, -1);
}

describe('kanikoBuild', () => {
  it('is this script', () => {
    const step = kanikoBuild({ destination, cache: registryCache('registry.example.com/payments/cache') });
    expect(step).toEqual({
      kind: 'sh',
      label: `Kaniko: ${destination}`,
      script: [
        '/kaniko/executor',
        '--context "dir://${PWD}"',
        '--dockerfile "${PWD}/Dockerfile"',
        '--destination registry.example.com/payments/api:1.2.3',
        '--cache=true',
        '--cache-repo registry.example.com/payments/cache',
        '--cache-copy-layers',
        '--cache-ttl 336h',
        '--digest-file "${PWD}/image.digest"',
        '--push-retry 3',
        '--image-download-retry 3',
        '--cleanup',
      ].join(' \\\n  '),
    });
  });

  it('hands the executor every option as one argument', () => {
    const step = kanikoBuild({
      destination: [destination, 'registry.example.com/payments/api:${GIT_COMMIT}'],
      context: 'services/my api',
      dockerfile: 'docker/api.Dockerfile',
      buildArgs: { VERSION: '1.2.3', TITLE: 'it\'s "new" & $cheap', EMPTY: '' },
      target: 'runtime',
      labels: { 'org.opencontainers.image.revision': '${GIT_COMMIT}', note: 'two\nlines' },
      secrets: [{ id: 'npmrc', src: '/run/secrets/npmrc' }],
      cache: registryCache('registry.example.com/payments/cache', { ttl: '24h', readOnly: true }),
      digestFile: 'out/api.digest',
    });
    expect(argumentsOf(step, { GIT_COMMIT: 'abc123' })).toEqual([
      ...['--context', `dir://${workspace}/services/my api`],
      ...['--dockerfile', `${workspace}/docker/api.Dockerfile`],
      ...['--destination', destination],
      ...['--destination', 'registry.example.com/payments/api:abc123'],
      ...['--build-arg', 'VERSION=1.2.3'],
      ...['--build-arg', 'TITLE=it\'s "new" & $cheap'],
      ...['--build-arg', 'EMPTY='],
      ...['--label', 'org.opencontainers.image.revision=abc123'],
      ...['--label', 'note=two\nlines'],
      ...['--secret', 'id=npmrc,src=/run/secrets/npmrc'],
      ...['--target', 'runtime'],
      '--cache=true',
      ...['--cache-repo', 'registry.example.com/payments/cache'],
      '--cache-copy-layers',
      ...['--cache-ttl', '24h'],
      '--no-push-cache',
      ...['--digest-file', `${workspace}/out/api.digest`],
      ...['--push-retry', '3'],
      ...['--image-download-retry', '3'],
      '--cleanup',
    ]);
  });

  it('hands over any value of an argument and of a label as it is', () => {
    const text = fc
      .string({ unit: 'binary' })
      .filter((value) => !/\0|\$\{/.test(value) && Buffer.from(value).toString() === value);
    fc.assert(
      fc.property(text, text, (argument, label) => {
        const given = argumentsOf(kanikoBuild({ destination, buildArgs: { A: argument }, labels: { l: label } }));
        expect(given).toEqual(expect.arrayContaining([`A=${argument}`, `l=${label}`]));
      }),
      { numRuns: 50 },
    );
  });

  it('empties the separators of the shell when a value has a space, and else leaves them alone', () => {
    expect(scriptOf(kanikoBuild({ destination, buildArgs: { A: 'b c' } }))).toMatch(
      /^export IFS=''\n\/kaniko\/executor /,
    );
    expect(scriptOf(kanikoBuild({ destination, labels: { a: 'b c' } }))).toMatch(/^export IFS=''\n/);
    expect(scriptOf(kanikoBuild({ destination, buildArgs: { A: 'b' } }))).not.toContain('IFS');
  });

  it('has no cache unless one is named, and does not write one that is read-only', () => {
    expect(argumentsOf(kanikoBuild({ destination })).join(' ')).not.toContain('cache');
    const cache = registryCache('registry.example.com/cache');
    expect(argumentsOf(kanikoBuild({ destination, cache }))).not.toContain('--no-push-cache');
    expect(argumentsOf(kanikoBuild({ destination, cache: { ...cache, readOnly: true } }))).toContain('--no-push-cache');
  });

  it('fails the build when the executor fails', () => {
    const script = scriptOf(kanikoBuild({ destination })).replace('/kaniko/executor', 'false');
    expect(spawnSync('sh', ['-e', '-c', script]).status).toBe(1);
  });

  it('is a step that a pipeline takes', () => {
    const build = podTemplate('build', { podSecurity: 'baseline' }).container(kaniko()).build();
    expect(pipeline(build).stage('Image', 'kaniko', kanikoBuild({ destination })).stages).toHaveLength(1);
  });

  it('refuses options under its own name', () => {
    // @ts-expect-error -- no destination
    expect(() => kanikoBuild({ context: '..' })).toThrow(/^kanikoBuild: 2 faults\n {2}destination: is missing;/);
    // @ts-expect-error -- misspelt
    expect(() => kanikoBuild({ destination, dockerFile: 'x' })).toThrow('did you mean "dockerfile"?');
  });
});
