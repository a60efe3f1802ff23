import { itemPath } from '../../model/path';
import { defineRule } from '../rule';
import { holdsRuntimeSocket } from './docker-socket';

/** A path of the node outlives the build and is shared with everything else on the node. */
export const hostPath = defineRule({
  id: 'host-path',
  severity: 'error',
  help: 'use emptyDir(), ephemeralVolume() or persistentVolumeClaim()',
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
});
