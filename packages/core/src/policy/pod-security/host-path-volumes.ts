import { itemPath } from '../../model/path';
import type { PodSecurityCheck } from './check';
import { named } from './wording';

/** No path of the node. */
export const hostPathVolumes: PodSecurityCheck = {
  id: 'hostPathVolumes',
  level: 'baseline',
  revisions: [0],
  summary: 'Reports a volume that mounts a path of the node',
  why: "The disk of the node holds more than the node's own files: below /var/lib/kubelet lie the tokens and Secrets of every pod that runs there, in /run the socket of the container runtime. Who writes to some of its paths decides what the node runs.",
  help: 'use another kind of volume',
  check: ({ spec }) => {
    const volumes = spec.volumes ?? [];
    if (!volumes.some((volume) => volume?.hostPath)) return undefined;
    const names = volumes.filter((volume) => volume?.hostPath).map(({ name }) => name ?? '');
    return {
      reason: 'hostPath volumes',
      detail: named('volume', names),
      fields: volumes.flatMap((volume, i) =>
        volume?.hostPath ? [{ path: `${itemPath('spec.volumes', i)}.hostPath`, value: volume.hostPath.path }] : [],
      ),
    };
  },
};
