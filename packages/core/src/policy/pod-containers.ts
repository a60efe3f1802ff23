import type { Container, EphemeralContainer, PodSpec } from '../model/kubernetes.generated';
import { itemPath } from '../model/path';

/** The lists that hold containers, in the order the API server looks at them. */
const LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** Name of a list of containers of a pod. */
export type ContainerList = (typeof LISTS)[number];

/** A container of any of the three lists, with the place it stands at. */
export class PlacedContainer {
  readonly container: Container | EphemeralContainer;
  readonly list: ContainerList;
  readonly index: number;

  constructor(container: Container | EphemeralContainer, list: ContainerList, index: number) {
    this.container = container;
    this.list = list;
    this.index = index;
  }

  /** Such as `spec.initContainers[0]`; made when asked for, since most containers have no fault. */
  get path(): string {
    return itemPath(`spec.${this.list}`, this.index);
  }
}

/** All containers of a pod, in the order the API server looks at them: init, regular, ephemeral. */
export function podContainers(spec: PodSpec): readonly PlacedContainer[] {
  if (spec === last?.spec) return last.containers;
  const containers = allContainers(spec);
  // Thirty rules ask of one pod after the other. A pod that may still change is walked through anew.
  if (Object.isFrozen(spec)) last = { spec, containers };
  return containers;
}

let last: { readonly spec: PodSpec; readonly containers: readonly PlacedContainer[] } | undefined;

/** What the server makes of a list's item that is null. */
const EMPTY: Container = { name: '' };

function allContainers(spec: PodSpec): readonly PlacedContainer[] {
  const all: PlacedContainer[] = [];
  for (const list of LISTS) {
    const containers = spec[list];
    // A pod read from YAML may say null where a list is not set.
    if (containers === undefined || containers === null) continue;
    for (let i = 0; i < containers.length; i++) all.push(new PlacedContainer(containers[i] ?? EMPTY, list, i));
  }
  return all;
}
