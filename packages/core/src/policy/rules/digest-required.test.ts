import { checkPod, definePolicy, type PolicyFields } from '../../index';

const POLICY: PolicyFields = { images: { requireDigest: true } };

/** What the rule finds under a policy, as path, message and value. */
const found = (spec: object, fields: PolicyFields = POLICY): unknown[][] =>
  checkPod({ spec }, { policy: definePolicy({ name: 'own', ...fields }) })
    .filter(({ ruleId }) => ruleId === 'digest-required')
    .map(({ path, message, value }) => [path, message, ...(value === undefined ? [] : [value])]);

const DIGEST = `@sha256:${'a'.repeat(64)}`;
const of = (image: unknown): object => ({ containers: [{ name: 'a', image }] });

describe('digest-required', () => {
  it('says nothing where the policy does not demand digests', () => {
    expect(found(of('maven'), {})).toEqual([]);
    expect(found(of('maven'), { images: { requireDigest: false } })).toEqual([]);
  });

  it('allows an image with a digest, with or without a tag', () => {
    for (const image of [`maven${DIGEST}`, `maven:3${DIGEST}`, `registry.example.com:5000/x${DIGEST}`])
      expect(found(of(image))).toEqual([]);
  });

  it('allows the longer digests', () => {
    expect(found(of(`maven@sha512:${'a'.repeat(128)}`))).toEqual([]);
  });

  it('reports an image with a tag only, with the image', () => {
    expect(found(of('maven:3.9.16'))).toEqual([
      ['spec.containers[0].image', 'the image of container "a" has no digest', 'maven:3.9.16'],
    ]);
  });

  it('reports an image without a tag, and takes a port for none', () => {
    expect(found(of('registry.example.com:5000/x'))).toHaveLength(1);
  });

  it('leaves what is no image name to others: it cannot be pulled', () => {
    for (const image of ['maven@sha256:abc', 'maven@', 'Maven', '']) expect(found(of(image))).toEqual([]);
  });

  it('looks at init and ephemeral containers', () => {
    const other = [{ name: 'b', image: 'x:1' }];
    expect(found({ ...of(`maven${DIGEST}`), initContainers: other, ephemeralContainers: other })).toEqual([
      ['spec.initContainers[0].image', 'the image of container "b" has no digest', 'x:1'],
      ['spec.ephemeralContainers[0].image', 'the image of container "b" has no digest', 'x:1'],
    ]);
  });

  it('looks at images that are mounted', () => {
    const volumes = [
      { name: 'tools', image: { reference: 'x:1' } },
      { name: 'b', image: { reference: `x${DIGEST}` } },
    ];
    expect(found({ ...of(`maven${DIGEST}`), volumes })).toEqual([
      ['spec.volumes[0].image.reference', 'the image of volume "tools" has no digest', 'x:1'],
    ]);
  });

  it('lets a container without an image be', () => {
    expect(found({ containers: [{ name: 'a' }] })).toEqual([]);
    expect(found(of(null))).toEqual([]);
  });
});
