import { defineTool } from '../define-tool';

/**
 * Helm with git, curl and bash, on Alpine.
 *
 * The pod has no token of the cluster: give it the rights that the deployment needs, see the page.
 *
 * @example helm({ version: '4.3.0' })
 */
export const helm = defineTool({
  name: 'helm',
  summary: 'Helm with git, curl and bash, on Alpine.',
  image: { repository: 'docker.io/alpine/helm', tag: ({ version }) => version },
  options: {
    version: {
      type: 'string',
      format: 'version',
      default: '4.3.0',
      text: 'Version of Helm; 3 takes other flags than 4.',
    },
  },
  resources: { cpu: '100m', memory: '512Mi' },
  smoke: 'helm version && helm create /tmp/chart && helm template /tmp/chart > /dev/null',
  // Caches, configuration, plugins and data are below HOME; the image's own plugins are in root's home.
  recipe: () => ({}),
});
