import { agent, container, imageVolume, podTemplate, type PodTemplate, type PodTemplateFields } from '../index';
import { rewrittenImage } from './image-rewrites';

const NODE = 'docker.io/library/node:24.19.0-bookworm';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const build = (images: PodTemplateFields['images'], image = NODE): PodTemplate =>
  podTemplate('build', { images }).container(container('node', image)).build();
const imagesOf = ({ pod }: PodTemplate): (string | undefined)[] => pod.spec.containers.map(({ image }) => image);
const refused = (images: unknown): jest.JestMatchers<() => PodTemplate> =>
  expect(() => build(images as PodTemplateFields['images']));

describe('rewrittenImage', () => {
  it.each<[string, { readonly [prefix: string]: string }, string]>([
    ['node:24', {}, 'docker.io/library/node:24'],
    ['node:24', { 'docker.io': 'registry.example.com/hub' }, 'registry.example.com/hub/library/node:24'],
    ['node:24', { 'docker.io/library': 'public.ecr.aws/docker/library' }, 'public.ecr.aws/docker/library/node:24'],
    ['node:24', { 'docker.io/library/node': 'registry.example.com:5000/js' }, 'registry.example.com:5000/js:24'],
    ['node', { 'docker.io/library/node': 'registry.example.com:5000/js' }, 'registry.example.com:5000/js'],
    ['quay.io/skopeo/stable:v1', { 'docker.io': 'registry.example.com' }, 'quay.io/skopeo/stable:v1'],
    // A prefix ends where a part of the name ends.
    ['docker.io/libraryx/node:24', { 'docker.io/library': 'mirror.example.com' }, 'docker.io/libraryx/node:24'],
    ['docker.io.example.com/a:1', { 'docker.io': 'mirror.example.com' }, 'docker.io.example.com/a:1'],
    ['index.docker.io/library/node:24', { 'docker.io': 'mirror.example.com' }, 'mirror.example.com/library/node:24'],
    [
      'registry.example.com:5000/a:1',
      { 'registry.example.com:5000': 'mirror.example.com/five' },
      'mirror.example.com/five/a:1',
    ],
    [`node@${DIGEST}`, { 'docker.io': 'mirror.example.com' }, `mirror.example.com/library/node@${DIGEST}`],
  ])('writes %s with %j as %s', (image, mirrors, expected) => {
    expect(rewrittenImage(image, { mirrors })).toBe(expected);
  });

  it('takes the longest of the prefixes that fit, in whatever order they stand', () => {
    const mirrors = {
      'docker.io/library': 'a.example.com',
      'docker.io': 'b.example.com',
      'docker.io/library/node': 'c.io/n',
    };
    expect(rewrittenImage('node:24', { mirrors })).toBe('c.io/n:24');
    expect(rewrittenImage('maven:3', { mirrors })).toBe('a.example.com/maven:3');
    expect(rewrittenImage('alpine/helm:4', { mirrors })).toBe('b.example.com/alpine/helm:4');
  });

  it('adds the digest known of the name before the mirror, and keeps one that is there', () => {
    const images = { mirrors: { 'docker.io': 'mirror.example.com' }, digests: { [NODE]: DIGEST } };
    expect(rewrittenImage('node:24.19.0-bookworm', images)).toBe(
      `mirror.example.com/library/node:24.19.0-bookworm@${DIGEST}`,
    );
    const other = `sha256:${'b'.repeat(64)}`;
    expect(rewrittenImage(`${NODE}@${other}`, { digests: { [NODE]: DIGEST } })).toBe(`${NODE}@${other}`);
    expect(rewrittenImage('node:26', images)).toBe('mirror.example.com/library/node:26');
  });

  it('leaves what is no image name, for the container to be refused', () => {
    expect(rewrittenImage('No Image', { mirrors: { 'docker.io': 'mirror.example.com' } })).toBe('No Image');
  });
});

describe('images of a pod template', () => {
  const mirrors = { 'docker.io': 'registry.example.com/hub' };

  it('rewrite every container, the agent that nobody named included', () => {
    const [jnlp, node] = imagesOf(build({ mirrors }));
    expect(jnlp).toMatch(/^registry\.example\.com\/hub\/jenkins\/inbound-agent:/);
    expect(node).toBe('registry.example.com/hub/library/node:24.19.0-bookworm');
  });

  it('rewrite images that are volumes, of one container or of all', () => {
    const tools = (name: string) => imageVolume(name, `/${name}`, { reference: 'alpine/k8s:1.34.1' });
    const template = podTemplate('build', { images: { mirrors } })
      .container(container('a', NODE, { volumes: [tools('own')] }))
      .volume(tools('shared'))
      .build();
    const references = template.pod.spec.volumes?.flatMap(({ image }) => image?.reference ?? []);
    expect(references).toEqual(Array(2).fill('registry.example.com/hub/alpine/k8s:1.34.1'));
  });

  it('leave an image that the controller chooses', () => {
    const template = podTemplate('build', { images: { mirrors } })
      .container(agent({ image: 'from-controller' }))
      .build();
    expect(imagesOf(template)).toEqual([undefined]);
  });

  it.each<[string, unknown, string]>([
    ['no mapping', [], 'images: [] is no mapping'],
    ['a misspelt field', { mirror: {} }, 'images: unknown field "mirror"; did you mean "mirrors"?'],
    ['mirrors that are no mapping', { mirrors: ['a'] }, 'images.mirrors: ["a"] is no mapping; write { from: to }'],
    [
      'a short name',
      { mirrors: { node: 'a.io' } },
      'images.mirrors: "node" is no registry or repository; write it in full',
    ],
    [
      'a mirror with a scheme',
      { mirrors: { 'docker.io': 'https://a.io' } },
      'images.mirrors["docker.io"]: "https://a.io" is no registry or repository; write host/path without a scheme',
    ],
    ['a mirror with a slash at its end', { mirrors: { 'docker.io': 'a.io/' } }, '"a.io/" is no registry or repository'],
    ['a mirror with a tag', { mirrors: { 'docker.io': 'a.io/b:1' } }, '"a.io/b:1" is no registry or repository'],
    ['a mirror that is no text', { mirrors: { 'docker.io': 5 } }, '5 is no registry or repository'],
    ['a digest of a short name', { digests: { 'node:24': DIGEST } }, 'images.digests: "node:24" is no full image name'],
    [
      'a digest that is none',
      { digests: { [NODE]: 'sha256:12' } },
      '"sha256:12" is no digest; write sha256: and 64 digits',
    ],
  ])('refuse %s', (_, images, message) => {
    refused(images).toThrow(message);
  });
});
