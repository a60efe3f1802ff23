import { emptyDir, env } from '@podwright/core';
import { defineTool } from '../define-tool';
import { volumeName } from '../volume-name';
import { registryAuth, REGISTRY_SECRET } from './registry-auth';

const HOME = '/home/build';
const AUTH_DIR = '/etc/registry-auth';

/**
 * Buildah as uid 1000: builds an image from a Dockerfile without a daemon, in a user namespace of its own.
 *
 * The nodes must hold a seccomp profile for it, see `localhostProfile`: the runtime's own forbids user namespaces.
 *
 * @example buildah({ registrySecret: 'registry-push' })
 */
export const buildah = defineTool({
  name: 'buildah',
  kind: 'builder',
  needs: 'baseline',
  summary:
    'Builds images from Dockerfiles without a daemon, as uid 1000; the nodes must hold a seccomp profile for it.',
  image: { repository: 'quay.io/containers/buildah', tag: 'v1.43.2' },
  options: {
    registrySecret: REGISTRY_SECRET,
    // The runtime's default with `clone`, `unshare`, `mount`, `umount2` and `chroot` allowed.
    localhostProfile: {
      type: 'string',
      default: 'profiles/buildah.json',
      text: "Seccomp profile on the nodes, below the kubelet's seccomp directory.",
    },
  },
  resources: { cpu: '500m', memory: '2Gi', 'ephemeral-storage': '12Gi' },
  smoke: 'buildah --version',
  recipe: ({ name, options: { registrySecret } }) => ({
    // The image's own home belongs to uid 1000, and with a writable root needs no mount. Chroot isolation makes its
    // mount points in the root filesystem.
    ownHome: HOME,
    writableRoot: true,
    env: [
      // The only isolation that works without privileges.
      env('BUILDAH_ISOLATION', 'chroot'),
      // Native overlay on an emptyDir; the image's configuration asks for /dev/fuse.
      env('STORAGE_DRIVER', 'overlay'),
      ...(registrySecret === undefined ? [] : [env('REGISTRY_AUTH_FILE', `${AUTH_DIR}/config.json`)]),
    ],
    volumes: [
      emptyDir(volumeName(name, 'storage'), `${HOME}/.local/share/containers`, { sizeLimit: '10Gi' }),
      ...(registrySecret === undefined ? [] : [registryAuth(name, AUTH_DIR, registrySecret)]),
    ],
  }),
  securityContext: ({ localhostProfile }) => ({
    // newuidmap and newgidmap gain these two at their start, which is an escalation.
    allowPrivilegeEscalation: true,
    capabilities: { add: ['SETGID', 'SETUID'] },
    seccompProfile: { type: 'Localhost', localhostProfile },
  }),
});
