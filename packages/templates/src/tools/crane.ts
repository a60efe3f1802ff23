import { AGENT_HOME, env } from '@podwright/core';
import { defineTool } from '../define-tool';

/**
 * crane: copies and inspects images in registries; its image has the shell of busybox and nothing else.
 *
 * @example crane({ version: '0.22.1' })
 */
export const crane = defineTool({
  name: 'crane',
  summary: 'Copies and inspects images in registries, with the shell of busybox.',
  image: { repository: 'gcr.io/go-containerregistry/crane/debug', tag: ({ version }) => `v${version}` },
  options: { version: { type: 'string', format: 'version', default: '0.22.1', text: 'Version of crane.' } },
  resources: { cpu: '100m', memory: '512Mi' },
  smoke: 'crane version',
  recipe: () => ({
    shell: '/busybox/sh',
    env: [
      // Programs are in these two folders; the image says so too, but nobody promises it.
      env('PATH', '/ko-app:/busybox:/usr/local/bin:/usr/bin:/bin'),
      env('DOCKER_CONFIG', `${AGENT_HOME}/.docker`),
    ],
  }),
});
