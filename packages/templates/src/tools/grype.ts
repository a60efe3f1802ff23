import { AGENT_HOME, env } from '@podwright/core';
import { defineTool } from '../define-tool';

/**
 * Grype: finds known vulnerabilities in images, folders and SBOMs; its image has the shell of busybox and nothing else.
 *
 * @example grype({ version: '0.116.0' })
 */
export const grype = defineTool({
  name: 'grype',
  summary: 'Finds known vulnerabilities in images, folders and SBOMs, with the shell of busybox.',
  image: {
    repository: 'ghcr.io/anchore/grype',
    // The plain image is the program alone.
    tag: ({ version }) => `v${version}-debug`,
    mirrors: ['docker.io/anchore/grype'],
  },
  options: { version: { type: 'string', format: 'version', default: '0.116.0', text: 'Version of Grype.' } },
  resources: { cpu: '250m', memory: '2Gi' },
  smoke: 'grype version',
  recipe: () => ({
    shell: '/busybox/sh',
    env: [
      // The program lies in the root folder itself.
      env('PATH', '/busybox:/usr/local/bin:/usr/bin:/bin:/'),
      env('GRYPE_DB_CACHE_DIR', `${AGENT_HOME}/.cache/grype/db`),
      env('GRYPE_CHECK_FOR_APP_UPDATE', 'false'),
    ],
  }),
});
