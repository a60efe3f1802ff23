import type { Fault } from '../model/fault';
import { parseImageReference } from '../model/image-reference';
import { listOf } from '../model/list-of';
import { itemPath } from '../model/path';
import { WORKING_DIR, type PodTemplate } from '../model/pod-template';
import { isPlainObject } from '../model/schema';
import { suggestionFor } from '../model/suggestion';

/** Every mount has its volume and its place, every volume one source and a container that mounts it. */
export function checkVolumes({ pod, roles, settings }: PodTemplate): Fault[] {
  const { volumes = [] } = pod.spec;
  const names = volumes.map(({ name }: { readonly name: unknown }) => name).filter((name) => typeof name === 'string');
  const used = new Set<string>();
  const faults: Fault[] = [];
  for (const list of ['initContainers', 'containers'] as const) {
    (pod.spec[list] ?? []).forEach(({ volumeMounts, volumeDevices, workingDir, name: container }, i) => {
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
      for (const device of listOf<unknown>(volumeDevices))
        if (isPlainObject(device) && typeof device.name === 'string') used.add(device.name);
      const role = roles[container];
      if (list === 'initContainers' || (role !== 'agent' && role !== 'step' && container !== settings.agentContainer))
        return;
      // The plugin does not mount the workspace where something else is: this container would not see the others' files.
      const place = placeOf(typeof workingDir === 'string' ? workingDir : WORKING_DIR);
      const workspace = places.get(place);
      if (workspace !== undefined) {
        faults.push({
          path: `${itemPath(`spec.${list}`, i)}.volumeMounts[${workspace}].mountPath`,
          value: place,
          message: 'is where the workspace goes',
          remedy: 'mount it elsewhere; the workspace itself is the field workspaceVolume of the template',
        });
      }
    });
  }
  volumes.forEach((volume, i) => faults.push(...sourceFaults(volume, itemPath('spec.volumes', i), used)));
  return faults;
}

const placeOf = (path: string): string => path.replace(/\/+$/, '') || '/';

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
  const place = placeOf(mountPath);
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
  const reference = isPlainObject(sources.image) ? sources.image.reference : undefined;
  if (typeof reference === 'string' && parseImageReference(reference) === undefined)
    return [
      {
        path: `${path}.image.reference`,
        value: reference,
        message: 'is no image name',
        remedy: 'write registry/repository:tag, the path in lower case',
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
