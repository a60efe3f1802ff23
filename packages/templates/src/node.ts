import { container, env, mebibytesOf, mergeEnv, type ContainerDefinition } from '@podwright/core';
import { defineEntry } from './catalogue-entry';
import { refuseWrongOptions } from './option-faults';
import { memoryLimit, withResources, type ToolOptions } from './tool-options';

/** Options of `node`. */
export type NodeOptions<Name extends string = string> = ToolOptions<Name>;

const IMAGE = 'docker.io/library/node:24.19.0-bookworm';
const HOME = '/home/node';

/**
 * Node.js with npm, git and a C compiler for native modules.
 *
 * @example node({ resources: { memory: '4Gi' } })
 */
export function node<const Name extends string = 'node'>(
  options: NodeOptions<Name> = {},
): ContainerDefinition<Name, 'restricted', never, 'step'> {
  refuseWrongOptions(nodeEntry, options);
  const { name = 'node' as Name, image = IMAGE, env: variables, volumes } = options;
  const resources = withResources({ cpu: '500m', memory: '2Gi' }, options.resources);
  // Node's own guess knows nothing of the limit beyond 4Gi; a quarter is left for what lies outside the heap.
  const heap = mebibytesOf(memoryLimit(resources), 0.75);
  return container(name, image, {
    home: HOME,
    resources,
    env: mergeEnv(
      [
        ...(heap === undefined ? [] : [env('NODE_OPTIONS', `--max-old-space-size=${heap}`)]),
        // The image's own place is read-only: what is installed globally goes home, and is not on PATH by itself.
        env('npm_config_prefix', `${HOME}/.npm-global`),
        env('npm_config_update_notifier', 'false'),
        env('COREPACK_ENABLE_DOWNLOAD_PROMPT', '0'),
      ],
      variables,
    ),
    volumes,
  });
}

/** The catalogue's entry of Node.js. */
export const nodeEntry = defineEntry({
  name: 'node',
  kind: 'tool',
  level: 'restricted',
  image: IMAGE,
  summary: 'Node.js with npm, git and a C compiler for native modules.',
  options: {},
  create: node,
});
