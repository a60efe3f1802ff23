import { formatImageReference, parseImageReference } from './image-reference';

const HEX = '1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a';
const DIGEST = `sha256:${HEX}`;

describe('parseImageReference', () => {
  it.each([
    ['maven', 'docker.io', 'library/maven', undefined],
    ['maven:3', 'docker.io', 'library/maven', '3'],
    ['library/maven:3', 'docker.io', 'library/maven', '3'],
    ['docker.io/maven', 'docker.io', 'library/maven', undefined],
    ['docker.io/library/maven', 'docker.io', 'library/maven', undefined],
    ['index.docker.io/maven', 'docker.io', 'library/maven', undefined],
    ['index.docker.io/library/maven', 'docker.io', 'library/maven', undefined],
    ['index.docker.io/fooo/bar', 'docker.io', 'fooo/bar', undefined],
    ['jenkins/inbound-agent', 'docker.io', 'jenkins/inbound-agent', undefined],
    ['foo/bar/baz', 'docker.io', 'foo/bar/baz', undefined],
    ['docker.io/library/foo/bar', 'docker.io', 'library/foo/bar', undefined],
    ['test_com/foo', 'docker.io', 'test_com/foo', undefined],
    ['foo/foo_bar.com:8080', 'docker.io', 'foo/foo_bar.com', '8080'],
  ])('finds %s on Docker Hub', (text, registry, repository, tag) => {
    expect(parseImageReference(text)).toEqual({ registry, repository, tag, digest: undefined });
  });

  it.each([
    ['localhost', 'library/localhost', undefined],
    ['localhost:5000', 'library/localhost', '5000'],
    ['example.com', 'library/example.com', undefined],
    ['192.168.0.1', 'library/192.168.0.1', undefined],
    ['192.168.0.1:80', 'library/192.168.0.1', '80'],
  ])('takes %s, without a slash, for a repository of Docker Hub', (text, repository, tag) => {
    expect(parseImageReference(text)).toEqual({ registry: 'docker.io', repository, tag, digest: undefined });
  });

  it.each([
    ['localhost/x', 'localhost', 'x', undefined],
    ['localhost:5000/x', 'localhost:5000', 'x', undefined],
    ['test.com/foo', 'test.com', 'foo', undefined],
    ['test:5000/repo:tag', 'test:5000', 'repo', 'tag'],
    ['registry.example.com:5000/team/app', 'registry.example.com:5000', 'team/app', undefined],
    ['127.0.0.1:5000/library/debian', '127.0.0.1:5000', 'library/debian', undefined],
    ['b.gcr.io/test.example.com/my-app:test.example.com', 'b.gcr.io', 'test.example.com/my-app', 'test.example.com'],
    ['xn--n3h.com:18080/foo', 'xn--n3h.com:18080', 'foo', undefined],
    ['LOCALDOMAIN/a/b', 'LOCALDOMAIN', 'a/b', undefined],
    ['Foo/bar', 'Foo', 'bar', undefined],
    ['Docker.io/library/maven', 'Docker.io', 'library/maven', undefined],
    ['[fc00::1]:5000/docker', '[fc00::1]:5000', 'docker', undefined],
    ['[fc00:1:2:3:4:5:6:7]:5000/library/debian', '[fc00:1:2:3:4:5:6:7]:5000', 'library/debian', undefined],
    ['[::1]/maven:3', '[::1]', 'maven', '3'],
  ])('keeps the host of %s', (text, registry, repository, tag) => {
    expect(parseImageReference(text)).toEqual({ registry, repository, tag, digest: undefined });
  });

  it('keeps tag and digest, each where it is written', () => {
    const named = { registry: 'docker.io', repository: 'library/busybox' };
    expect(parseImageReference(`busybox@${DIGEST}`)).toEqual({ ...named, tag: undefined, digest: DIGEST });
    expect(parseImageReference(`busybox:latest@${DIGEST}`)).toEqual({ ...named, tag: 'latest', digest: DIGEST });
    expect(parseImageReference(`localhost:5000/a@${DIGEST}`)).toEqual({
      registry: 'localhost:5000',
      repository: 'a',
      tag: undefined,
      digest: DIGEST,
    });
  });

  it.each([DIGEST, `sha384:${'0'.repeat(96)}`, `sha512:${'f'.repeat(128)}`])('accepts the digest %s', (digest) => {
    expect(parseImageReference(`a/b@${digest}`)?.digest).toBe(digest);
  });

  it.each([
    ['too short', `sha256:${HEX.slice(1)}`],
    ['too long', `sha256:${HEX}0`],
    ['in upper case', `sha256:${HEX.toUpperCase()}`],
    ['of an algorithm without support', `md5:${HEX.slice(32)}`],
    ['of two algorithms', `sha256+b64:${HEX}`],
    ['without an algorithm', HEX],
    ['empty', ''],
  ])('refuses a digest that is %s', (_, digest) => {
    expect(parseImageReference(`repo@${digest}`)).toBeUndefined();
  });

  it.each([
    '',
    ':justtag',
    `@${DIGEST}`,
    'https://github.com/docker/docker',
    'Uppercase:tag',
    'docker/Docker',
    'docker.io/docker/Docker',
    'test:5000/Uppercase/lowercase:tag',
    '-docker',
    '-docker/docker',
    'docker-/docker',
    '-docker.io/docker/docker',
    'docker///docker',
    'docker.io/docker///docker',
    'docker/',
    '/docker',
    '____/____',
    '_docker/_docker',
    'dock..er/docker',
    'dock_.er/docker',
    'dock-.er/docker',
    'dock___er/docker',
    'aa/asdf$$^/aa',
    'a b',
    'maven:3 ',
    'maven:3\n',
    'maven:',
    'maven:-3',
    'maven:3:4',
    '[fc00::1]',
    '[fc00::1]:5000',
    '[2001:db8::1]:tag',
    'fc00::1:5000/debian',
    '[fe80::1%eth0]:5000/debian',
    '[fe80::1%@invalidzone]:5000/repo',
    '[2001:db8:3:4::192.0.2.33]:5000/debian',
  ])('refuses %j', (text) => {
    expect(parseImageReference(text)).toBeUndefined();
  });

  it('refuses 64 hexadecimal digits alone, and takes them with a host or with one digit less', () => {
    expect(parseImageReference(HEX)).toBeUndefined();
    expect(parseImageReference(`docker.io/${HEX}`)?.repository).toBe(`library/${HEX}`);
    expect(parseImageReference(HEX.slice(1))?.repository).toBe(`library/${HEX.slice(1)}`);
    expect(parseImageReference('thisisthesongthatneverendsitgoesonandonandonthisisthesongthatnev')).toBeDefined();
  });

  it.each(['dock__er/docker', 'docker---rules/docker', 'e/a.b-c_d', 'd/docker', '0/1'])(
    'takes %s as a path',
    (path) => {
      expect(parseImageReference(path)?.repository).toBe(path);
    },
  );

  it('counts 255 characters for the repository, whatever the host is', () => {
    const longest = `${'a/'.repeat(127)}a`;
    expect(longest).toHaveLength(255);
    expect(parseImageReference(`registry.example.com/${longest}:tag`)?.repository).toBe(longest);
    expect(parseImageReference(`registry.example.com/${longest}b:tag`)).toBeUndefined();
    expect(parseImageReference(longest)?.repository).toBe(longest);
  });

  it('counts 128 characters for the tag', () => {
    expect(parseImageReference(`a:${'t'.repeat(128)}`)?.tag).toHaveLength(128);
    expect(parseImageReference(`a:${'t'.repeat(129)}`)).toBeUndefined();
  });
});

describe('formatImageReference', () => {
  it.each([
    ['maven:3', 'docker.io/library/maven:3'],
    ['index.docker.io/maven', 'docker.io/library/maven'],
    [`busybox:1@${DIGEST}`, `docker.io/library/busybox:1@${DIGEST}`],
    ['[::1]:5000/maven', '[::1]:5000/maven'],
    ['LOCALDOMAIN/a/b:1', 'LOCALDOMAIN/a/b:1'],
  ])('writes %s in full as %s', (text, full) => {
    const image = parseImageReference(text);
    expect(image && formatImageReference(image)).toBe(full);
    expect(parseImageReference(full)).toEqual(image);
  });
});
