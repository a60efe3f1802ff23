import { defineTool } from '../define-tool';

/**
 * kubectl with a POSIX shell, on Alpine.
 *
 * The pod has no token of the cluster: give it the rights that the deployment needs, see the page.
 *
 * @example kubectl({ version: '1.37.1' })
 */
export const kubectl = defineTool({
  name: 'kubectl',
  summary: 'kubectl with a POSIX shell, on Alpine.',
  // The image of the Kubernetes project has no shell.
  image: { repository: 'docker.io/alpine/kubectl', tag: ({ version }) => version },
  options: { version: { type: 'string', format: 'version', default: '1.37.1', text: 'Version of kubectl.' } },
  resources: { cpu: '100m', memory: '256Mi' },
  smoke: 'kubectl version --client',
  // Configuration and caches are below HOME.
  recipe: () => ({}),
});
