import type { Random } from './random';
import { text } from './random-security-fields';

const ALLOWED = [
  ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected'],
  'secret',
];
const FORBIDDEN = [
  ...['hostPath', 'gcePersistentDisk', 'awsElasticBlockStore', 'gitRepo', 'nfs', 'iscsi', 'glusterfs', 'rbd'],
  ...['flexVolume', 'cinder', 'cephfs', 'flocker', 'fc', 'azureFile', 'vsphereVolume', 'quobyte', 'azureDisk'],
  ...['photonPersistentDisk', 'portworxVolume', 'scaleIO', 'storageos'],
];
// The server's decoder knows no field of these names; it tells cases apart.
const UNKNOWN = ['hostpath', 'HostPath', 'StorageOS', 'storageOS', 'nfS', 'dockerSocket', 'configmap', 'constructor'];

/** A volume whose source is allowed at every level. */
export function harmlessVolume(random: Random): object {
  return { name: volumeName(random), [random.pick(ALLOWED)]: {} };
}

/** A volume of one source; or of several, of none, of an unknown one, or of one that is null. */
export function volume(random: Random): object {
  const made: { [field: string]: unknown } = {
    name: random.percent(3) ? random.pick([undefined, null, '']) : volumeName(random),
  };
  const kind = random.below(20);
  if (kind < 8) made[random.percent(50) ? 'hostPath' : random.pick(FORBIDDEN)] = {};
  else if (kind < 10) made.hostPath = { path: '/var/run/docker.sock', type: random.pick(['Socket', '', null]) };
  else if (kind < 12) made[random.pick(ALLOWED)] = {};
  else if (kind < 14) made[random.pick(UNKNOWN)] = random.pick([{}, null, 'text']);
  else if (kind < 16) made[random.pick(FORBIDDEN)] = random.pick([null, undefined]);
  else if (kind < 19) {
    for (const source of random.picks([...FORBIDDEN, 'hostPath', ...UNKNOWN], 1, 3)) made[source] = {};
    if (random.percent(40)) made[random.pick(ALLOWED)] = random.pick([{}, {}, null]);
  }
  return made;
}

function volumeName(random: Random): string {
  return text(random, ['workspace', 'cache', 'docker', 'tmp', 'Z', 'a']);
}
