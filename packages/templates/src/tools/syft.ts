import { AGENT_HOME, env } from '@podwright/core';
import { defineTool } from '../define-tool';

/**
 * Syft: lists what is in an image or a folder (an SBOM); its image has the shell of busybox and nothing else.
 *
 * @example syft({ version: '1.51.0' })
 */
export const syft = defineTool({
  name: 'syft',
  summary: 'Lists what is in an image or a folder (an SBOM), with the shell of busybox.',
  image: {
    repository: 'ghcr.io/anchore/syft',
    // The plain image is the program alone.
    tag: ({ version }) => `v${version}-debug`,
    mirrors: ['docker.io/anchore/syft'],
  },
  options: { version: { type: 'string', format: 'version', default: '1.51.0', text: 'Version of Syft.' } },
  resources: { cpu: '250m', memory: '2Gi' },
  smoke: 'syft version',
  recipe: () => ({
    shell: '/busybox/sh',
    env: [
      // The program lies in the root folder itself.
      env('PATH', '/busybox:/usr/local/bin:/usr/bin:/bin:/'),
      env('SYFT_CACHE_DIR', `${AGENT_HOME}/.cache/syft`),
      env('SYFT_CHECK_FOR_APP_UPDATE', 'false'),
    ],
  }),
});
