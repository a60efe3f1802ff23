import { formatImageReference, parseImageReference, type ImageReference } from './image-reference';

/**
 * A part of the world of images, as policies name it: a registry (`registry.example.com:5000`), or the beginning of a
 * repository's path (`docker.io/library`, `docker.io/jenkins/inbound-agent`), always written in full.
 */
export type ImagePattern = string;

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/;

const NOTHING = {
  message: 'is no registry or repository',
  remedy: 'write a text such as "registry.example.com/team"',
};

/** What is wrong with a text as an image pattern, with what to do; undefined when it is one. */
export function imagePatternFault(text: unknown): { readonly message: string; readonly remedy: string } | undefined {
  if (typeof text !== 'string') return NOTHING;
  const bare = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/\/+$/, '');
  if (bare === '') return NOTHING;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return { message: 'has a scheme, which no image name has', remedy: `write ${JSON.stringify(bare)}` };
  if (text.endsWith('/'))
    return { message: 'ends with a slash', remedy: `write ${JSON.stringify(bare)}: it stops at a boundary by itself` };
  if (/[*?]/.test(text))
    return {
      message: 'has a wildcard',
      remedy: 'write the beginning alone: all that stands below a registry or a path is meant',
    };
  if (text.includes('@'))
    return { message: 'has a digest', remedy: 'write the repository; requireDigest demands digests' };
  // Two parts more: of one the docker.io of old makes library/x.
  const reference = parseImageReference(`${text}/x/x`);
  if (reference !== undefined && formatImageReference(reference) === `${text}/x/x`) return undefined;
  const first = text.split('/')[0] ?? '';
  if (/^index\.docker\.io(?:\/|$)/.test(text))
    return { message: 'is an old name of docker.io', remedy: `write ${JSON.stringify(text.slice('index.'.length))}` };
  const named = parseImageReference(text);
  if (named?.tag !== undefined && text.includes('/'))
    return {
      message: 'has a tag',
      remedy: `write ${JSON.stringify(text.slice(0, text.lastIndexOf(':')))}; forbiddenTags and requireDigest are about tags`,
    };
  if (named !== undefined && !isHost(first))
    return {
      message: 'is a short name, which nodes complete each in their own way',
      remedy: `write ${JSON.stringify(`${named.registry}/${named.repository}`)}, or the registry's host in front`,
    };
  return {
    message: 'is no registry or repository',
    remedy: 'write host[:port][/path] in the letters an image name may have, such as "registry.example.com:5000/team"',
  };
}

function isHost(first: string): boolean {
  return first === 'localhost' || /[.:]/.test(first) || LOOPBACK.test(first) || first !== first.toLowerCase();
}

/**
 * Whether an image belongs to a pattern. A host ends at its slash, a repository at a slash or its own end: nothing that only
 * begins alike belongs to it.
 */
export function matchesImagePattern({ registry, repository }: ImageReference, pattern: ImagePattern): boolean {
  return `${registry}/${repository}/`.startsWith(`${pattern}/`);
}

/** Whether everything that belongs to a pattern belongs to another. */
export function isWithinImagePattern(inner: ImagePattern, outer: ImagePattern): boolean {
  return `${inner}/`.startsWith(`${outer}/`);
}
