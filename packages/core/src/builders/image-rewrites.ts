import type { Fault } from '../model/fault';
import { formatImageReference, parseImageReference } from '../model/image-reference';
import { isPlainObject } from '../model/schema';
import { fieldPath } from '../model/path';
import { checkFields } from './check-names';

/** What is written in the place of the images that containers name. */
export interface ImageRewrites {
  /**
   * Where images are pulled from instead: the beginning of their name, up to a slash, and what stands in its place, such as
   * `{ 'docker.io': 'registry.example.com/docker-hub', 'docker.io/library': 'public.ecr.aws/docker/library' }`. The longest
   * beginning wins.
   */
  readonly mirrors?: { readonly [prefix: string]: string } | undefined;
  /**
   * Digests of images by their full name, before a mirror takes its place, as a lock file holds them:
   * `{ 'docker.io/library/node:24.19.0-bookworm': 'sha256:…' }`. It must be the digest of the index of all platforms.
   */
  readonly digests?: { readonly [image: string]: string } | undefined;
}

const SHAPE = 'is no registry or repository';

/** Faults of the rewrites, each of which would leave an image where it must not be pulled from. */
export function imageRewriteFaults(given: unknown): Fault[] {
  if (given === undefined) return [];
  const faults = checkFields(given, 'images', ['mirrors', 'digests']);
  if (!isPlainObject(given)) return faults;
  for (const field of ['mirrors', 'digests'] as const) {
    if (given[field] !== undefined && !isPlainObject(given[field]))
      faults.push({
        path: `images.${field}`,
        value: given[field],
        message: 'is no mapping',
        remedy: 'write { from: to }',
      });
  }
  for (const [prefix, mirror] of entriesOf(given.mirrors)) {
    const path = fieldPath('images.mirrors', prefix);
    if (!isPrefix(prefix))
      faults.push({
        path: 'images.mirrors',
        value: prefix,
        message: SHAPE,
        remedy: "write it in full, such as 'docker.io/library'",
      });
    if (!isPrefix(mirror))
      faults.push({
        path,
        value: mirror,
        message: SHAPE,
        remedy: 'write host/path without a scheme, a tag and a slash at its end',
      });
  }
  for (const [image, digest] of entriesOf(given.digests)) {
    const path = fieldPath('images.digests', image);
    const reference = parseImageReference(image);
    if (reference === undefined || formatImageReference(reference) !== image || reference.digest !== undefined)
      faults.push({
        path: 'images.digests',
        value: image,
        message: 'is no full image name',
        remedy: 'write registry/repository:tag',
      });
    if (typeof digest !== 'string' || parseImageReference(`x@${digest}`)?.digest === undefined)
      faults.push({ path, value: digest, message: 'is no digest', remedy: 'write sha256: and 64 digits' });
  }
  return faults;
}

/** The full name of an image, with its digest, at its mirror; what is no image name stays, to be refused. */
export function rewrittenImage(image: string, { mirrors, digests }: ImageRewrites = {}): string {
  const reference = typeof image === 'string' ? parseImageReference(image) : undefined;
  if (reference === undefined) return image;
  const full = formatImageReference(reference);
  const known = entriesOf(digests).find(([name]) => name === full)?.[1];
  const pinned =
    known === undefined || reference.digest !== undefined ? reference : { ...reference, digest: known as string };
  const name = formatImageReference(pinned);
  const repository = `${reference.registry}/${reference.repository}`;
  const [prefix, mirror] =
    entriesOf(mirrors)
      .filter(([candidate]) => `${repository}/`.startsWith(`${candidate}/`))
      .sort(([a], [b]) => b.length - a.length)[0] ?? [];
  return prefix === undefined ? name : `${mirror as string}${name.slice(prefix.length)}`;
}

function entriesOf(mapping: unknown): [string, unknown][] {
  return isPlainObject(mapping) ? Object.entries(mapping) : [];
}

/** `docker.io`, `registry.example.com:5000/team`: what a repository can begin with, written in full. */
function isPrefix(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  // Two parts more: of one the docker.io of old makes library/x.
  const reference = parseImageReference(`${text}/x/x`);
  return reference !== undefined && formatImageReference(reference) === `${text}/x/x`;
}
