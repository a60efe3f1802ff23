import { env } from '@podwright/core';
import { defineTool } from '../define-tool';
import { registryAuth, REGISTRY_SECRET } from './registry-auth';

/**
 * Kaniko: builds an image from a Dockerfile without a daemon, without mounts and without privileges.
 *
 * It unpacks the image into its own root filesystem, so it is root there, with the seven capabilities that files of other
 * owners need and no way to gain more. Use one container for each image.
 *
 * @example kaniko({ registrySecret: 'registry-push' })
 */
export const kaniko = defineTool({
  name: 'kaniko',
  kind: 'builder',
  needs: 'baseline',
  summary: 'Builds images from Dockerfiles without a daemon; root in its own container, with seven capabilities.',
  // The fork that is maintained; `-debug` is the variant with a shell, which the `container` step needs.
  image: { repository: 'ghcr.io/osscontainertools/kaniko', tag: 'v1.28.3-debug' },
  options: { registrySecret: REGISTRY_SECRET },
  resources: { cpu: '500m', memory: '2Gi', 'ephemeral-storage': '8Gi' },
  smoke: '/kaniko/executor version',
  recipe: ({ name, options: { registrySecret } }) => ({
    // Whatever is unpacked, the shell stays where it is. A mount would be left out of the built image, so home and
    // temporary directory are the image's own.
    shell: '/busybox/sh',
    ownHome: '/root',
    writableRoot: true,
    env: [env('DOCKER_CONFIG', '/kaniko/.docker')],
    volumes: registrySecret === undefined ? [] : [registryAuth(name, '/kaniko/.docker', registrySecret)],
  }),
  securityContext: {
    runAsUser: 0,
    runAsGroup: 0,
    runAsNonRoot: false,
    capabilities: {
      // FSETID: without it set-group-ID bits are lost in silence. SETFCAP: many base images hold a file with a
      // capability. DAC_OVERRIDE: the workspace belongs to the agent's uid.
      add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'SETFCAP', 'SETGID', 'SETUID'],
    },
  },
});
