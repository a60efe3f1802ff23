import { sh, type Step } from '@podwright/core';
import { readImageBuild, type ImageBuildOptions } from './image-build';
import { shellCommand, shellWord } from '../shell-word';

/**
 * Builds and pushes an image in a container of `buildah`.
 *
 * @throws InvalidPodTemplateError with every option that is wrong.
 * @example buildahBuild({ destination: 'registry.example.com/payments/api:1.2.3' })
 */
export function buildahBuild(options: ImageBuildOptions): Step {
  const build = readImageBuild('buildahBuild', options);
  const { cache, destinations } = build;
  const flags: readonly (readonly [flag: string, value?: string])[] = [
    // Without layers nothing is written to the cache.
    ['--layers'],
    ...(cache === undefined
      ? []
      : ([
          ['--cache-from', cache.repository],
          ...(cache.readOnly ? [] : [['--cache-to', cache.repository] as const]),
          ['--cache-ttl', cache.ttl],
        ] as const)),
    ['--file', build.dockerfile],
    ...destinations.map((destination) => ['--tag', destination] as const),
    ...build.buildArgs.map((argument) => ['--build-arg', argument] as const),
    ...build.labels.map((label) => ['--label', label] as const),
    ...build.secrets.map((secret) => ['--secret', secret] as const),
    ...(build.target === undefined ? [] : [['--target', build.target] as const]),
    ['--retry', '3'],
  ];
  const buildCommand = shellCommand(
    'buildah build',
    ...flags.map(([flag, value]) => (value === undefined ? flag : `${flag} ${shellWord(value)}`)),
    shellWord(build.context),
  );
  // The digest is that of the manifest, which only a push knows.
  const pushes = destinations.map((destination, i) =>
    shellCommand(
      'buildah push',
      ...(i === 0 ? [`--digestfile ${shellWord(build.digestFile)}`] : []),
      '--retry 3',
      shellWord(destination),
      shellWord(`docker://${destination}`),
    ),
  );
  return sh([buildCommand, ...pushes].join('\n'), { label: `Buildah: ${destinations[0] ?? ''}` });
}
