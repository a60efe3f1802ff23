/** An image name taken apart and normalised as container runtimes do. */
export interface ImageReference {
  /** Host with its port, such as `docker.io` or `registry.example.com:5000`. */
  readonly registry: string;
  /** Path below the registry, such as `library/maven`. */
  readonly repository: string;
  /** Tag, absent when none is written. */
  readonly tag: string | undefined;
  /** Digest, such as `sha256:…`, absent when none is written. */
  readonly digest: string | undefined;
}

// The grammar of github.com/distribution/reference (regexp.go).
const PATH_COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const DOMAIN_COMPONENT = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const PATH_SOURCE = `${PATH_COMPONENT}(?:/${PATH_COMPONENT})*`;
const DOMAIN_SOURCE = `(?:${DOMAIN_COMPONENT}(?:\\.${DOMAIN_COMPONENT})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const TAG_SOURCE = '\\w[\\w.-]{0,127}';
// What the grammar allows beyond these is refused by github.com/opencontainers/go-digest when the name is parsed.
const DIGEST_SOURCE = '(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})';
const PATH = new RegExp(`^${PATH_SOURCE}$`);
const DOMAIN = new RegExp(`^${DOMAIN_SOURCE}$`);
const TAG = new RegExp(`^${TAG_SOURCE}$`);
const DIGEST = new RegExp(`^${DIGEST_SOURCE}$`);

/**
 * Regular expression of a digest alone. The grammar takes `sha256:…` for a name with a tag; container runtimes take it for an
 * image that is on the node already, whatever registry it came from (`LocalResolve` in containerd's internal/cri/server/images).
 */
export const BARE_DIGEST = `^(?:[a-f0-9]{64}|${DIGEST_SOURCE})$`;
const BARE = new RegExp(BARE_DIGEST);

/** Regular expression of an image's full name, host first; for who cannot call {@link parseImageReference}. */
export const IMAGE_NAME = `^${DOMAIN_SOURCE}/${PATH_SOURCE}(?::${TAG_SOURCE})?(?:@${DIGEST_SOURCE})?$`;
const LONGEST_REPOSITORY = 255;

/**
 * Takes an image name apart and normalises it: `maven:3` is `docker.io/library/maven:3`.
 *
 * Unlike a runtime it does not add `latest`: a missing tag stays missing.
 *
 * @returns undefined when the text is no image name.
 */
export function parseImageReference(text: string): ImageReference | undefined {
  if (parsed.has(text)) return parsed.get(text);
  const reference = parse(text);
  if (parsed.size < LARGEST_CACHE) parsed.set(text, reference && Object.freeze(reference));
  return reference;
}

// The few images of an organisation are looked at by many rules for many pods.
const parsed = new Map<string, ImageReference | undefined>();
const LARGEST_CACHE = 1000;

function parse(text: string): ImageReference | undefined {
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  const tag = tagged ? named.slice(colon + 1) : undefined;
  const name = tagged ? named.slice(0, colon) : named;
  const [registry, repository] = splitName(name);
  const valid =
    !BARE.test(text) &&
    DOMAIN.test(registry) &&
    PATH.test(repository) &&
    repository.length <= LONGEST_REPOSITORY &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest));
  return valid ? { registry, repository, tag, digest } : undefined;
}

function splitName(name: string): [registry: string, repository: string] {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isHost = first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase();
  const registry = !isHost || first === 'index.docker.io' ? 'docker.io' : first;
  const path = isHost ? name.slice(slash + 1) : name;
  return [registry, registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path];
}

/** The full name of an image, host first. */
export function formatImageReference(image: ImageReference): string {
  const tag = image.tag === undefined ? '' : `:${image.tag}`;
  const digest = image.digest === undefined ? '' : `@${image.digest}`;
  return `${image.registry}/${image.repository}${tag}${digest}`;
}
