import { env } from '@podwright/core';
import { defineTool } from '../define-tool';

/**
 * The command line of Amazon's cloud, version 2, with jq and bash, without git.
 *
 * @example awsCli({ version: '2.36.7' })
 */
export const awsCli = defineTool({
  name: 'aws-cli',
  summary: "The command line of Amazon's cloud, version 2, with jq and bash, without git.",
  image: {
    repository: 'public.ecr.aws/aws-cli/aws-cli',
    tag: ({ version }) => version,
    mirrors: ['docker.io/amazon/aws-cli'],
  },
  options: { version: { type: 'string', format: 'version', default: '2.36.7', text: 'Version of the command line.' } },
  resources: { cpu: '100m', memory: '512Mi' },
  smoke: 'aws --version',
  // A pager would wait for a key. Its caches follow HOME.
  recipe: () => ({ env: [env('AWS_PAGER', '')] }),
});
