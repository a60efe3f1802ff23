import { checkPod, definePolicy, type PolicyFields } from '../../index';

const POLICY: PolicyFields = {
  images: {
    allow: ['registry.example.com', 'docker.io/library/maven', 'docker.io/jenkins/inbound-agent', '[fc00::1]:5000'],
    deny: ['registry.example.com/old'],
  },
};

/** What the rule finds under a policy, as path, message and value. */
const found = (spec: object, fields: PolicyFields = POLICY): unknown[][] =>
  checkPod({ spec }, { policy: definePolicy({ name: 'own', ...fields }) })
    .filter(({ ruleId }) => ruleId === 'registry-not-allowed')
    .map(({ path, message, value }) => [path, message, ...(value === undefined ? [] : [value])]);

const paths = (spec: object, fields?: PolicyFields): unknown[] => found(spec, fields).map(([path]) => path);
const of = (image: string): object => ({ containers: [{ name: 'a', image }] });
const DIGEST = `@sha256:${'a'.repeat(64)}`;

describe('registry-not-allowed', () => {
  it('says nothing where the policy names no registries', () => {
    expect(found(of('evil.example.net/x'), {})).toEqual([]);
    expect(found(of('no image!'), { images: { requireDigest: true } })).toEqual([]);
  });

  it('allows what comes from an allowed registry or repository', () => {
    const images = [
      'registry.example.com/x',
      'registry.example.com/a/b:1',
      'maven',
      'maven:3',
      'library/maven:3',
      'docker.io/maven:3',
      'index.docker.io/maven',
      `docker.io/library/maven${DIGEST}`,
      '[fc00::1]:5000/x',
    ];
    expect(images.filter((image) => found(of(image)).length > 0)).toEqual([]);
  });

  it.each([
    'registry.example.com.evil.io/x',
    'registry.example.comevil/x',
    'registry.example.com:6000/x',
    'evil/registry.example.com/x',
    'evil.io/docker.io/library/maven',
    'maven-evil',
    'maven/evil',
    'jenkins/inbound-agent-evil',
    'localhost/maven',
    'Docker.io/library/maven',
    'Registry.example.com/x',
    '[::1]:5000/maven',
  ])('reports %s', (image) => {
    expect(found(of(image))).toEqual([
      [
        'spec.containers[0].image',
        'the image of container "a" comes from none of the registries that are allowed',
        image,
      ],
    ]);
  });

  it('reports a denied repository, even within an allowed registry, and nothing beside it', () => {
    const denied = 'the image of container "a" comes from where no image may come from';
    for (const image of [
      'registry.example.com/old',
      'registry.example.com/old:1',
      `registry.example.com/old/x${DIGEST}`,
    ])
      expect(found(of(image))).toEqual([['spec.containers[0].image', denied, image]]);
    expect(found(of('registry.example.com/older:1'))).toEqual([]);
  });

  it('takes the host of a denied registry in any letters: DNS does', () => {
    const fields: PolicyFields = { images: { deny: ['Evil.example.net', 'docker.io/library'] } };
    expect(['evil.example.net/x', 'EVIL.example.net/x'].map((image) => found(of(image), fields).length)).toEqual([
      1, 1,
    ]);
    expect(['Docker.io/library/x', 'x'].map((image) => found(of(image), fields).length)).toEqual([1, 1]);
    expect(found(of('evil.example.net:5000/x'), fields)).toEqual([]);
  });

  it('allows everything else where only a list of denied ones is there', () => {
    expect(found(of('anything.example.net/x'), { images: { deny: ['docker.io'] } })).toEqual([]);
  });

  it('allows nothing where the list of allowed ones is empty', () => {
    expect(paths(of('maven'), { images: { allow: [] } })).toEqual(['spec.containers[0].image']);
  });

  it('reports what is no image name: nobody can say where that comes from', () => {
    for (const image of ['https://registry.example.com/x', 'registry.example.com/X', 'registry.example.com//x', ' '])
      expect(found(of(image))).toEqual([
        ['spec.containers[0].image', 'the image of container "a" is no image name', image],
      ]);
  });

  it('looks at init and ephemeral containers, and at images that are mounted', () => {
    const image = 'evil.example.net/x';
    const volumes = [
      { name: 'a', emptyDir: {} },
      { name: 'tools', image: { reference: image } },
      { name: 'b', image: {} },
    ];
    const containers = [{ name: 'a', image: 'maven' }];
    const init = [{ name: 'i', image }];
    expect(paths({ containers, initContainers: init, ephemeralContainers: init, volumes })).toEqual([
      'spec.initContainers[0].image',
      'spec.ephemeralContainers[0].image',
      'spec.volumes[1].image.reference',
    ]);
    expect(found({ containers, volumes })).toEqual([
      [
        'spec.volumes[1].image.reference',
        'the image of volume "tools" comes from none of the registries that are allowed',
        image,
      ],
    ]);
  });

  it('lets a container without an image be: the server refuses it by itself', () => {
    expect(found({ containers: [{ name: 'a' }, { name: 'b', image: null }, { name: 'c', image: '' }] })).toEqual([]);
  });
});
