import { InvalidPodTemplateError, parseImageReference, type Fault } from '@podwright/core';
import type { RegistryCache } from './registry-cache';
import { withoutVariables } from './shell-word';

/** A secret that a `RUN --mount=type=secret` of the Dockerfile reads; it never gets into the image. */
export interface BuildSecret {
  /** Its id in the Dockerfile. */
  readonly id: string;
  /** Path of the file in the container. */
  readonly src: string;
}

/**
 * What every builder of Dockerfiles is told. In every text `${NAME}` is a variable of the build, such as `${GIT_COMMIT}`;
 * everything else means itself.
 */
export interface ImageBuildOptions {
  /** Image to push, with its tag; several push the same image under each name. */
  readonly destination: string | readonly string[];
  /** Folder to build, relative to the workspace. @default the workspace */
  readonly context?: string | undefined;
  /** The Dockerfile, relative to the workspace. @default Dockerfile in the context */
  readonly dockerfile?: string | undefined;
  /** Values of the Dockerfile's ARGs. They are seen in the image's history: no place for a secret. */
  readonly buildArgs?: { readonly [name: string]: string } | undefined;
  /** Stage of the Dockerfile to build. @default the last */
  readonly target?: string | undefined;
  /** Labels of the image. */
  readonly labels?: { readonly [key: string]: string } | undefined;
  readonly secrets?: readonly BuildSecret[] | undefined;
  /** Layers shared by all builds. @default none */
  readonly cache?: RegistryCache | undefined;
  /** File that gets the digest of the pushed image, relative to the workspace. @default image.digest */
  readonly digestFile?: string | undefined;
}

/** The options of a build, checked, with every default in place. */
export interface ImageBuild {
  readonly destinations: readonly string[];
  /** Absolute, below `${PWD}`. */
  readonly context: string;
  readonly dockerfile: string;
  readonly digestFile: string;
  readonly buildArgs: readonly string[];
  readonly labels: readonly string[];
  readonly secrets: readonly string[];
  readonly target: string | undefined;
  readonly cache: RegistryCache | undefined;
}

const OPTIONS = [
  'destination',
  'context',
  'dockerfile',
  'buildArgs',
  'target',
  'labels',
  'secrets',
  'cache',
  'digestFile',
];

/**
 * Checks the options of a build.
 *
 * @throws InvalidPodTemplateError with every fault.
 */
export function readImageBuild(step: string, options: ImageBuildOptions): ImageBuild {
  const destinations =
    typeof options.destination === 'string' ? [options.destination] : [...(options.destination ?? [])];
  const {
    context = '.',
    digestFile = 'image.digest',
    buildArgs = {},
    labels = {},
    secrets = [],
    target,
    cache,
  } = options;
  const { dockerfile = `${context.replace(/\/+$/, '')}/Dockerfile` } = options;
  const faults = [
    ...Object.keys(options)
      .filter((key) => !OPTIONS.includes(key))
      .map((key): Fault => ({
        path: step,
        message: `unknown option ${JSON.stringify(key)}`,
        remedy: `use ${OPTIONS.join(', ')}`,
      })),
    ...destinationFaults(destinations),
    ...[context, dockerfile, digestFile].flatMap((path, i) =>
      pathFaults(path, ['context', 'dockerfile', 'digestFile'][i] ?? ''),
    ),
    ...Object.keys(buildArgs).flatMap((name): Fault[] =>
      /^[A-Za-z_]\w*$/.test(name)
        ? []
        : [{ path: 'buildArgs', value: name, message: 'cannot name an ARG', remedy: 'use letters, digits and "_"' }],
    ),
    ...Object.keys(labels).flatMap((key): Fault[] =>
      /^[^\s=]+$/.test(key)
        ? []
        : [
            {
              path: 'labels',
              value: key,
              message: 'cannot be the key of a label',
              remedy: 'use a text without spaces and "="',
            },
          ],
    ),
    ...secrets.flatMap(({ id, src }, i): Fault[] =>
      /^[\w.-]+$/.test(id) && /^[^\s,]+$/.test(src)
        ? []
        : [
            {
              path: `secrets[${i}]`,
              value: { id, src },
              message: 'is no secret',
              remedy: "write { id: 'npmrc', src: '/path/of/the/file' }",
            },
          ],
    ),
  ];
  if (faults.length > 0) throw new InvalidPodTemplateError(step, faults, step);
  return {
    destinations,
    context: inWorkspace(context),
    dockerfile: inWorkspace(dockerfile),
    digestFile: inWorkspace(digestFile),
    buildArgs: Object.entries(buildArgs).map(([name, value]) => `${name}=${value}`),
    labels: Object.entries(labels).map(([key, value]) => `${key}=${value}`),
    secrets: secrets.map(({ id, src }) => `id=${id},src=${src}`),
    target,
    cache,
  };
}

function destinationFaults(destinations: readonly string[]): Fault[] {
  if (destinations.length === 0)
    return [{ path: 'destination', message: 'is missing', remedy: 'name the image to push' }];
  return destinations.flatMap((destination): Fault[] => {
    const image = parseImageReference(withoutVariables(String(destination)));
    if (image === undefined)
      return [
        {
          path: 'destination',
          value: destination,
          message: 'is no image name',
          remedy: 'write registry/repository:tag, the path in lower case',
        },
      ];
    if (image.digest !== undefined)
      return [{ path: 'destination', value: destination, message: 'has a digest', remedy: 'a push is by tag' }];
    return image.tag === undefined
      ? [
          {
            path: 'destination',
            value: destination,
            message: 'has no tag',
            remedy: 'name one, such as :1.2.3 or :${GIT_COMMIT}',
          },
        ]
      : [];
  });
}

function pathFaults(path: string, option: string): Fault[] {
  return typeof path === 'string' && path !== '' && !path.split('/').includes('..')
    ? []
    : [
        {
          path: option,
          value: path,
          message: 'is no path of the workspace',
          remedy: 'write a path below the workspace, without ".."',
        },
      ];
}

function inWorkspace(path: string): string {
  if (path.startsWith('/')) return path;
  const plain = path
    .split('/')
    .filter((part) => part !== '.' && part !== '')
    .join('/');
  return plain === '' ? '${PWD}' : `\${PWD}/${plain}`;
}
