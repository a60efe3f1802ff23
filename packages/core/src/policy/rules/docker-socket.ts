import { itemPath } from '../../model/path';
import { defineRule } from '../rule';

// A folder above the socket hands it over just as well.
const SOCKETS = /^(?:\/var)?\/run(?:\/(?:docker|containerd|crio|podman)(?:\/[\w.-]*)?|\/docker\.sock)?\/*$|\.sock\/*$|^\/(?:var\/*)?$/;

/** Whether a path of the node is, or contains, the socket of a container runtime. */
export function holdsRuntimeSocket(path: string): boolean {
  return SOCKETS.test(path.replace(/\/{2,}/g, '/'));
}

/** Who can talk to the node's container runtime is root on the node, and starts containers that nobody schedules. */
export const dockerSocket = defineRule({
  id: 'docker-socket',
  severity: 'error',
  help: 'remove the volume; build images with kaniko() or buildah()',
  covers: ['host-path', 'pod-security/hostPathVolumes', 'pod-security/restrictedVolumes'],
  check: ({ pod }) =>
    (pod.spec.volumes ?? []).flatMap(({ hostPath, name }, i) =>
      hostPath !== undefined && holdsRuntimeSocket(hostPath.path)
        ? [{ path: `${itemPath('spec.volumes', i)}.hostPath.path`, value: hostPath.path, message: `volume ${JSON.stringify(name)} hands over the node's container runtime` }]
        : [],
    ),
});
