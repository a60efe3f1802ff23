import { parseImageReference } from '../../model/image-reference';
import { celIsImageName } from '../cel';
import { podImages } from '../pod-images';
import { defineRule } from '../rule';

/** Only a digest says which image it is. */
export const digestRequired = defineRule({
  id: 'digest-required',
  severity: 'error',
  summary: 'Reports an image without a digest, where the policy has requireDigest',
  why: 'A tag can be moved to another image by whoever can push; a digest is the image itself.',
  help: "name the image's digest, or put it under images.digests of the template",
  scope: 'container',
  check: ({ pod, policy }) =>
    policy.images?.requireDigest === true
      ? podImages(pod.spec)
          // What is no image name cannot be pulled; registry-not-allowed reports it.
          .filter(({ image }) => {
            const reference = parseImageReference(image);
            return reference !== undefined && reference.digest === undefined;
          })
          .map(({ image, owner, ...place }) => ({
            ...place,
            value: image,
            message: `the image of ${owner} has no digest`,
          }))
      : [],
  admission: ({ images }) =>
    images?.requireDigest === true
      ? {
          subject: 'image',
          broken: `${celIsImageName('i')} && !i.contains('@')`,
          message: 'images have no digest',
        }
      : undefined,
});
