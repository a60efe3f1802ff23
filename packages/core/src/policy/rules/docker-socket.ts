import { itemPath } from '../../model/path';
import { celList } from '../cel';
import { defineRule } from '../rule';

/** Where container runtimes keep their sockets and their state. */
const RUNTIMES = [
  // Windows: \\.\pipe\docker_engine
  '/pipe/containerd-containerd',
  '/pipe/docker_engine',
  '/run/containerd',
  '/run/crio',
  '/run/docker',
  '/run/k0s',
  '/run/k3s',
  '/run/podman',
  '/run/user',
  '/var/lib/containerd',
  '/var/lib/containers',
  '/var/lib/docker',
  '/var/lib/kubelet',
  '/var/lib/rancher',
  '/var/snap/microk8s/common/run',
];

/** Whether a path of the node is, or contains, the socket of a container runtime. */
export function holdsRuntimeSocket(path: string): boolean {
  const place = placeOf(path);
  // The server lets `..` be between backslashes, and nobody knows where that leads.
  if (path.includes('\\') && path.split(/[/\\]/).includes('..')) return true;
  // A folder above the socket hands it over just as well.
  return place.endsWith('.sock') || RUNTIMES.some((runtime) => isWithin(place, runtime) || isWithin(runtime, place));
}

/** A path without what only spells it differently: `//var/./run/` is `/run`, because `/var/run` is a link to it. */
function placeOf(path: string): string {
  const parts: string[] = [];
  for (const part of path.split(/[/\\]/)) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const place = `/${parts.join('/')}`.replace(/^\/var\/run(?=\/|$)/, '/run');
  // Names of pipes are the same in any letters.
  return place.startsWith('/pipe/') ? place.toLowerCase() : place;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/**
 * The same question in CEL, about an expression that is a path. The API refuses `..` between slashes by itself.
 */
export function celHoldsRuntimeSocket(path: string): string {
  const parts = `${path}.replace('\\\\', '/').split('/')`;
  // The parts that say something, then the link resolved.
  const place =
    `['/' + ${parts}.filter(s, s != '' && s != '.').join('/')]` +
    `.map(p, p == '/var/run' || p.startsWith('/var/run/') ? p.substring(4) : p)` +
    `.map(p, p.startsWith('/pipe/') ? p.lowerAscii() : p)`;
  return `(${parts}.exists(s, s == '..') || ${place}.exists(p, p.endsWith('.sock') || ${celList(RUNTIMES)}.exists(r, (p + '/').startsWith(r + '/') || p == '/' || (r + '/').startsWith(p + '/'))))`;
}

/** Who can talk to the node's container runtime is root on the node, and starts containers that nobody schedules. */
export const dockerSocket = defineRule({
  id: 'docker-socket',
  severity: 'error',
  summary:
    'Reports a volume that hands over the socket of the container runtime: the socket, a folder that holds it, or one above',
  why: 'Who can talk to the container runtime of the node is root on the node, and starts containers that nobody schedules.',
  help: 'remove the volume; build images with kaniko() or buildah()',
  scope: 'pod',
  covers: ['host-path', 'pod-security/hostPathVolumes', 'pod-security/restrictedVolumes'],
  check: ({ pod }) =>
    (pod.spec.volumes ?? []).flatMap(({ hostPath, name }, i) =>
      hostPath && holdsRuntimeSocket(hostPath.path)
        ? [
            {
              path: `${itemPath('spec.volumes', i)}.hostPath.path`,
              value: hostPath.path,
              message: `volume ${JSON.stringify(name)} hands over the node's container runtime`,
            },
          ]
        : [],
    ),
  admission: () => ({
    subject: 'volume',
    broken: `has(v.hostPath) && ${celHoldsRuntimeSocket('v.hostPath.path')}`,
    message: "volumes hand over the node's container runtime",
  }),
});
