import { env } from '@podwright/core';
import { defineTool } from '../define-tool';

// The distribution is named because it changes with the version: 10 is Ubuntu, those before it are Debian.
const TAGS = { 8: '8.0.424-bookworm-slim', 9: '9.0.317-bookworm-slim', 10: '10.0.400-noble' };

/**
 * The .NET SDK with PowerShell, git and curl.
 *
 * @example dotnet({ version: 10, resources: { memory: '4Gi' } })
 */
export const dotnet = defineTool({
  name: 'dotnet',
  summary: 'The .NET SDK with PowerShell, git and curl.',
  image: { repository: 'mcr.microsoft.com/dotnet/sdk', tag: ({ version }) => TAGS[version] },
  options: { version: { type: 'number', values: [8, 9, 10], default: 10, text: 'Version of .NET.' } },
  resources: { cpu: '500m', memory: '2Gi' },
  smoke: 'dotnet --info && dotnet new console --no-restore --output /tmp/smoke',
  recipe: ({ options: { version } }) => ({
    // Ubuntu's uid 1000 is `ubuntu`; Debian has none.
    ...(version === 10 ? { passwdHome: '/home/ubuntu' } : {}),
    env: [
      env('DOTNET_CLI_TELEMETRY_OPTOUT', '1'),
      env('POWERSHELL_TELEMETRY_OPTOUT', '1'),
      // Read as `true`, and nothing else is.
      env('DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE', 'true'),
      // Processes that wait for the next build hold memory of this one.
      env('MSBUILDDISABLENODEREUSE', '1'),
    ],
  }),
});
