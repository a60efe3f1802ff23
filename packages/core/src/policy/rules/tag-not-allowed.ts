import { parseImageReference } from '../../model/image-reference';
import { celIsImageName } from '../cel';
import { podImages } from '../pod-images';
import { defineRule } from '../rule';

const patternSource = (tag: string): string => `^${tag.split('*').map(escaped).join('.*')}$`;
const escaped = (text: string): string => text.replace(/[.-]/g, (character) => `[${character}]`);

/** Tags that move, or that nobody supports. */
export const tagNotAllowed = defineRule({
  id: 'tag-not-allowed',
  severity: 'error',
  summary: 'Reports an image with a tag that the policy forbids, unless its digest is there too',
  why: 'Tags such as latest, edge or a snapshot are made to move: the same name is another image tomorrow.',
  help: 'name a tag of a release, or the digest',
  scope: 'container',
  check: ({ pod, policy }) => {
    const patterns = (policy.images?.forbiddenTags ?? []).map((tag) => new RegExp(patternSource(tag)));
    if (patterns.length === 0) return [];
    return podImages(pod.spec).flatMap(({ image, owner, ...place }) => {
      const reference = parseImageReference(image);
      if (reference === undefined || reference.digest !== undefined) return [];
      // Without a tag the runtime takes this one.
      const { tag = 'latest' } = reference;
      return patterns.some((pattern) => pattern.test(tag))
        ? [
            {
              ...place,
              value: image,
              message: `the image of ${owner} has the tag ${JSON.stringify(tag)}, which is forbidden`,
            },
          ]
        : [];
    });
  },
  admission: ({ images }) => {
    const { forbiddenTags = [] } = images ?? {};
    if (forbiddenTags.length === 0) return undefined;
    return {
      subject: 'image',
      // The tag: what follows the last colon of the last part.
      broken: `${celIsImageName('i')} && !i.contains('@') && [i.matches('^[^/]+/.*:[^/]+$') ? i.substring(i.lastIndexOf(':') + 1) : 'latest'].exists(t, variables.forbiddenTags.exists(f, t.matches(f)))`,
      message: 'images have tags that are forbidden',
      parameters: { forbiddenTags: forbiddenTags.map(patternSource) },
    };
  },
});
