import { env } from '@podwright/core';
import { defineTool } from '../define-tool';

/**
 * Skopeo: copies, inspects and deletes images in registries, without a daemon and without privileges.
 *
 * @example skopeo({ version: '1.22.2' })
 */
export const skopeo = defineTool({
  name: 'skopeo',
  summary: 'Copies, inspects and deletes images in registries, without a daemon and without privileges.',
  image: { repository: 'quay.io/skopeo/stable', tag: ({ version }) => `v${version}` },
  options: { version: { type: 'string', format: 'version', default: '1.22.2', text: 'Version of Skopeo.' } },
  resources: { cpu: '100m', memory: '512Mi' },
  smoke: 'skopeo --version && skopeo list-tags --help > /dev/null',
  recipe: () => ({
    env: [
      // Where the image looks for it too; the folder is a volume here.
      env('REGISTRY_AUTH_FILE', '/tmp/auth.json'),
      // Large layers go to /var/tmp otherwise.
      env('TMPDIR', '/tmp'),
    ],
  }),
});
