import { env } from '@podwright/core';
import { defineTool } from '../define-tool';

/**
 * Terraform with git, on Alpine: a POSIX shell, no bash.
 *
 * @example terraform({ version: '1.15.8' })
 */
export const terraform = defineTool({
  name: 'terraform',
  summary: 'Terraform with git, on Alpine: a POSIX shell, no bash.',
  image: {
    repository: 'docker.io/hashicorp/terraform',
    tag: ({ version }) => version,
    mirrors: ['public.ecr.aws/hashicorp/terraform'],
  },
  options: { version: { type: 'string', format: 'version', default: '1.15.8', text: 'Version of Terraform.' } },
  resources: { cpu: '250m', memory: '1Gi' },
  smoke: 'terraform version',
  recipe: () => ({
    env: [
      // Nobody answers questions, and nobody is told about new versions.
      env('TF_IN_AUTOMATION', '1'),
      env('TF_INPUT', '0'),
      env('CHECKPOINT_DISABLE', '1'),
    ],
  }),
});
