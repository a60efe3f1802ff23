import { checkPod, definePolicy, type PolicyFields } from '../../index';

const POLICY: PolicyFields = { images: { forbiddenTags: ['latest', 'edge', '*-snapshot', 'nightly*', '*.rc*'] } };

/** What the rule finds under a policy, as path, message and value. */
const found = (spec: object, fields: PolicyFields = POLICY): unknown[][] =>
  checkPod({ spec }, { policy: definePolicy({ name: 'own', ...fields }) })
    .filter(({ ruleId }) => ruleId === 'tag-not-allowed')
    .map(({ path, message, value }) => [path, message, ...(value === undefined ? [] : [value])]);

const DIGEST = `@sha256:${'a'.repeat(64)}`;
const of = (image: unknown): object => ({ containers: [{ name: 'a', image }] });
const reported = (...images: string[]): string[] => images.filter((image) => found(of(image)).length > 0);

describe('tag-not-allowed', () => {
  it('says nothing where the policy forbids no tag', () => {
    expect(found(of('maven:latest'), {})).toEqual([]);
    expect(found(of('maven:latest'), { images: { forbiddenTags: [] } })).toEqual([]);
  });

  it('reports a forbidden tag, with the image', () => {
    expect(found(of('maven:edge'))).toEqual([
      ['spec.containers[0].image', 'the image of container "a" has the tag "edge", which is forbidden', 'maven:edge'],
    ]);
  });

  it('takes a missing tag for latest, and no port for a tag', () => {
    expect(found(of('registry.example.com:5000/x'))).toEqual([
      [
        'spec.containers[0].image',
        'the image of container "a" has the tag "latest", which is forbidden',
        'registry.example.com:5000/x',
      ],
    ]);
  });

  it('takes a star for any text, none included', () => {
    const images = ['x:1-snapshot', 'x:nightly', 'x:nightly-2026', 'x:1.2.rc', 'x:1.2.rc3'];
    expect(reported(...images)).toEqual(images);
  });

  it('takes everything else for itself: no dot for any letter, no part for the whole, no other case', () => {
    const images = [
      'x:edge1',
      'x:ledge',
      'x:1-snapshots',
      'x:1-SNAPSHOT',
      'x:Edge',
      'x:1_2_rc',
      'x:1.2xrc',
      'x:2026-nightly',
    ];
    expect(reported(...images)).toEqual([]);
  });

  it('allows any tag beside a digest, which is what is pulled', () => {
    expect(reported(`x:latest${DIGEST}`, `x:edge${DIGEST}`, `x${DIGEST}`)).toEqual([]);
  });

  it('leaves what is no image name to others', () => {
    expect(reported('x:', 'X:edge', 'https://r.io/x:edge')).toEqual([]);
  });

  it('looks at init and ephemeral containers, and at images that are mounted', () => {
    const other = [{ name: 'b', image: 'x:edge' }];
    const volumes = [{ name: 'v', image: { reference: 'x:edge' } }];
    const all = found({ ...of('x:1'), initContainers: other, ephemeralContainers: other, volumes });
    expect(all.map(([path]) => path)).toEqual([
      'spec.initContainers[0].image',
      'spec.ephemeralContainers[0].image',
      'spec.volumes[0].image.reference',
    ]);
  });

  it('lets a container without an image be', () => {
    expect(found({ containers: [{ name: 'a' }] })).toEqual([]);
    expect(found(of(null))).toEqual([]);
  });
});
