import { defineTool } from '../define-tool';

/**
 * ShellCheck: finds mistakes in shell scripts.
 *
 * @example shellcheck({ version: '0.11.0' })
 */
export const shellcheck = defineTool({
  name: 'shellcheck',
  summary: 'Finds mistakes in shell scripts.',
  image: {
    // The plain image is the program alone.
    repository: 'docker.io/koalaman/shellcheck-alpine',
    tag: ({ version }) => `v${version}`,
  },
  options: { version: { type: 'string', format: 'version', default: '0.11.0', text: 'Version of ShellCheck.' } },
  resources: { cpu: '50m', memory: '256Mi' },
  smoke: "shellcheck --version && printf '#!/bin/sh\\nexit 0\\n' | shellcheck -",
  recipe: () => ({}),
});
