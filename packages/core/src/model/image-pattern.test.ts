import { imagePatternFault, isWithinImagePattern, matchesImagePattern } from './image-pattern';
import { parseImageReference } from './image-reference';

const DIGEST = `sha256:${'a'.repeat(64)}`;
/** The registries of the traps below: a host, a host with a port, and two repositories. */
const ALLOWED = [
  'registry.example.com',
  'registry.example.com:5000',
  'docker.io/jenkins/inbound-agent',
  'docker.io/library/maven',
];

function matches(image: string, ...patterns: string[]): boolean {
  const reference = parseImageReference(image);
  if (reference === undefined) throw new Error(`${image} is no image name`);
  return patterns.some((pattern) => matchesImagePattern(reference, pattern));
}

describe('matchesImagePattern', () => {
  it.each([
    'registry.example.com/x',
    'registry.example.com/a/b/c:1.2.3',
    'registry.example.com:5000/x',
    'maven',
    'maven:3',
    'library/maven:3',
    'docker.io/maven:3',
    'index.docker.io/maven',
    'index.docker.io/library/maven:3',
    `docker.io/library/maven@${DIGEST}`,
    `maven:3@${DIGEST}`,
    'jenkins/inbound-agent',
    `docker.io/jenkins/inbound-agent:3355@${DIGEST}`,
    'docker.io/jenkins/inbound-agent/below:1',
  ])('lets %s in', (image) => {
    expect(matches(image, ...ALLOWED)).toBe(true);
  });

  it.each([
    'registry.example.com.evil.io/x',
    'registry.example.comevil/x',
    'registry.example.com:6000/x',
    'registry.example.com:50000/x',
    'evil/registry.example.com/x',
    'evil.io/docker.io/library/maven',
    'evil.io/registry.example.com/x',
    'maven-evil',
    'maven/evil',
    'jenkins/inbound-agent-evil',
    'jenkins/inbound',
    'localhost/maven',
    'localhost:5000/maven',
    'Docker.io/library/maven',
    'Registry.example.com/x',
    '[::1]:5000/maven',
    'docker.io/library/gradle',
    `evil.io/library/maven@${DIGEST}`,
  ])('keeps %s out', (image) => {
    expect(matches(image, ...ALLOWED)).toBe(false);
  });

  it('ends a path at a slash, a tag, a digest or its own end, whatever comes after', () => {
    const within = ['r.io/team/x', 'r.io/team', 'r.io/team:1', `r.io/team@${DIGEST}`, `r.io/team/x:1@${DIGEST}`];
    expect(within.filter((image) => matches(image, 'r.io/team'))).toEqual(within);
    const outside = ['r.io/team-b/x', 'r.io/teams', 'r.io/tea', 'r.io/x/team', 'r.io:80/team/x'];
    expect(outside.filter((image) => matches(image, 'r.io/team'))).toEqual([]);
  });

  it('takes the port as a part of the host, both ways', () => {
    expect(matches('r.io/x', 'r.io:443')).toBe(false);
    expect(matches('r.io:443/x', 'r.io')).toBe(false);
    expect(matches('r.io:443/x', 'r.io:443')).toBe(true);
  });

  it('knows IPv6 hosts', () => {
    expect(matches('[fc00::1]:5000/team/x:1', '[fc00::1]:5000')).toBe(true);
    expect(matches('[fc00::1]:5000/team/x:1', '[fc00::1]:5000/team')).toBe(true);
    expect(matches('[fc00::1]:5001/x', '[fc00::1]:5000')).toBe(false);
    expect(matches('[fc00::1]/x', '[fc00::1]:5000')).toBe(false);
  });

  it('takes docker.io alone for all of it, and an organisation of it for no official image', () => {
    expect(matches('maven', 'docker.io')).toBe(true);
    expect(matches('jenkins/inbound-agent', 'docker.io')).toBe(true);
    expect(matches('foo/bar/baz', 'docker.io/foo/bar')).toBe(true);
    expect(matches('maven', 'docker.io/maven')).toBe(false);
  });
});

describe('isWithinImagePattern', () => {
  it.each([
    ['r.io', 'r.io'],
    ['r.io/team', 'r.io'],
    ['r.io/team/x', 'r.io/team'],
  ])('finds %s within %s', (inner, outer) => {
    expect(isWithinImagePattern(inner, outer)).toBe(true);
  });

  it.each([
    ['r.io', 'r.io/team'],
    ['r.io/teams', 'r.io/team'],
    ['r.io:5000', 'r.io'],
    ['r.io.evil.io', 'r.io'],
    ['evil.io/r.io', 'r.io'],
  ])('finds %s not within %s', (inner, outer) => {
    expect(isWithinImagePattern(inner, outer)).toBe(false);
  });
});

describe('imagePatternFault', () => {
  it.each([
    'registry.example.com',
    'registry.example.com:5000',
    'registry.example.com:5000/team/tools',
    'docker.io',
    'docker.io/library',
    'docker.io/library/maven',
    'docker.io/jenkins/inbound-agent',
    'index.docker.io.example.com',
    'localhost',
    'localhost:5000',
    'localhost/team',
    '127.0.0.1:5000',
    '192.0.2.10',
    '[fc00::1]:5000/team',
    '[::1]',
    // Nobody can tell a short name with a tag from a host with a port: it is a host, and lets no short name in.
    'registry:5000',
    'registry:5000/team',
    // The letters of a host are compared as they are written.
    'Registry.example.com',
    'LOCALDOMAIN',
  ])('has nothing to say of %s', (text) => {
    expect(imagePatternFault(text)).toBeUndefined();
  });

  const NO_PATTERN = 'is no registry or repository';
  const A_TEXT = 'write a text such as "registry.example.com/team"';
  const LETTERS =
    'write host[:port][/path] in the letters an image name may have, such as "registry.example.com:5000/team"';
  const BEGINNING = 'write the beginning alone: all that stands below a registry or a path is meant';
  const SCHEME = 'has a scheme, which no image name has';
  const SHORT = 'is a short name, which nodes complete each in their own way';

  it.each<[unknown, string, string]>([
    ['https://registry.example.com', SCHEME, 'write "registry.example.com"'],
    ['HTTP://registry.example.com:5000/team/', SCHEME, 'write "registry.example.com:5000/team"'],
    ['oci://registry.example.com/charts', SCHEME, 'write "registry.example.com/charts"'],
    ['docker://docker.io', SCHEME, 'write "docker.io"'],
    ['docker.io/', 'ends with a slash', 'write "docker.io": it stops at a boundary by itself'],
    ['r.io/team//', 'ends with a slash', 'write "r.io/team": it stops at a boundary by itself'],
    ['registry.example.com/*', 'has a wildcard', BEGINNING],
    ['*.example.com', 'has a wildcard', BEGINNING],
    ['registry-?.example.com', 'has a wildcard', BEGINNING],
    [`r.io/x@${DIGEST}`, 'has a digest', 'write the repository; requireDigest demands digests'],
    ['r.io/x@', 'has a digest', 'write the repository; requireDigest demands digests'],
    ['r.io/x:1.2', 'has a tag', 'write "r.io/x"; forbiddenTags and requireDigest are about tags'],
    ['r.io:5000/x:1', 'has a tag', 'write "r.io:5000/x"; forbiddenTags and requireDigest are about tags'],
    [
      'jenkins/inbound-agent:3355',
      'has a tag',
      'write "jenkins/inbound-agent"; forbiddenTags and requireDigest are about tags',
    ],
    ['maven', SHORT, 'write "docker.io/library/maven", or the registry\'s host in front'],
    ['library/maven', SHORT, 'write "docker.io/library/maven", or the registry\'s host in front'],
    ['jenkins/inbound-agent', SHORT, 'write "docker.io/jenkins/inbound-agent", or the registry\'s host in front'],
    ['index.docker.io', 'is an old name of docker.io', 'write "docker.io"'],
    ['index.docker.io/library/maven', 'is an old name of docker.io', 'write "docker.io/library/maven"'],
    ['r.io/Team', NO_PATTERN, LETTERS],
    ['docker.io/library/Maven', NO_PATTERN, LETTERS],
    [' r.io', NO_PATTERN, LETTERS],
    ['r.io ', NO_PATTERN, LETTERS],
    ['r.io/a b', NO_PATTERN, LETTERS],
    ['r..io', NO_PATTERN, LETTERS],
    ['-r.io', NO_PATTERN, LETTERS],
    ['r.io//x', NO_PATTERN, LETTERS],
    ['r.io:', NO_PATTERN, LETTERS],
    ['r.io:port', NO_PATTERN, LETTERS],
    ['r.io:5000:1', NO_PATTERN, LETTERS],
    ['r.io/x:1/y', NO_PATTERN, LETTERS],
    ['[::1', NO_PATTERN, LETTERS],
    ['[fe80::1%eth0]:5000', NO_PATTERN, LETTERS],
    ['r.io/größe', NO_PATTERN, LETTERS],
    [`r.io/${'a'.repeat(260)}`, NO_PATTERN, LETTERS],
    ['', NO_PATTERN, A_TEXT],
    ['/', NO_PATTERN, A_TEXT],
    ['https://', NO_PATTERN, A_TEXT],
    [undefined, NO_PATTERN, A_TEXT],
    [null, NO_PATTERN, A_TEXT],
    [5000, NO_PATTERN, A_TEXT],
    [true, NO_PATTERN, A_TEXT],
    [['r.io'], NO_PATTERN, A_TEXT],
    [{ host: 'r.io' }, NO_PATTERN, A_TEXT],
  ])('%j: %s', (text, message, remedy) => {
    expect(imagePatternFault(text)).toEqual({ message, remedy });
  });

  it.each(['https://r.io/x', 'r.io/x/', 'index.docker.io/x', 'maven', 'r.io/x:1'])(
    'proposes for %s what is a pattern',
    (text) => {
      const proposed = /^write "([^"]*)"/.exec(imagePatternFault(text)?.remedy ?? '')?.[1];
      expect(imagePatternFault(proposed)).toBeUndefined();
    },
  );
});
