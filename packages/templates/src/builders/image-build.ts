import { InvalidPodTemplateError, parseImageReference, suggestionFor, type Fault } from '@podwright/core';
import type { RegistryCache } from './registry-cache';
import { isMapping } from '../mapping';
import { withoutVariables } from '../shell-word';

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

/** What is wrong with the value of each option; an option that is left out is not looked at. */
const CHECKS: { readonly [option: string]: (value: unknown) => Fault[] } = {
  destination: destinationFaults,
  context: (value) => pathFaults('context', value),
  dockerfile: (value) => pathFaults('dockerfile', value),
  buildArgs: (value) =>
    textsFaults('buildArgs', value, /^[A-Za-z_]\w*$/, 'cannot name an ARG', 'use letters, digits and "_"'),
  target: (value) =>
    typeof value === 'string' && value.trim() !== ''
      ? []
      : [{ path: 'target', value, message: 'names no stage', remedy: 'write the name of a stage of the Dockerfile' }],
  labels: (value) =>
    textsFaults('labels', value, /^[^\s=]+$/, 'cannot be the key of a label', 'use a text without spaces and "="'),
  secrets: secretFaults,
  cache: (value) =>
    isMapping(value) &&
    typeof value.repository === 'string' &&
    typeof value.ttl === 'string' &&
    typeof value.readOnly === 'boolean'
      ? []
      : [{ path: 'cache', value, message: 'is no cache', remedy: 'make it with registryCache()' }],
  digestFile: (value) => pathFaults('digestFile', value),
};

/**
 * Checks the options of a build.
 *
 * @throws InvalidPodTemplateError with every fault.
 */
export function readImageBuild(step: string, options: ImageBuildOptions): ImageBuild {
  const faults = optionsFaults(options);
  if (faults.length > 0) throw new InvalidPodTemplateError(step, faults, step);
  const {
    destination,
    context = '.',
    digestFile = 'image.digest',
    buildArgs = {},
    labels = {},
    secrets = [],
  } = options;
  const { dockerfile = `${context.replace(/\/+$/, '')}/Dockerfile`, target, cache } = options;
  return {
    destinations: typeof destination === 'string' ? [destination] : destination,
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

function optionsFaults(options: unknown): Fault[] {
  if (!isMapping(options))
    return [{ path: 'options', value: options, message: 'is no mapping', remedy: 'write { destination: … }' }];
  const known = Object.keys(CHECKS);
  const missing = options.destination === undefined ? destinationFaults([]) : [];
  const wrong = Object.entries(options).flatMap(([option, value]): Fault[] => {
    if (!Object.hasOwn(CHECKS, option))
      return [
        {
          path: 'options',
          message: `unknown option ${JSON.stringify(option)}`,
          remedy: suggestionFor(option, known, `use ${known.join(', ')}`),
        },
      ];
    return value === undefined ? [] : (CHECKS[option]?.(value) ?? []);
  });
  return [...missing, ...wrong];
}

function destinationFaults(value: unknown): Fault[] {
  const path = 'destination';
  const destinations: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (destinations.length === 0) return [{ path, message: 'is missing', remedy: 'name the image to push' }];
  return destinations.flatMap((destination): Fault[] => {
    const image = typeof destination === 'string' ? parseImageReference(withoutVariables(destination)) : undefined;
    const remedy = 'write registry/repository:tag, the path in lower case';
    if (image === undefined) return [{ path, value: destination, message: 'is no image name', remedy }];
    if (image.digest !== undefined)
      return [{ path, value: destination, message: 'has a digest', remedy: 'a push is by tag' }];
    const example = 'name one, such as :1.2.3 or :${GIT_COMMIT}';
    return image.tag === undefined ? [{ path, value: destination, message: 'has no tag', remedy: example }] : [];
  });
}

function textsFaults(path: string, value: unknown, key: RegExp, message: string, remedy: string): Fault[] {
  if (!isMapping(value)) return [{ path, value, message: 'is no mapping', remedy: "write { NAME: 'value' }" }];
  return Object.entries(value).flatMap(([name, text]): Fault[] => [
    ...(key.test(name) ? [] : [{ path, value: name, message, remedy }]),
    ...(typeof text === 'string'
      ? []
      : [{ path: `${path}.${name}`, value: text, message: 'is no text', remedy: 'write it in quotes' }]),
  ]);
}

function secretFaults(value: unknown): Fault[] {
  const remedy = "write { id: 'npmrc', src: '/path/of/the/file' }";
  if (!Array.isArray(value))
    return [{ path: 'secrets', value, message: 'is no list', remedy: remedy.replace(/{.*}/, '[$&]') }];
  return value.flatMap((secret: unknown, i): Fault[] => {
    const { id, src, ...others } = isMapping(secret) ? secret : {};
    const right =
      Object.keys(others).length === 0 &&
      typeof id === 'string' &&
      /^[\w.-]+$/.test(id) &&
      typeof src === 'string' &&
      /^[^\s,]+$/.test(src);
    return right ? [] : [{ path: `secrets[${i}]`, value: secret, message: 'is no secret', remedy }];
  });
}

function pathFaults(path: string, value: unknown): Fault[] {
  const right = typeof value === 'string' && value !== '' && !value.split('/').includes('..');
  const remedy = 'write a path below the workspace, without ".."';
  return right ? [] : [{ path, value, message: 'is no path of the workspace', remedy }];
}

function inWorkspace(path: string): string {
  if (path.startsWith('/')) return path;
  const plain = path
    .split('/')
    .filter((part) => part !== '.' && part !== '')
    .join('/');
  return plain === '' ? '${PWD}' : `\${PWD}/${plain}`;
}
