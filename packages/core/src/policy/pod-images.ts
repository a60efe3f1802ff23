import type { PodSpec } from '../model/kubernetes.generated';
import { itemPath } from '../model/path';
import { podContainers } from './pod-containers';

/** An image that a pod pulls, with the place it stands at. */
export interface PlacedImage {
  readonly image: string;
  /** Who it is for, for messages: `container "maven"`. */
  readonly owner: string;
  /** Name of the container; absent for a volume. */
  readonly container?: string;
  readonly path: string;
}

/** All images that a pod pulls: those of its containers, and those that volumes mount. One that is not named is left out. */
export function podImages(spec: PodSpec): readonly PlacedImage[] {
  const images: PlacedImage[] = [];
  for (const { container, path } of podContainers(spec)) {
    const { name, image } = container;
    if (image)
      images.push({ image, owner: `container ${JSON.stringify(name)}`, container: name, path: `${path}.image` });
  }
  (spec.volumes ?? []).forEach(({ name, image }, i) => {
    const path = `${itemPath('spec.volumes', i)}.image.reference`;
    if (image?.reference) images.push({ image: image.reference, owner: `volume ${JSON.stringify(name)}`, path });
  });
  return images;
}
