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
  if (spec === last?.spec) return last.containers;
  const containers = allContainers(spec);
  // Thirty rules ask of one pod after the other. A pod that may still change is walked through anew.
  if (Object.isFrozen(spec)) last = { spec, containers };
  return containers;
}

let last: { readonly spec: PodSpec; readonly containers: readonly PlacedContainer[] } | undefined;

function allContainers(spec: PodSpec): readonly PlacedContainer[] {
  const lists = ['initContainers', 'containers', 'ephemeralContainers'] as const;
  return lists.flatMap((list) =>
    (spec[list] ?? []).map((container, i) => ({ container, path: itemPath(`spec.${list}`, i) })),
  );
}
