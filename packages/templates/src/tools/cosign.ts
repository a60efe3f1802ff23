import { AGENT_HOME, env } from '@podwright/core';
import { defineTool } from '../define-tool';

/**
 * cosign: signs images and proves signatures; its image has the shell of busybox and nothing else.
 *
 * @example cosign({ version: '2.6.1' })
 */
export const cosign = defineTool({
  name: 'cosign',
  summary: 'Signs images and proves signatures, with the shell of busybox.',
  image: {
    repository: 'ghcr.io/sigstore/cosign/cosign',
    // Without `-dev` there is no shell.
    tag: ({ version }) => `v${version}-dev`,
  },
  options: { version: { type: 'string', format: 'version', default: '2.6.1', text: 'Version of cosign.' } },
  resources: { cpu: '100m', memory: '512Mi' },
  smoke: 'cosign version',
  recipe: () => ({
    shell: '/busybox/sh',
    env: [
      env('PATH', '/ko-app:/busybox:/usr/local/bin:/usr/bin:/bin'),
      // The roots of trust are fetched once for each build.
      env('TUF_ROOT', `${AGENT_HOME}/.sigstore/root`),
      env('DOCKER_CONFIG', `${AGENT_HOME}/.docker`),
    ],
  }),
});
