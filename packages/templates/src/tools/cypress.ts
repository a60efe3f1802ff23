import { env, mebibytesOf } from '@podwright/core';
import { defineTool } from '../define-tool';

/**
 * Cypress with its browsers, Node.js and git.
 *
 * @example cypress({ version: '15.19.0', resources: { memory: '8Gi' } })
 */
export const cypress = defineTool({
  name: 'cypress',
  summary: 'Cypress with its browsers, Node.js and git.',
  image: { repository: 'docker.io/cypress/included', tag: ({ version }) => version },
  options: {
    version: {
      type: 'string',
      format: 'version',
      default: '15.19.0',
      text: "Version of Cypress, which must be that of the project's package.",
    },
  },
  resources: { cpu: '1', memory: '4Gi' },
  smoke: 'node --version && cypress verify',
  recipe: ({ memory }) => {
    // The browsers beside it take the rest.
    const heap = mebibytesOf(memory, 0.25);
    return {
      passwdHome: '/home/node',
      sharedMemory: '1Gi',
      // The program and a file that it rewrites at every start share a folder of the image, and cannot be parted.
      writableRoot: true,
      env: [
        ...(heap === undefined ? [] : [env('NODE_OPTIONS', `--max-old-space-size=${heap}`)]),
        env('npm_config_update_notifier', 'false'),
        env('CYPRESS_CRASH_REPORTS', '0'),
      ],
    };
  },
});
