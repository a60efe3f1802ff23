import type { Volume } from '../../model/kubernetes.generated';
import { itemPath } from '../../model/path';
import type { PodSecurityCheck } from './check';
import { named, plural, quoted, valuesOf } from './wording';

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
] as const;
/** In the order in which the official evaluator looks for the kind of a volume with several sources. */
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
] as const;

/**
 * The kind of a volume that is not allowed; undefined for one that is. A volume without a source is an emptyDir, and so is
 * one whose source the API does not know, because the server drops it.
 */
function forbiddenKind(volume: Volume): string | undefined {
  if (ALLOWED.some((kind) => volume[kind])) return undefined;
  return FORBIDDEN.find((kind) => volume[kind]);
}

/** None but the volumes that live in the pod, or are mounted by the cluster on demand. */
export const restrictedVolumes: PodSecurityCheck = {
  id: 'restrictedVolumes',
  level: 'restricted',
  revisions: [0],
  summary: 'Reports a volume of a kind other than nine that live with the pod or are left to the administrator',
  why: "With nfs and its like whoever writes the pod chooses the server and the path, and the node mounts it. An NFS server that trusts the nodes trusts every pod that way, and another team's export is a path away.",
  overrides: 'hostPathVolumes',
  help: `use one of ${ALLOWED.join(', ')}`,
  check: (pod) => {
    const volumes = pod.spec.volumes ?? [];
    if (!volumes.some((volume) => volume && forbiddenKind(volume) !== undefined)) return undefined;
    const bad = volumes.flatMap((volume, i) => {
      const kind = volume && forbiddenKind(volume);
      return kind ? [{ name: volume.name ?? '', field: { path: itemPath('spec.volumes', i), value: kind } }] : [];
    });
    const kinds = valuesOf(bad.map(({ field }) => field));
    return {
      reason: 'restricted volume types',
      detail: `${named(
        'volume',
        bad.map(({ name }) => name),
      )} ${bad.length === 1 ? 'uses' : 'use'} ${plural('restricted volume type', kinds)} ${quoted(kinds)}`,
      fields: bad.map(({ field }) => ({ ...field, path: `${field.path}.${field.value}` })),
    };
  },
};
