import { parseImageReference } from '../../model/image-reference';
import { podContainers } from '../pod-containers';
import { defineRule } from '../rule';

/** An image without a tag, or on `latest`, is another image tomorrow. */
export const unpinnedImage = defineRule({
  id: 'unpinned-image',
  severity: 'error',
  help: 'name a version as tag, or a digest',
  check: ({ pod }) =>
    podContainers(pod.spec).flatMap(({ container, path }) => {
      const image = container.image === undefined ? undefined : parseImageReference(container.image);
      if (image === undefined || image.digest !== undefined || (image.tag !== undefined && image.tag !== 'latest')) return [];
      const message = `the image of container ${JSON.stringify(container.name)} ${image.tag === undefined ? 'has no tag' : 'is the latest one'}`;
      return [{ path: `${path}.image`, container: container.name, value: container.image, message }];
    }),
});
