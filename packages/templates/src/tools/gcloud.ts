import { env } from '@podwright/core';
import { defineTool } from '../define-tool';

const HOME = '/home/cloudsdk';

/**
 * The command line of Google's cloud, with git, curl and bash.
 *
 * @example gcloud({ version: '573.0.0' })
 */
export const gcloud = defineTool({
  name: 'gcloud',
  summary: "The command line of Google's cloud, with git, curl and bash.",
  image: {
    repository: 'gcr.io/google.com/cloudsdktool/google-cloud-cli',
    // `-stable` has neither git nor curl, and installs packages when it starts.
    tag: ({ version }) => `${version}-slim`,
  },
  options: { version: { type: 'string', format: 'version', default: '573.0.0', text: 'Version of the command line.' } },
  resources: { cpu: '250m', memory: '1Gi' },
  smoke: 'gcloud version',
  recipe: () => ({
    passwdHome: HOME,
    env: [
      env('CLOUDSDK_CONFIG', `${HOME}/.config/gcloud`),
      env('CLOUDSDK_CORE_DISABLE_PROMPTS', '1'),
      // What the image says of these is in root's configuration.
      env('CLOUDSDK_CORE_DISABLE_USAGE_REPORTING', 'true'),
      env('CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK', 'true'),
    ],
  }),
});
