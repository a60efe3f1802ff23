import type { Container, EphemeralContainer, PodSpec } from '../model/kubernetes.generated';
import { itemPath } from '../model/path';

/** A container of any of the three lists, with the place it stands at. */
export interface PlacedContainer {
  readonly container: Container | EphemeralContainer;
  /** Such as `spec.initContainers[0]`. */
  readonly path: string;
}

/** All containers of a pod, in the order the API server looks at them: init, regular, ephemeral. */
export function podContainers(spec: PodSpec): readonly PlacedContainer[] {
  const known = placed.get(spec);
  if (known !== undefined) return known;
  const containers = allContainers(spec);
  // What cannot change is walked through once, for all the rules.
  if (Object.isFrozen(spec)) placed.set(spec, containers);
  return containers;
}

const placed = new WeakMap<PodSpec, readonly PlacedContainer[]>();

function allContainers(spec: PodSpec): readonly PlacedContainer[] {
  const lists = ['initContainers', 'containers', 'ephemeralContainers'] as const;
  return lists.flatMap((list) =>
    (spec[list] ?? []).map((container, i) => ({ container, path: itemPath(`spec.${list}`, i) })),
  );
}
