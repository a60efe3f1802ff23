import { env, mebibytesOf, WORKING_DIR, type EnvVar } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineTool } from '../define-tool';

const HOME = '/home/node';
const PREFIX = `${HOME}/.npm-global`;
const PNPM_HOME = `${HOME}/.local/share/pnpm`;
// The distribution is named because it changes with the version.
const TAGS = { 24: '24.19.0-bookworm', 26: '26.7.0-trixie' };
type PackageManager = 'npm' | 'pnpm' | 'yarn';

/**
 * Node.js with npm, git and a C compiler for native modules.
 *
 * @example node({ version: 26, packageManager: 'pnpm', resources: { memory: '4Gi' } })
 */
export const node = defineTool({
  name: 'node',
  summary: 'Node.js with npm, git and a C compiler for native modules.',
  image: {
    repository: 'docker.io/library/node',
    tag: ({ version }) => TAGS[version],
    mirrors: officialMirrors('node'),
  },
  options: {
    version: { type: 'number', values: [24, 26], default: 24, text: 'Version of Node.js.' },
    packageManager: {
      type: 'string',
      values: ['npm', 'pnpm', 'yarn'],
      default: 'npm',
      text: 'What installs: its store and its telemetry are set for it, the program itself a step installs.',
    },
  },
  resources: { cpu: '500m', memory: '2Gi' },
  smoke: 'node --version && npm --version',
  recipe: ({ memory, options: { packageManager } }) => {
    // Node's own guess knows nothing of the limit beyond 4Gi; a quarter is left for what lies outside the heap.
    const heap = mebibytesOf(memory, 0.75);
    return {
      passwdHome: HOME,
      env: [
        ...(heap === undefined ? [] : [env('NODE_OPTIONS', `--max-old-space-size=${heap}`)]),
        // The image's own place is read-only: what is installed globally goes home, and is found there.
        env('npm_config_prefix', PREFIX),
        env('PATH', pathFor(packageManager)),
        env('npm_config_update_notifier', 'false'),
        env('COREPACK_ENABLE_DOWNLOAD_PROMPT', '0'),
        ...variablesOf(packageManager),
      ],
    };
  },
});

/** The PATH of the image, behind the folders that can be written. */
function pathFor(packageManager: PackageManager): string {
  // From pnpm 11 on what it installs globally is in the folder `bin`, before that beside it.
  const pnpm = packageManager === 'pnpm' ? [`${PNPM_HOME}/bin`, PNPM_HOME] : [];
  const image = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
  return [`${PREFIX}/bin`, ...pnpm, ...image].join(':');
}

function variablesOf(packageManager: PackageManager): readonly EnvVar[] {
  switch (packageManager) {
    case 'npm':
      return [];
    case 'pnpm':
      // On the volume of the workspace, where it can be hard-linked from.
      return [env('PNPM_HOME', PNPM_HOME), env('pnpm_config_store_dir', `${WORKING_DIR}/.pnpm-store`)];
    case 'yarn':
      // Caches of Yarn 1 and later are in HOME by themselves; YARN_CACHE_FOLDER would hide one kept in the repository.
      return [env('YARN_ENABLE_TELEMETRY', '0')];
  }
}
