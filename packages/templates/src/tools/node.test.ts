import { env, type ContainerDefinition, type Resources } from '@podwright/core';
import { containerOf } from '../container-of';
import { node } from './node';

const untyped = node as (options: unknown) => ContainerDefinition;

describe('node', () => {
  it('is this container', () => {
    expect(containerOf(node())).toEqual({
      name: 'node',
      image: 'docker.io/library/node:24.19.0-bookworm',
      command: ['sh', '-c'],
      args: ["trap 'exit 0' TERM INT; while :; do sleep 3600 & wait $!; done"],
      workingDir: '/home/jenkins/agent',
      env: [
        { name: 'HOME', value: '/home/node' },
        { name: 'NODE_OPTIONS', value: '--max-old-space-size=1536' },
        { name: 'npm_config_prefix', value: '/home/node/.npm-global' },
        {
          name: 'PATH',
          value: '/home/node/.npm-global/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        },
        { name: 'npm_config_update_notifier', value: 'false' },
        { name: 'COREPACK_ENABLE_DOWNLOAD_PROMPT', value: '0' },
      ],
      volumeMounts: [
        { name: 'node-tmp', mountPath: '/tmp' },
        { name: 'node-home', mountPath: '/home/node' },
      ],
      resources: {
        requests: { cpu: '500m', memory: '2Gi', 'ephemeral-storage': '512Mi' },
        limits: { memory: '2Gi', 'ephemeral-storage': '4Gi' },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      },
    });
  });

  it.each<[string, Resources, string]>([
    ['the memory', { memory: '4Gi' }, '3072'],
    ['a limit of its own', { limits: { memory: '1Gi' } }, '768'],
    ['a limit above the request', { requests: { memory: '1Gi' }, limits: { memory: '3Gi' } }, '2304'],
    ['a lone request, which is the limit too', { requests: { memory: '8Gi' } }, '6144'],
    ['decimal units', { memory: '2G' }, '1430'],
    ['bytes', { memory: 1073741824 }, '768'],
    ['no memory, only cpu', { cpu: 2 }, '1536'],
  ])('has a heap of three quarters of the limit, given %s', (_, resources, heap) => {
    const made = containerOf(node({ resources }));
    expect(made?.env).toContainEqual({ name: 'NODE_OPTIONS', value: `--max-old-space-size=${heap}` });
  });

  it('has of each version the release and the distribution that are known', () => {
    expect(node({ version: 24 }).image).toBe('docker.io/library/node:24.19.0-bookworm');
    expect(node({ version: 26 }).image).toBe('docker.io/library/node:26.7.0-trixie');
  });

  it('finds what is installed globally before what the image has, of every package manager and version', () => {
    for (const packageManager of ['npm', 'pnpm', 'yarn'] as const)
      for (const version of [24, 26] as const) {
        const env = containerOf(node({ version, packageManager }))?.env ?? [];
        const value = (name: string) => env.find((variable) => variable.name === name)?.value ?? '';
        expect(value('PATH').split(':')[0]).toBe(`${value('npm_config_prefix')}/bin`);
        expect(value('PATH')).toMatch(/:\/usr\/local\/bin:.*:\/bin$/);
      }
  });

  it('has pnpm’s store beside the workspace, and both places of its programs on PATH', () => {
    const env = containerOf(node({ packageManager: 'pnpm' }))?.env;
    expect(env).toContainEqual({ name: 'pnpm_config_store_dir', value: '/home/jenkins/agent/.pnpm-store' });
    expect(env).toContainEqual({ name: 'PNPM_HOME', value: '/home/node/.local/share/pnpm' });
    const path = env?.find(({ name }) => name === 'PATH')?.value?.split(':');
    expect(path?.slice(1, 3)).toEqual(['/home/node/.local/share/pnpm/bin', '/home/node/.local/share/pnpm']);
  });

  it('lets Yarn tell nobody of itself, and leaves its cache where the repository has it', () => {
    const names = containerOf(node({ packageManager: 'yarn' }))?.env?.map(({ name }) => name);
    expect(names).toContain('YARN_ENABLE_TELEMETRY');
    expect(names).not.toContain('YARN_CACHE_FOLDER');
    expect(containerOf(node())?.env?.map(({ name }) => name)).not.toContain('YARN_ENABLE_TELEMETRY');
  });

  it('does not compile with a version or a package manager that it does not have', () => {
    // @ts-expect-error -- 22
    expect(() => node({ version: 22 })).toThrow('is no choice');
    // @ts-expect-error -- bun
    expect(() => node({ packageManager: 'bun' })).toThrow('is no choice');
  });

  it('says of an amount that is none only that', () => {
    expect(() => containerOf(node({ resources: { memory: 'lots' } }))).toThrow(
      '"lots" is no Kubernetes quantity; write a text such as "500m", "2" or "1Gi"',
    );
  });

  it('takes another name, another image and other variables', () => {
    const image = 'docker.io/library/node:22.20.0-bookworm-slim';
    const made = containerOf(node({ name: 'web', image, env: [env('NODE_OPTIONS', '--max-old-space-size=512')] }));
    expect([made?.name, made?.image]).toEqual(['web', image]);
    expect(made?.env?.filter(({ name }) => name === 'NODE_OPTIONS')).toEqual([
      { name: 'NODE_OPTIONS', value: '--max-old-space-size=512' },
    ]);
  });

  it.each([
    ['a version that it does not have', { version: 22 }, 'node: version: 22 is no choice; use one of 24, 26'],
    ['a package manager that it does not know', { packageManager: 'bun' }, 'use one of npm, pnpm, yarn'],
    ['an image that is no text', { image: 24 }, 'node: image: 24 is no text; write a text'],
    ['an image that is none', { image: 'node:24:slim' }, '"node:24:slim" is no image name'],
    [
      'variables as a mapping',
      { env: { CI: 'true' } },
      "is no list of { name, value }; write [{ name: 'NAME', value: 'text' }]",
    ],
  ])('refuses %s', (_, options, message) => {
    expect(() => containerOf(untyped(options))).toThrow(message);
  });
});
