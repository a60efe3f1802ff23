import { AGENT_HOME, env } from '@podwright/core';
import { defineTool } from '../define-tool';

/**
 * The command line of Microsoft's cloud, with jq and bash, without git.
 *
 * @example azureCli({ resources: { memory: '2Gi' } })
 */
export const azureCli = defineTool({
  name: 'azure-cli',
  summary: "The command line of Microsoft's cloud, with jq and bash, without git.",
  image: { repository: 'mcr.microsoft.com/azure-cli', tag: ({ version }) => version },
  options: { version: { type: 'string', format: 'version', default: '2.89.1', text: 'Version of the command line.' } },
  resources: { cpu: '250m', memory: '1Gi' },
  smoke: 'az version',
  recipe: () => ({
    env: [
      // It makes this folder at every start, and ends where it cannot.
      env('AZURE_CONFIG_DIR', `${AGENT_HOME}/.azure`),
      env('AZURE_CORE_COLLECT_TELEMETRY', '0'),
    ],
  }),
});
