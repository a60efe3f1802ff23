import {
  AGENT_HOME,
  AGENT_UID,
  env,
  InvalidPodTemplateError,
  mergeEnv,
  passwdEntry,
  suggestionFor,
  type ContainerFields,
  type EnvVar,
  type Fault,
  type PodSecurityLevel,
  type VolumeDefinition,
} from '@podwright/core';
import { isMapping } from './mapping';

/** What has to be known of an image to run its tool as uid 1000 with a read-only root. */
export interface Recipe {
  /** Home of uid 1000 in the image's `/etc/passwd`; absent when the image knows no such uid. */
  readonly passwdHome?: string | undefined;
  /** Where HOME is. @default `passwdHome`, or /home/jenkins */
  readonly home?: string | undefined;
  /** Home in the image's own root file system, for a tool that writes there anyway: it gets no volume. */
  readonly ownHome?: string | undefined;
  /** Whether uid 1000 is put into `/etc/passwd`, for ssh and all that work for no unknown uid. @default false */
  readonly passwdEntry?: boolean | undefined;
  /** Absolute path of the shell of an image that has none on PATH; `sleep` is beside it. */
  readonly shell?: string | undefined;
  /** A command of the shell that runs once, before the container waits for steps. */
  readonly before?: string | undefined;
  /** Further paths that the tool writes, each with its size. */
  readonly writablePaths?: ContainerFields['writablePaths'];
  /** Size of `/dev/shm`, which counts against the memory limit; browsers need more than the 64 MiB of a pod. */
  readonly sharedMemory?: string | undefined;
  /** Whether the tool writes to its root file system and cannot be told otherwise. @default false */
  readonly writableRoot?: boolean | undefined;
  /** Environment variables of the tool. */
  readonly env?: readonly EnvVar[] | undefined;
  /** Volumes of the tool. */
  readonly volumes?: readonly VolumeDefinition<never>[] | undefined;
}

/** The fields of a container that a recipe comes to. */
export type RecipeFields = Pick<
  ContainerFields<false, never, PodSecurityLevel>,
  'home' | 'env' | 'command' | 'args' | 'volumes' | 'writablePaths' | 'securityContext'
>;

/**
 * Says what is known of an image, as the fields of `container`: who uid 1000 is in it, where its shell is, what it writes.
 *
 * @example container('lint', 'registry.example.com/tools/lint:4.2', recipe({ passwdHome: '/home/lint', writablePaths: { '/var/lint': '1Gi' } }))
 */
export function recipe(known: Recipe): RecipeFields {
  refuseWrongRecipe(known);
  return recipeFields(known);
}

/** The same for a recipe that needs no look: one of the catalogue. */
export function recipeFields(known: Recipe): RecipeFields {
  const { passwdHome, ownHome, home = passwdHome ?? AGENT_HOME, shell, before, sharedMemory, volumes = [] } = known;
  // Uid 1000 is in no passwd file: who asks for a user's name finds this.
  const nameless = passwdHome === undefined && ownHome === undefined;
  const own = [
    ...(ownHome === undefined ? [] : [env('HOME', ownHome)]),
    ...(nameless ? [env('USER', 'jenkins'), env('LOGNAME', 'jenkins')] : []),
  ];
  return {
    home: ownHome === undefined ? home : false,
    env: mergeEnv(own, known.env),
    ...(shell === undefined && before === undefined ? {} : keeper(shell, before)),
    volumes: known.passwdEntry === true ? [...volumes, passwdEntry({ uid: AGENT_UID, home })] : volumes,
    writablePaths: {
      ...known.writablePaths,
      ...(sharedMemory === undefined ? {} : { '/dev/shm': { sizeLimit: sharedMemory, medium: 'Memory' } }),
    },
    ...(known.writableRoot === true ? { securityContext: { readOnlyRootFilesystem: false } } : {}),
  };
}

/** The waiting process of an image whose programs are on no PATH, or that has something to do first. */
function keeper(shell = 'sh', before?: string): Pick<RecipeFields, 'command' | 'args'> {
  const folder = shell.slice(0, shell.lastIndexOf('/') + 1);
  const wait = `trap 'exit 0' TERM INT; while :; do ${folder}sleep 3600 & wait $!; done`;
  return { command: [shell, '-c'], args: [before === undefined ? wait : `${before}; ${wait}`] };
}

const TYPES: { readonly [Key in keyof Required<Recipe>]: 'path' | 'boolean' | 'text' | 'mapping' | 'list' } = {
  passwdHome: 'path',
  home: 'path',
  ownHome: 'path',
  passwdEntry: 'boolean',
  shell: 'path',
  before: 'text',
  writablePaths: 'mapping',
  sharedMemory: 'text',
  writableRoot: 'boolean',
  env: 'list',
  volumes: 'list',
};
const IS: { readonly [type: string]: (value: unknown) => boolean } = {
  path: (value) => typeof value === 'string' && value.startsWith('/'),
  boolean: (value) => typeof value === 'boolean',
  text: (value) => typeof value === 'string',
  mapping: isMapping,
  list: Array.isArray,
};

/**
 * Refuses what the types refuse, for those who come without them.
 *
 * @throws InvalidPodTemplateError with every field that is unknown or wrong.
 */
function refuseWrongRecipe(known: unknown): void {
  const keys = Object.keys(TYPES);
  const faults = Object.entries(isMapping(known) ? known : { recipe: known }).flatMap(([path, value]): Fault[] => {
    const type = Object.hasOwn(TYPES, path) ? TYPES[path as keyof Recipe] : undefined;
    if (type === undefined)
      return path === 'recipe'
        ? [{ path, value, message: 'is no mapping', remedy: "write { passwdHome: '/home/node' }" }]
        : [
            {
              path: 'recipe',
              message: `unknown field ${JSON.stringify(path)}`,
              remedy: suggestionFor(path, keys, `use ${keys.join(', ')}`),
            },
          ];
    if (value === undefined || IS[type]?.(value) === true) return [];
    return [{ path, value, message: `is no ${type === 'path' ? 'absolute path' : type}`, remedy: `write a ${type}` }];
  });
  if (faults.length > 0) throw new InvalidPodTemplateError('recipe', faults, 'recipe');
}
