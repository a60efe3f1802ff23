import type { Volume } from '../../model/kubernetes.generated';
import { itemPath } from '../../model/path';
import type { PodSecurityCheck } from './check';
import { named, quoted, sortedSet } from './wording';

const ALLOWED = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];
const FORBIDDEN = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'gitRepo',
  'nfs',
  'iscsi',
  'glusterfs',
  'rbd',
  'flexVolume',
  'cinder',
  'cephfs',
  'flocker',
  'fc',
  'azureFile',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
];

/** The kind of a volume that is not allowed; undefined for one that is. A volume without a source is an emptyDir. */
function forbiddenKind(volume: Volume): string | undefined {
  const sources = Object.entries(volume).flatMap(([key, source]) =>
    key === 'name' || source === undefined || source === null ? [] : [key],
  );
  if (sources.length === 0 || sources.some((source) => ALLOWED.includes(source))) return undefined;
  return FORBIDDEN.find((kind) => sources.includes(kind)) ?? 'unknown';
}

/** None but the volumes that live in the pod, or are mounted by the cluster on demand. */
export const restrictedVolumes: PodSecurityCheck = {
  id: 'restrictedVolumes',
  level: 'restricted',
  overrides: 'hostPathVolumes',
  help: `use one of ${ALLOWED.join(', ')}`,
  check: (pod) => {
    const bad = (pod.spec.volumes ?? []).flatMap((volume, i) => {
      const kind = forbiddenKind(volume);
      return kind === undefined ? [] : [{ name: volume.name, kind, path: itemPath('spec.volumes', i) }];
    });
    if (bad.length === 0) return undefined;
    const kinds = sortedSet(bad.map(({ kind }) => kind));
    return {
      reason: 'restricted volume types',
      detail: `${named(
        'volume',
        bad.map(({ name }) => name),
      )} ${bad.length === 1 ? 'uses' : 'use'} restricted volume type${kinds.length === 1 ? '' : 's'} ${quoted(kinds)}`,
      fields: bad.map(({ path, kind }) => ({ path, value: kind })),
    };
  },
};
