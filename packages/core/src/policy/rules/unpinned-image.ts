import { parseImageReference } from '../../model/image-reference';
import { itemPath } from '../../model/path';
import { podContainers } from '../pod-containers';
import { celIsImageName } from '../cel';
import { defineRule, type Violation } from '../rule';

/** What an image lacks to be the same one tomorrow; undefined for one that is pinned, and for what is no image name. */
function lackOf(image: string | undefined): string | undefined {
  const reference = image ? parseImageReference(image) : undefined;
  if (reference === undefined || reference.digest !== undefined) return undefined;
  if (reference.tag === undefined) return 'has no tag';
  return reference.tag === 'latest' ? 'is the latest one' : undefined;
}

function violation(path: string, owner: string, image: string | undefined): Omit<Violation, 'container'>[] {
  const lack = lackOf(image);
  return lack === undefined ? [] : [{ path, value: image, message: `the image of ${owner} ${lack}` }];
}

/** An image without a tag, or on `latest`, is another image tomorrow. */
export const unpinnedImage = defineRule({
  id: 'unpinned-image',
  severity: 'error',
  summary: 'Reports an image without a tag, or on latest',
  why: 'It is another image tomorrow: a build that passed today cannot be repeated, and what changed was decided by somebody else.',
  help: 'name a version as tag, or a digest',
  scope: 'container',
  check: ({ pod }) => [
    ...podContainers(pod.spec).flatMap(({ container: { name, image }, path }) =>
      violation(`${path}.image`, `container ${JSON.stringify(name)}`, image).map((rest) => ({
        ...rest,
        container: name,
      })),
    ),
    // A volume of this kind pulls its image as a container does.
    ...(pod.spec.volumes ?? []).flatMap(({ name, image }, i) =>
      violation(`${itemPath('spec.volumes', i)}.image.reference`, `volume ${JSON.stringify(name)}`, image?.reference),
    ),
  ],
  admission: () => ({
    subject: 'image',
    broken: `!i.contains('@') && ${celIsImageName('i')} && (!i.matches('^[^/]+/.*:[^/]+$') || i.endsWith(':latest'))`,
    message: 'images name no version',
  }),
});
