import { defineTool } from '../define-tool';

/**
 * Hadolint: finds mistakes in Dockerfiles.
 *
 * @example hadolint({ version: '2.15.1' })
 */
export const hadolint = defineTool({
  name: 'hadolint',
  summary: 'Finds mistakes in Dockerfiles.',
  image: {
    repository: 'ghcr.io/hadolint/hadolint',
    // The plain image is the program alone.
    tag: ({ version }) => `v${version}-alpine`,
    mirrors: ['docker.io/hadolint/hadolint'],
  },
  options: { version: { type: 'string', format: 'version', default: '2.15.1', text: 'Version of Hadolint.' } },
  resources: { cpu: '50m', memory: '256Mi' },
  smoke: "hadolint --version && printf 'FROM debian:12\\n' | hadolint -",
  recipe: () => ({}),
});
