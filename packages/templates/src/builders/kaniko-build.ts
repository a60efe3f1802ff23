import { sh, type Step } from '@podwright/core';
import { readImageBuild, type ImageBuildOptions } from './image-build';
import { shellCommand, shellWord } from '../shell-word';

/**
 * Builds and pushes an image in a container of `kaniko`.
 *
 * @throws InvalidPodTemplateError with every option that is wrong.
 * @example kanikoBuild({ destination: 'registry.example.com/payments/api:${GIT_COMMIT}', cache: registryCache('registry.example.com/payments/cache') })
 */
export function kanikoBuild(options: ImageBuildOptions): Step {
  const build = readImageBuild('kanikoBuild', options);
  const { cache } = build;
  const flags: readonly (readonly [flag: string, value?: string])[] = [
    ['--context', `dir://${build.context}`],
    ['--dockerfile', build.dockerfile],
    ...build.destinations.map((destination) => ['--destination', destination] as const),
    ...build.buildArgs.map((argument) => ['--build-arg', argument] as const),
    ...build.labels.map((label) => ['--label', label] as const),
    ...build.secrets.map((secret) => ['--secret', secret] as const),
    ...(build.target === undefined ? [] : [['--target', build.target] as const]),
    ...(cache === undefined
      ? []
      : ([
          ['--cache=true'],
          ['--cache-repo', cache.repository],
          ['--cache-copy-layers'],
          ['--cache-ttl', cache.ttl],
          ...(cache.readOnly ? [['--no-push-cache'] as const] : []),
        ] as const)),
    ['--digest-file', build.digestFile],
    ['--push-retry', '3'],
    ['--image-download-retry', '3'],
    // The next build in this container must not see the files of this one.
    ['--cleanup'],
  ];
  const command = shellCommand(
    '/kaniko/executor',
    ...flags.map(([flag, value]) => (value === undefined ? flag : `${flag} ${shellWord(value)}`)),
  );
  // Kaniko splits the values of its arguments at spaces unless the shell's separators are empty.
  const separators = [...build.buildArgs, ...build.labels].some((value) => /\s/.test(value)) ? "export IFS=''\n" : '';
  return sh(separators + command, { label: `Kaniko: ${build.destinations[0] ?? ''}` });
}
