import { env } from '@podwright/core';
import { defineTool } from '../define-tool';

/**
 * OpenTofu with git and bash, on Alpine.
 *
 * @example opentofu({ version: '1.12.6' })
 */
export const opentofu = defineTool({
  name: 'opentofu',
  summary: 'OpenTofu with git and bash, on Alpine.',
  // The plain tag: `-minimal` has no shell.
  image: { repository: 'ghcr.io/opentofu/opentofu', tag: ({ version }) => version },
  options: { version: { type: 'string', format: 'version', default: '1.12.6', text: 'Version of OpenTofu.' } },
  resources: { cpu: '250m', memory: '1Gi' },
  smoke: 'tofu version',
  recipe: () => ({
    // Nobody answers questions.
    env: [env('TF_IN_AUTOMATION', '1'), env('TF_INPUT', '0')],
  }),
});
