import { env, mebibytesOf } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineTool } from '../define-tool';

const HOME = '/home/node';

/**
 * Node.js with npm, git and a C compiler for native modules.
 *
 * @example node({ resources: { memory: '4Gi' } })
 */
export const node = defineTool({
  name: 'node',
  summary: 'Node.js with npm, git and a C compiler for native modules.',
  image: {
    repository: 'docker.io/library/node',
    tag: '24.19.0-bookworm',
    mirrors: officialMirrors('node'),
  },
  resources: { cpu: '500m', memory: '2Gi' },
  smoke: 'node --version && npm --version',
  recipe: ({ memory }) => {
    // Node's own guess knows nothing of the limit beyond 4Gi; a quarter is left for what lies outside the heap.
    const heap = mebibytesOf(memory, 0.75);
    return {
      passwdHome: HOME,
      env: [
        ...(heap === undefined ? [] : [env('NODE_OPTIONS', `--max-old-space-size=${heap}`)]),
        // The image's own place is read-only: what is installed globally goes home, and is not on PATH by itself.
        env('npm_config_prefix', `${HOME}/.npm-global`),
        env('npm_config_update_notifier', 'false'),
        env('COREPACK_ENABLE_DOWNLOAD_PROMPT', '0'),
      ],
    };
  },
});
