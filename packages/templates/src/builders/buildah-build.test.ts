import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline, podTemplate, type Step } from '@podwright/core';
import { buildah } from './buildah';
import { buildahBuild } from './buildah-build';
import { registryCache } from './registry-cache';

const destination = 'registry.example.com/payments/api:1.2.3';
const scriptOf = (step: Step): string => (step.kind === 'sh' ? step.script : '');
let workspace: string;

beforeAll(() => {
  workspace = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'podwright-buildah-')));
  const stub = `#!${process.execPath}
console.log(JSON.stringify(process.argv.slice(2)));
process.exitCode = process.argv[2] === process.env.FAILS ? 125 : 0;
`;
  fs.writeFileSync(path.join(workspace, 'buildah'), stub, { mode: 0o755 });
});
afterAll(() => fs.rmSync(workspace, { recursive: true }));

/** The arguments of each call of buildah when sh runs the script in the workspace, as Jenkins does. */
function callsOf(step: Step, env: { [name: string]: string } = {}): { calls: unknown[]; status: number | null } {
  const { stdout, stderr, status } = spawnSync('sh', ['-e', '-c', scriptOf(step)], {
    cwd: workspace,
    env: { PATH: `${workspace}:${process.env.PATH}`, ...env },
    encoding: 'utf8',
  });
  if (stderr !== '') throw new Error(stderr);
  return {
    calls: stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown),
    status,
  };
}

describe('buildahBuild', () => {
  it('is this script', () => {
    const step = buildahBuild({ destination, cache: registryCache('registry.example.com/payments/cache') });
    expect(step.kind === 'sh' && step.label).toBe(`Buildah: ${destination}`);
    expect(scriptOf(step)).toBe(
      [
        'buildah build \\',
        '  --layers \\',
        '  --cache-from registry.example.com/payments/cache \\',
        '  --cache-to registry.example.com/payments/cache \\',
        '  --cache-ttl 336h \\',
        '  --file "${PWD}/Dockerfile" \\',
        '  --tag registry.example.com/payments/api:1.2.3 \\',
        '  --retry 3 \\',
        '  "${PWD}"',
        'buildah push \\',
        '  --digestfile "${PWD}/image.digest" \\',
        '  --retry 3 \\',
        '  registry.example.com/payments/api:1.2.3 \\',
        '  docker://registry.example.com/payments/api:1.2.3',
      ].join('\n'),
    );
  });

  it('builds once and pushes under every name, the digest with the first', () => {
    const latest = 'registry.example.com/payments/api:${GIT_COMMIT}';
    const step = buildahBuild({
      destination: [destination, latest],
      context: 'services/my api',
      buildArgs: { TITLE: 'it\'s "new" & $cheap' },
      target: 'runtime',
      labels: { revision: '${GIT_COMMIT}' },
      secrets: [{ id: 'npmrc', src: '/run/secrets/npmrc' }],
      digestFile: 'out/api.digest',
    });
    expect(callsOf(step, { GIT_COMMIT: 'abc123' })).toEqual({
      status: 0,
      calls: [
        [
          'build',
          '--layers',
          ...['--file', `${workspace}/services/my api/Dockerfile`],
          ...['--tag', destination],
          ...['--tag', 'registry.example.com/payments/api:abc123'],
          ...['--build-arg', 'TITLE=it\'s "new" & $cheap'],
          ...['--label', 'revision=abc123'],
          ...['--secret', 'id=npmrc,src=/run/secrets/npmrc'],
          ...['--target', 'runtime'],
          ...['--retry', '3'],
          `${workspace}/services/my api`,
        ],
        ['push', '--digestfile', `${workspace}/out/api.digest`, '--retry', '3', destination, `docker://${destination}`],
        [
          'push',
          ...['--retry', '3'],
          'registry.example.com/payments/api:abc123',
          'docker://registry.example.com/payments/api:abc123',
        ],
      ],
    });
  });

  it('reads a read-only cache and does not write it', () => {
    const cache = registryCache('registry.example.com/cache', { ttl: '24h', readOnly: true });
    expect(callsOf(buildahBuild({ destination, cache })).calls[0]).toEqual([
      'build',
      '--layers',
      ...['--cache-from', 'registry.example.com/cache', '--cache-ttl', '24h'],
      ...['--file', `${workspace}/Dockerfile`, '--tag', destination, '--retry', '3'],
      workspace,
    ]);
  });

  it('pushes nothing when the build fails, and fails when the push does', () => {
    const failed = callsOf(buildahBuild({ destination }), { FAILS: 'build' });
    expect([failed.status, failed.calls.length]).toEqual([125, 1]);
    expect(callsOf(buildahBuild({ destination: [destination, destination] }), { FAILS: 'push' }).status).toBe(125);
  });

  it('is a step that a pipeline takes', () => {
    const build = podTemplate('build', { podSecurity: 'baseline' }).container(buildah()).build();
    expect(pipeline(build).stage('Image', 'buildah', buildahBuild({ destination })).stages).toHaveLength(1);
  });

  it('refuses options under its own name', () => {
    // @ts-expect-error -- no destination
    expect(() => buildahBuild({})).toThrow('buildahBuild: destination: is missing; name the image to push');
    expect(() => buildahBuild({ destination: 'registry.example.com/api' })).toThrow('has no tag; name one, such as');
  });
});
