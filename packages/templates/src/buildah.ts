import { container, emptyDir, env, mergeEnv, type ContainerDefinition } from '@podwright/core';
import { defineEntry } from './catalogue-entry';
import { registryAuth } from './registry-auth';
import { refuseWrongOptions } from './option-faults';
import { withResources, type ToolOptions } from './tool-options';

/** Options of `buildah`. */
export interface BuildahOptions<Name extends string = string> extends ToolOptions<Name> {
  /** A Secret of type `kubernetes.io/dockerconfigjson` with the right to push. */
  readonly registrySecret?: string | undefined;
  /**
   * Seccomp profile on the nodes, below the kubelet's seccomp directory: the runtime's default with `clone`, `unshare`,
   * `mount`, `umount2` and `chroot` allowed. @default profiles/buildah.json
   */
  readonly localhostProfile?: string | undefined;
}

const IMAGE = 'quay.io/containers/buildah:v1.43.2';
const HOME = '/home/build';
const AUTH_DIR = '/etc/registry-auth';

/**
 * Buildah as uid 1000: builds an image from a Dockerfile without a daemon, in a user namespace of its own.
 *
 * The nodes must hold a seccomp profile for it, see `localhostProfile`: the runtime's own forbids user namespaces.
 *
 * @example buildah({ registrySecret: 'registry-push' })
 */
export function buildah<const Name extends string = 'buildah'>(
  options: BuildahOptions<Name> = {},
): ContainerDefinition<Name, 'baseline', never, 'step'> {
  refuseWrongOptions(buildahEntry, options);
  const {
    name = 'buildah' as Name,
    image = IMAGE,
    resources,
    env: variables,
    volumes = [],
    registrySecret,
    localhostProfile = 'profiles/buildah.json',
  } = options;
  const auth = registrySecret === undefined ? [] : [registryAuth(name, AUTH_DIR, registrySecret)];
  return container(name, image, {
    needs: 'baseline',
    // The image's own home belongs to uid 1000, and with a writable root needs no mount.
    home: false,
    env: mergeEnv(
      [
        env('HOME', HOME),
        // The only isolation that works without privileges.
        env('BUILDAH_ISOLATION', 'chroot'),
        // Native overlay on an emptyDir; the image's configuration asks for /dev/fuse.
        env('STORAGE_DRIVER', 'overlay'),
        ...(registrySecret === undefined ? [] : [env('REGISTRY_AUTH_FILE', `${AUTH_DIR}/config.json`)]),
      ],
      variables,
    ),
    resources: withResources({ cpu: '500m', memory: '2Gi', 'ephemeral-storage': '12Gi' }, resources),
    securityContext: {
      // newuidmap and newgidmap gain these two at their start, which is an escalation.
      allowPrivilegeEscalation: true,
      capabilities: { add: ['SETGID', 'SETUID'] },
      seccompProfile: { type: 'Localhost', localhostProfile },
      // Chroot isolation makes its mount points in the root filesystem.
      readOnlyRootFilesystem: false,
    },
    volumes: [
      emptyDir(`${name}-storage`, `${HOME}/.local/share/containers`, { sizeLimit: '10Gi' }),
      ...auth,
      ...volumes,
    ],
  });
}

/** The catalogue's entry of Buildah. */
export const buildahEntry = defineEntry({
  name: 'buildah',
  kind: 'builder',
  level: 'baseline',
  image: IMAGE,
  summary:
    'Builds images from Dockerfiles without a daemon, as uid 1000; the nodes must hold a seccomp profile for it.',
  options: {
    registrySecret: {
      type: 'string',
      text: 'A Secret of type `kubernetes.io/dockerconfigjson` with the right to push.',
    },
    localhostProfile: { type: 'string', text: "Seccomp profile on the nodes, below the kubelet's seccomp directory." },
  },
  create: buildah,
});
