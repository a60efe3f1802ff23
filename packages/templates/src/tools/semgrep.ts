import { env } from '@podwright/core';
import { defineTool } from '../define-tool';

const HOME = '/home/semgrep';

/**
 * Semgrep: finds dangerous code by patterns; with git, jq, curl and bash.
 *
 * @example semgrep({ resources: { memory: '4Gi' } })
 */
export const semgrep = defineTool({
  name: 'semgrep',
  summary: 'Finds dangerous code by patterns; with git, jq, curl and bash.',
  image: { repository: 'docker.io/semgrep/semgrep', tag: ({ version }) => version },
  options: { version: { type: 'string', format: 'version', default: '1.175.1', text: 'Version of Semgrep.' } },
  resources: { cpu: '500m', memory: '2Gi' },
  smoke: 'semgrep --version',
  recipe: () => ({
    passwdHome: HOME,
    env: [
      env('SEMGREP_SEND_METRICS', 'off'),
      env('SEMGREP_ENABLE_VERSION_CHECK', '0'),
      env('PYTHONDONTWRITEBYTECODE', '1'),
    ],
  }),
});
