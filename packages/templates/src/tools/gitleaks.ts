import { defineTool } from '../define-tool';

/**
 * Gitleaks: finds secrets in the files and the history of a repository; with git and bash.
 *
 * @example gitleaks({ version: '8.30.1' })
 */
export const gitleaks = defineTool({
  name: 'gitleaks',
  summary: 'Finds secrets in the files and the history of a repository; with git and bash.',
  image: {
    repository: 'ghcr.io/gitleaks/gitleaks',
    tag: ({ version }) => `v${version}`,
    mirrors: ['docker.io/zricethezav/gitleaks'],
  },
  options: { version: { type: 'string', format: 'version', default: '8.30.1', text: 'Version of Gitleaks.' } },
  resources: { cpu: '250m', memory: '1Gi' },
  smoke: 'gitleaks version',
  recipe: () => ({}),
});
