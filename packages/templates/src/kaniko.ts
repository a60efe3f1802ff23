import { container, env, mergeEnv, type ContainerDefinition } from '@podwright/core';
import { defineEntry } from './catalogue-entry';
import { registryAuth } from './registry-auth';
import { refuseWrongOptions } from './option-faults';
import { withResources, type ToolOptions } from './tool-options';

/** Options of `kaniko`. */
export interface KanikoOptions<Name extends string = string> extends ToolOptions<Name> {
  /** A Secret of type `kubernetes.io/dockerconfigjson` with the right to push; absent where the cloud gives the pod an identity. */
  readonly registrySecret?: string | undefined;
}

// The fork that is maintained; `-debug` is the variant with a shell, which the `container` step needs.
const IMAGE = 'ghcr.io/osscontainertools/kaniko:v1.28.3-debug';

/**
 * Kaniko: builds an image from a Dockerfile without a daemon, without mounts and without privileges.
 *
 * It unpacks the image into its own root filesystem, so it is root there, with the seven capabilities that files of other
 * owners need and no way to gain more. Use one container for each image.
 *
 * @example kaniko({ registrySecret: 'registry-push' })
 */
export function kaniko<const Name extends string = 'kaniko'>(
  options: KanikoOptions<Name> = {},
): ContainerDefinition<Name, 'baseline', never, 'step'> {
  refuseWrongOptions(kanikoEntry, options);
  const { name = 'kaniko' as Name, image = IMAGE, resources, env: variables, volumes = [], registrySecret } = options;
  const auth = registrySecret === undefined ? [] : [registryAuth(name, '/kaniko/.docker', registrySecret)];
  return container(name, image, {
    needs: 'baseline',
    // Whatever is unpacked, these stay where they are.
    command: ['/busybox/sh', '-c'],
    args: ["trap 'exit 0' TERM INT; while :; do /busybox/sleep 3600 & wait $!; done"],
    // A mount would be left out of the built image, so home and temporary directory are the image's own.
    home: false,
    env: mergeEnv([env('HOME', '/root'), env('DOCKER_CONFIG', '/kaniko/.docker')], variables),
    resources: withResources({ cpu: '500m', memory: '2Gi', 'ephemeral-storage': '8Gi' }, resources),
    securityContext: {
      runAsUser: 0,
      runAsGroup: 0,
      runAsNonRoot: false,
      readOnlyRootFilesystem: false,
      capabilities: {
        // FSETID: without it set-group-ID bits are lost in silence. SETFCAP: many base images hold a file with a
        // capability. DAC_OVERRIDE: the workspace belongs to the agent's uid.
        add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'SETFCAP', 'SETGID', 'SETUID'],
      },
    },
    volumes: [...auth, ...volumes],
  });
}

/** The catalogue's entry of Kaniko. */
export const kanikoEntry = defineEntry({
  name: 'kaniko',
  kind: 'builder',
  level: 'baseline',
  image: IMAGE,
  summary: 'Builds images from Dockerfiles without a daemon; root in its own container, with seven capabilities.',
  options: {
    registrySecret: {
      type: 'string',
      text: 'A Secret of type `kubernetes.io/dockerconfigjson` with the right to push.',
    },
  },
  create: kaniko,
});
