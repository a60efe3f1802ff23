import { AGENT_HOME, env } from '@podwright/core';
import { defineTool } from '../define-tool';

/**
 * Ansible with ssh and bash, on Alpine, without git.
 *
 * @example ansible({ resources: { memory: '2Gi' } })
 */
export const ansible = defineTool({
  name: 'ansible',
  summary: 'Ansible with ssh and bash, on Alpine, without git.',
  image: { repository: 'docker.io/alpine/ansible', tag: ({ version }) => version },
  options: {
    version: {
      type: 'string',
      format: 'version',
      default: '2.20.0',
      text: 'Version of the image, which is that of ansible-core.',
    },
  },
  resources: { cpu: '250m', memory: '1Gi' },
  smoke: 'ansible localhost -m ping',
  recipe: () => ({
    // Ansible and ssh work for no uid without a name.
    passwdEntry: true,
    env: [
      env('ANSIBLE_HOME', `${AGENT_HOME}/.ansible`),
      env('ANSIBLE_LOCAL_TEMP', '/tmp/ansible'),
      env('PYTHONDONTWRITEBYTECODE', '1'),
      env('ANSIBLE_FORCE_COLOR', 'false'),
    ],
  }),
});
