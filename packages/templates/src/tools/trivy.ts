import { AGENT_HOME, env } from '@podwright/core';
import { defineTool } from '../define-tool';

/**
 * Trivy: finds known vulnerabilities, secrets and misconfigurations in images and folders.
 *
 * @example trivy({ resources: { memory: '3Gi' } })
 */
export const trivy = defineTool({
  name: 'trivy',
  summary: 'Finds known vulnerabilities, secrets and misconfigurations in images and folders.',
  image: {
    repository: 'ghcr.io/aquasecurity/trivy',
    tag: ({ version }) => version,
    mirrors: ['public.ecr.aws/aquasecurity/trivy', 'docker.io/aquasec/trivy'],
  },
  options: { version: { type: 'string', format: 'version', default: '0.74.0', text: 'Version of Trivy.' } },
  resources: { cpu: '250m', memory: '2Gi' },
  smoke: 'trivy --version',
  recipe: () => ({
    env: [
      // It must be writable even when the database is not updated; one process at a time may have it.
      env('TRIVY_CACHE_DIR', `${AGENT_HOME}/.cache/trivy`),
      env('TRIVY_NO_PROGRESS', 'true'),
      env('TRIVY_SKIP_VERSION_CHECK', 'true'),
    ],
  }),
});
