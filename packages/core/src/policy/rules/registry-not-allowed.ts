import { matchesImagePattern, type ImagePattern } from '../../model/image-pattern';
import { parseImageReference, type ImageReference } from '../../model/image-reference';
import { celIsImageName } from '../cel';
import { podImages } from '../pod-images';
import type { Policy } from '../policy';
import { defineRule } from '../rule';

/** CEL: whether an image belongs to one of the patterns of a list. */
function within(list: string, image: string): string {
  // A host ends at its slash; a repository at a slash, a tag, a digest, or its own end.
  return `variables.${list}.exists(r, ${image}.startsWith(r + '/') || (r.contains('/') && (${image} == r || ${image}.startsWith(r + ':') || ${image}.startsWith(r + '@'))))`;
}

/**
 * Whether an image is denied. A host is the same in any letters for DNS, and with the port that is used without one, so a list
 * of what is denied takes it so; a list of what is allowed is the stricter for taking it as it is written.
 */
function isDenied(reference: ImageReference, deny: readonly ImagePattern[]): boolean {
  const registry = deniedForm(reference.registry);
  return deny.some((pattern) => matchesImagePattern({ ...reference, registry }, deniedForm(pattern)));
}

/** A registry, or the beginning of a repository, as others are compared with it to be denied. */
function deniedForm(text: string): string {
  return text
    .toLowerCase()
    .replace(/^([^/]+):0*443(?=\/|$)/, '$1')
    .replace(/^index[.]docker[.]io(?=\/|$)/, 'docker.io');
}

/** CEL: the same of an image. */
function celDeniedForm(image: string): string {
  return (
    `[${image}.lowerAscii()].map(j, j.matches('^[^/]+:0*443/') ? j.substring(0, j.substring(0, j.indexOf('/')).lastIndexOf(':')) + j.substring(j.indexOf('/')) : j)` +
    `.map(j, j.startsWith('index.docker.io/') ? j.substring(6) : j)`
  );
}

function faultOf(image: string, { images = {} }: Policy): string | undefined {
  const { allow, deny } = images;
  if (allow === undefined && deny === undefined) return undefined;
  const reference = parseImageReference(image);
  // What nobody can read, nobody can allow.
  if (reference === undefined) return 'is no image name';
  if (deny !== undefined && isDenied(reference, deny)) return 'comes from where no image may come from';
  return allow === undefined || allow.some((pattern) => matchesImagePattern(reference, pattern))
    ? undefined
    : 'comes from none of the registries that are allowed';
}

/** Images come from the registries that the organisation trusts. */
export const registryNotAllowed = defineRule({
  id: 'registry-not-allowed',
  severity: 'error',
  summary: 'Reports an image from a registry or a repository that the policy does not allow',
  why: 'Whoever can push to the registry of an image runs code in the build; a name that only looks like the own registry is the oldest trick.',
  help: 'take the image from a registry of the policy, or let images.mirrors rewrite it',
  scope: 'container',
  check: ({ pod, policy }) =>
    podImages(pod.spec).flatMap(({ image, owner, ...place }) => {
      const fault = faultOf(image, policy);
      return fault === undefined ? [] : [{ ...place, value: image, message: `the image of ${owner} ${fault}` }];
    }),
  admission: ({ images = {} }) => {
    const { allow, deny } = images;
    if (allow === undefined && deny === undefined) return undefined;
    const bad = [
      `!(${celIsImageName('i')})`,
      ...(deny === undefined ? [] : [`${celDeniedForm('i')}.exists(j, ${within('deniedRegistries', 'j')})`]),
      ...(allow === undefined ? [] : [`!${within('allowedRegistries', 'i')}`]),
    ];
    return {
      subject: 'image',
      broken: bad.join(' || '),
      message: 'images come from registries that are not allowed',
      parameters: {
        ...(allow === undefined ? {} : { allowedRegistries: allow }),
        ...(deny === undefined ? {} : { deniedRegistries: deny.map(deniedForm) }),
      },
    };
  },
});
