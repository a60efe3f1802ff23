import { itemPath } from '../../model/path';
import { defineRule } from '../rule';
import { celHoldsRuntimeSocket, holdsRuntimeSocket } from './docker-socket';

/** A path of the node outlives the build and is shared with everything else on the node. */
export const hostPath = defineRule({
  id: 'host-path',
  severity: 'error',
  summary: 'Reports a volume that mounts a path of the node',
  why: 'It outlives the build and is shared with everything else on the node: what one build writes, the next one and the kubelet read.',
  help: 'use emptyDir(), ephemeralVolume() or persistentVolumeClaim()',
  scope: 'pod',
  covers: ['pod-security/hostPathVolumes', 'pod-security/restrictedVolumes'],
  check: ({ pod }) =>
    (pod.spec.volumes ?? []).flatMap(({ hostPath: source, name }, i) =>
      source && !holdsRuntimeSocket(source.path)
        ? [
            {
              path: `${itemPath('spec.volumes', i)}.hostPath`,
              value: source.path,
              message: `volume ${JSON.stringify(name)} mounts a path of the node`,
            },
          ]
        : [],
    ),
  admission: () => ({
    subject: 'volume',
    broken: `has(v.hostPath) && !(${celHoldsRuntimeSocket('v.hostPath.path')})`,
    message: 'volumes mount a path of the node',
  }),
});
