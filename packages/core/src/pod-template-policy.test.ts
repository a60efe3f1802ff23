import {
  AGENT_IMAGE,
  checkPodTemplate,
  container,
  definePolicy,
  podTemplate,
  type PodTemplateFields,
  type PolicyFields,
} from './index';
import type { Policy } from './policy/policy';

const POLICY = definePolicy({
  name: 'example-corp',
  extends: 'baseline',
  podSecurity: { level: 'restricted', namespaces: { images: 'baseline' } },
  images: {
    allow: ['registry.example.com'],
    mirrors: {
      'docker.io': 'registry.example.com/docker-hub',
      'docker.io/library': 'registry.example.com/official',
    },
  },
  rules: { 'registry-not-allowed': 'error', 'tag-not-allowed': 'error' },
});

const by = (fields: PolicyFields): Policy => definePolicy({ name: 'example-corp', extends: 'recommended', ...fields });
const imagesOf = (...policy: [Policy?]): (string | undefined)[] =>
  podTemplate('build', { policy: policy[0] })
    .container(container('maven', 'maven:3.9.16'))
    .container(container('lint', 'registry.example.com/lint:4'))
    .container(container('helm', 'alpine/helm:3.19.0'))
    .build()
    .pod.spec.containers.map(({ image }) => image);

describe('the mirrors of a policy', () => {
  it('rewrite every image, that of the agent too; the longest beginning wins', () => {
    expect(imagesOf(POLICY)).toEqual([
      AGENT_IMAGE.replace('docker.io', 'registry.example.com/docker-hub'),
      'registry.example.com/official/maven:3.9.16',
      'registry.example.com/lint:4',
      'registry.example.com/docker-hub/alpine/helm:3.19.0',
    ]);
  });

  it('rewrite nothing where there are none, or no policy', () => {
    expect(imagesOf()).toEqual([
      AGENT_IMAGE,
      'docker.io/library/maven:3.9.16',
      'registry.example.com/lint:4',
      'docker.io/alpine/helm:3.19.0',
    ]);
    expect(imagesOf(by({}))).toEqual(imagesOf());
  });

  it('stand beside those of the template, and win over them for the same beginning', () => {
    const mirrors = { 'docker.io': 'registry.example.com/mine', 'quay.io': 'registry.example.com/quay' };
    const { pod } = podTemplate('build', { policy: POLICY, images: { mirrors } })
      .container(container('a', 'alpine/helm:3.19.0'))
      .container(container('b', 'quay.io/team/x:1'))
      .build();
    expect(pod.spec.containers.slice(1).map(({ image }) => image)).toEqual([
      'registry.example.com/docker-hub/alpine/helm:3.19.0',
      'registry.example.com/quay/team/x:1',
    ]);
  });
});

describe('podTemplate under a policy refuses', () => {
  it('what comes from elsewhere, with the rule and the policy', () => {
    const template = podTemplate('build', { policy: POLICY }).container(container('x', 'quay.io/team/x:1'));
    expect(() => template.build()).toThrow(
      new Error(
        'pod template "build": spec.containers[1].image: "quay.io/team/x:1" breaks registry-not-allowed of the policy ' +
          '"example-corp": the image of container "x" comes from none of the registries that are allowed; ' +
          'take the image from a registry of the policy, or let images.mirrors rewrite it',
      ),
    );
  });

  it('the agent’s own image where nothing rewrites it', () => {
    const policy = by({ images: { allow: ['registry.example.com'] } });
    expect(() => podTemplate('build', { policy }).build()).toThrow(
      `spec.containers[0].image: "${AGENT_IMAGE}" breaks registry-not-allowed of the policy "example-corp"`,
    );
  });

  it('what breaks the level of the namespace, and lets it be where the namespace has another', () => {
    const escalating = container('x', 'registry.example.com/x:1', {
      securityContext: { allowPrivilegeEscalation: true },
    });
    const build = (namespace: string): unknown =>
      podTemplate('build', { policy: POLICY, podSecurity: 'baseline', namespace }).container(escalating).build();
    expect(() => build('ci')).toThrow(
      'breaks pod-security/allowPrivilegeEscalation of the policy "example-corp": allowPrivilegeEscalation != false',
    );
    expect(() => build('images')).not.toThrow();
  });

  it('what exempts itself from a rule, unless the policy says that it may', () => {
    const build = (templateExemptions: PolicyFields['templateExemptions']): unknown =>
      podTemplate('build', { policy: by({ templateExemptions }) })
        .container(container('x', 'registry.example.com/x:latest'))
        .exempt('unpinned-image', 'rebuilt every night')
        .build();
    for (const refused of [undefined, false, [], ['host-path']] as const)
      expect(() => build(refused)).toThrow('breaks unpinned-image of the policy "example-corp"');
    for (const allowed of [true, ['unpinned-image']] as const) expect(() => build(allowed)).not.toThrow();
  });

  it('what an exemption of the policy does not cover, and nothing that one covers', () => {
    const build = (template: string): unknown =>
      podTemplate('build', {
        policy: by({
          images: { requireDigest: true },
          exemptions: [{ rule: 'digest-required', template, reason: 'pins by tag' }],
        }),
      }).build();
    expect(() => build('build')).not.toThrow();
    expect(() => build('other')).toThrow('breaks digest-required of the policy "example-corp"');
  });

  it('nothing that is only a warning', () => {
    const policy = by({ images: { requireDigest: true }, rules: { 'digest-required': 'warning' } });
    const template = podTemplate('build', { policy }).build();
    expect(checkPodTemplate(template, policy).map(({ ruleId, severity }) => [ruleId, severity])).toContainEqual([
      'digest-required',
      'warning',
    ]);
  });

  it('what the library refuses by itself, even where the policy has it off', () => {
    const policy = by({ rules: { 'unpinned-image': 'off' } });
    const template = podTemplate('build', { policy }).container(container('x', 'registry.example.com/x'));
    expect(() => template.build()).toThrow('breaks the rule unpinned-image');
  });

  it('one fault of a field once', () => {
    const policy = by({ images: { forbiddenTags: ['latest'] } });
    const template = podTemplate('build', { policy }).container(container('x', 'registry.example.com/x:latest'));
    expect(() => template.build()).toThrow(/^pod template "build": spec\.containers\[1\]\.image[^\n]*$/);
  });

  it.each<unknown>([null, 'restricted', {}, { name: 'x', podSecurity: { level: 'restricted' } }, 'example-corp'])(
    'the policy %j, which definePolicy did not make',
    (policy) => {
      const template = podTemplate('build', { policy: policy as Policy });
      expect(() => template.build()).toThrow(/policy: .* is no policy; write what definePolicy\(\) returns/);
    },
  );

  it('nothing where the policy is undefined', () => {
    expect(() => podTemplate('build', { policy: undefined }).build()).not.toThrow();
  });
});

describe('podTemplate takes from a policy what it leaves no choice about', () => {
  const policy = definePolicy({
    name: 'example-corp',
    serviceAccounts: ['builds'],
    nodePools: [{ pool: 'builds', arch: 'arm64' }],
    deadline: 7200,
  });
  const specOf = (fields: PodTemplateFields = {}, by: Policy = policy) =>
    podTemplate('build', { policy: by, ...fields }).build().pod.spec;

  it('the only service account, the only node pool, the deadline', () => {
    expect(specOf()).toMatchObject({
      serviceAccountName: 'builds',
      nodeSelector: { 'kubernetes.io/os': 'linux', pool: 'builds', arch: 'arm64' },
      activeDeadlineSeconds: 7200,
    });
  });

  it('but not over what the template says', () => {
    expect(specOf({ activeDeadlineSeconds: 60, nodeSelector: { disk: 'ssd' } })).toMatchObject({
      nodeSelector: { pool: 'builds', arch: 'arm64', disk: 'ssd' },
      activeDeadlineSeconds: 60,
    });
    expect(() => specOf({ serviceAccountName: 'admin' })).toThrow('breaks service-account-not-allowed');
    expect(() => specOf({ nodeSelector: { pool: 'other' } })).toThrow('breaks node-pool-not-allowed');
    expect(() => specOf({ activeDeadlineSeconds: 9000 })).toThrow('breaks deadline-required');
  });

  it('nothing where there is a choice', () => {
    const several = definePolicy({
      name: 'example-corp',
      serviceAccounts: ['default', 'builds'],
      nodePools: [{ pool: 'builds' }, { pool: 'arm' }],
    });
    const spec = specOf({ nodeSelector: { pool: 'arm' } }, several);
    expect(spec.serviceAccountName).toBeUndefined();
    expect(spec.activeDeadlineSeconds).toBeUndefined();
    expect(() => specOf({}, several)).toThrow('breaks node-pool-not-allowed');
  });
});
