import { env, mebibytesOf } from '@podwright/core';
import { defineTool } from '../define-tool';

const HOME = '/home/ubuntu';

/**
 * Playwright's image: its browsers, with Node.js, git and curl.
 *
 * @example playwright({ version: '1.62.1', resources: { memory: '8Gi' } })
 */
export const playwright = defineTool({
  name: 'playwright',
  summary: "Playwright's browsers, with Node.js, git and curl.",
  image: { repository: 'mcr.microsoft.com/playwright', tag: ({ version }) => `v${version}-noble` },
  options: {
    version: {
      type: 'string',
      format: 'version',
      default: '1.62.1',
      text: "Version of Playwright, which must be that of the project's package.",
    },
  },
  resources: { cpu: '1', memory: '4Gi' },
  smoke: 'node --version && ls /ms-playwright',
  recipe: ({ memory }) => {
    // The browsers beside it take the rest.
    const heap = mebibytesOf(memory, 0.25);
    return {
      passwdHome: HOME,
      sharedMemory: '1Gi',
      env: [
        ...(heap === undefined ? [] : [env('NODE_OPTIONS', `--max-old-space-size=${heap}`)]),
        // The crash handler of Chromium ends the browser where it cannot write these.
        env('XDG_CONFIG_HOME', `${HOME}/.config`),
        env('XDG_CACHE_HOME', `${HOME}/.cache`),
        env('npm_config_update_notifier', 'false'),
      ],
    };
  },
});
