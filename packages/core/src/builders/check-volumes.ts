import type { Fault } from '../model/fault';
import { listOf } from '../model/list-of';
import { itemPath } from '../model/path';
import { AGENT_CONTAINER_NAME, WORKING_DIR, type PodTemplate } from '../model/pod-template';
import { isPlainObject } from '../model/schema';
import { suggestionFor } from '../model/suggestion';

/** Every mount has its volume and its place, every volume one source and a container that mounts it. */
export function checkVolumes({ pod }: PodTemplate): Fault[] {
  const { volumes = [] } = pod.spec;
  const names = volumes.map(({ name }) => name);
  const used = new Set<string>();
  const faults: Fault[] = [];
  for (const list of ['initContainers', 'containers'] as const) {
    (pod.spec[list] ?? []).forEach(({ volumeMounts, volumeDevices, name: container }, i) => {
      const places = new Map<string, number>();
      const mounts: readonly unknown[] = Array.isArray(volumeMounts) ? volumeMounts : [];
      mounts.forEach((mount, j) => {
        if (!isPlainObject(mount)) return;
        const { name, mountPath } = mount;
        const path = itemPath(`${itemPath(`spec.${list}`, i)}.volumeMounts`, j);
        if (typeof name === 'string') {
          used.add(name);
          if (!names.includes(name))
            faults.push({
              path: `${path}.name`,
              value: name,
              message: 'is no volume of this pod',
              remedy: suggestionFor(name, names, 'add the volume with .volume()'),
            });
        }
        if (typeof mountPath !== 'string') return;
        faults.push(...mountPathFaults(mountPath, `${path}.mountPath`, places, j));
      });
      for (const device of listOf(volumeDevices)) used.add(device.name);
      if (container !== AGENT_CONTAINER_NAME) return;
      // The plugin does not mount the workspace where something else is, and the others would then not see it.
      const workspace = places.get(WORKING_DIR);
      if (workspace !== undefined) {
        faults.push({
          path: `${itemPath(`spec.${list}`, i)}.volumeMounts[${workspace}].mountPath`,
          value: WORKING_DIR,
          message: 'is where the workspace goes',
          remedy: 'use the field workspaceVolume of the template',
        });
      }
    });
  }
  volumes.forEach((volume, i) => faults.push(...sourceFaults(volume, itemPath('spec.volumes', i), used)));
  return faults;
}

function mountPathFaults(mountPath: string, path: string, places: Map<string, number>, index: number): Fault[] {
  if (!mountPath.startsWith('/') || mountPath.includes(':') || mountPath.split('/').includes('..')) {
    return [
      {
        path,
        value: mountPath,
        message: 'is no place for a mount',
        remedy: 'write an absolute path without ":" and ".."',
      },
    ];
  }
  const place = mountPath.replace(/\/+$/, '') || '/';
  const other = places.get(place);
  places.set(place, index);
  return other === undefined
    ? []
    : [{ path, value: mountPath, message: `is taken by volumeMounts[${other}]`, remedy: 'mount one volume at a path' }];
}

function sourceFaults(volume: object, path: string, used: ReadonlySet<string>): Fault[] {
  const { name, ...sources } = volume as { readonly name: string; readonly [source: string]: unknown };
  const count = Object.keys(sources).length;
  if (count !== 1)
    return [
      {
        path,
        value: name,
        message: count === 0 ? 'has no source' : 'has more than one source',
        remedy: 'give the volume exactly one source, such as emptyDir',
      },
    ];
  if (!used.has(name))
    return [
      {
        path,
        value: name,
        message: 'is mounted by no container',
        remedy: 'give it a mountPath, mount it by volumeMounts, or remove it',
      },
    ];
  return [];
}
