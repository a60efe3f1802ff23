import { InvalidPolicyError } from '../model/invalid-policy-error';
import { definePolicy, isPolicy, type PolicyDefinition } from './define-policy';
import { PRESETS } from './presets';
import { NAMED_RULE_IDS } from './rule-ids';

/** What is said of data that is no policy, a line a fault. It is data of run time: nothing stands in the compiler's place. */
function refusal(definition: unknown): string {
  try {
    definePolicy(definition as PolicyDefinition);
  } catch (error) {
    if (error instanceof InvalidPolicyError) return error.message;
    throw error;
  }
  return 'is a policy';
}

const RULE_LIST = NAMED_RULE_IDS.join(', ');

describe('definePolicy', () => {
  it('makes of nothing the preset recommended, without its leave to exempt oneself', () => {
    const policy = definePolicy({});
    expect(policy).toEqual({ ...PRESETS.recommended, resources: policy.resources, templateExemptions: false });
    expect(policy.resources).toEqual({ requireRequests: ['cpu', 'memory'], requests: {}, limits: {} });
  });

  it('takes a preset by name or as it is', () => {
    expect(definePolicy({ extends: 'restricted' })).toEqual(definePolicy({ extends: PRESETS.restricted }));
    expect(definePolicy({ extends: 'restricted' }).podSecurity.level).toBe('restricted');
    expect(definePolicy({ extends: 'baseline' }).rules['docker-socket']).toBe('error');
  });

  it('keeps every field as it was said', () => {
    const fields = {
      name: 'example-corp',
      podSecurity: { level: 'restricted', version: 'v1.36', namespaces: { images: 'baseline' } },
      images: {
        allow: ['registry.example.com'],
        deny: ['registry.example.com/old'],
        mirrors: { 'docker.io': 'registry.example.com/docker-hub' },
        requireDigest: true,
        forbiddenTags: ['latest', '*-snapshot'],
      },
      resources: {
        requireRequests: ['cpu'],
        requests: { cpu: { min: '10m', max: '4' } },
        limits: { memory: { min: '64Mi', max: '8Gi' }, 'ephemeral-storage': { max: '20Gi' } },
      },
      serviceAccounts: ['builds'],
      nodePools: [{ pool: 'builds' }],
      capabilities: [],
      volumes: ['emptyDir'],
      secretsInEnvironment: false,
      deadline: 3600,
      exemptions: [{ rule: 'root-user', image: 'registry.example.com/kaniko', reason: 'unpacks', until: '2027-03-31' }],
      templateExemptions: ['unpinned-image'],
      mayLoosen: ['deadline'],
    } as const satisfies PolicyDefinition;
    expect(definePolicy({ extends: 'recommended', ...fields })).toEqual({
      ...fields,
      // Who demands requests himself means it: the preset's warning is gone.
      rules: {},
    });
    expect(definePolicy({ extends: 'recommended', deadline: 60 }).rules).toEqual(PRESETS.recommended.rules);
    const loose = {
      extends: 'recommended',
      resources: { requireRequests: ['cpu'] },
      rules: { 'missing-requests': 'note' },
    };
    expect(definePolicy(loose as PolicyDefinition).rules).toEqual({ 'missing-requests': 'note' });
  });

  it('is frozen all the way down, and leaves what it was given as it was', () => {
    const given = { images: { allow: ['registry.example.com'] }, exemptions: [{ rule: 'root-user', reason: 'why' }] };
    const policy = definePolicy(given as PolicyDefinition);
    given.images.allow.push('evil.example.com');
    expect(policy.images?.allow).toEqual(['registry.example.com']);
    const parts = [policy, policy.images, policy.images?.allow, policy.rules, policy.exemptions, policy.exemptions[0]];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true));
    expect(Object.isFrozen(given.images)).toBe(false);
  });

  it('knows what it has made, and the presets; what another copy of the library made too', () => {
    const policy = definePolicy({ extends: 'restricted' });
    const copy: unknown = JSON.parse(JSON.stringify(policy));
    expect([policy, PRESETS.baseline, copy].filter(isPolicy)).toHaveLength(3);
  });

  it('takes nothing for a policy that lacks a part of one, or has a wrong one', () => {
    const policy = definePolicy({ extends: 'restricted' });
    const parts = Object.keys(policy).filter((key) => key !== 'resources');
    const others = [
      ...parts.map((part) => ({ ...policy, [part]: undefined })),
      ...Object.keys(policy.podSecurity).map((part) => ({
        ...policy,
        podSecurity: { ...policy.podSecurity, [part]: undefined },
      })),
      { ...policy, deadline: 'soon' },
      { ...policy, extends: 'restricted' },
      { extends: 'restricted' },
      undefined,
      null,
      'restricted',
      [policy],
    ];
    expect(parts).toHaveLength(6);
    expect(others.filter(isPolicy)).toEqual([]);
  });
});

describe('definePolicy refuses', () => {
  it.each<[string, unknown, string]>([
    ['null', null, "policy: null is no mapping; write { extends: 'restricted' }"],
    ['a list', [], "policy: [] is no mapping; write { extends: 'restricted' }"],
    ['a text', 'restricted', 'policy: "restricted" is no mapping; write { extends: \'restricted\' }'],
    ['an unknown key', { image: {} }, 'image: unknown key "image"; did you mean "images"?'],
    ['an unknown key further in', { images: { alow: [] } }, 'images: unknown key "alow"; did you mean "allow"?'],
    [
      'a key that nothing is like',
      { podSecurity: { strictness: 'high' } },
      'podSecurity: unknown key "strictness"; use level, version, namespaces',
    ],
    ['an unknown preset', { extends: 'restrict' }, 'extends: "restrict" is no policy; did you mean "restricted"?'],
    [
      'what extends nothing known',
      { extends: 'our-own' },
      'extends: "our-own" is no policy; use one of recommended, baseline, restricted, or what definePolicy() returns',
    ],
    [
      'what extends data that definePolicy did not make',
      { extends: { name: 'x' } },
      'extends: {"name":"x"} is no policy; use one of recommended, baseline, restricted, or what definePolicy() returns',
    ],
    [
      'what extends null',
      { extends: null },
      'extends: null is no policy; use one of recommended, baseline, restricted, or what definePolicy() returns',
    ],
    [
      'a field without a value, as YAML has it',
      { images: null },
      'images: null is no mapping; write a mapping of allow, deny, mirrors, requireDigest, forbiddenTags',
    ],
    [
      'a name that no object can have',
      { name: 'Example Corp' },
      'name: "Example Corp" has another form; use at most 63 lower-case letters, digits and "-", with a letter or digit at both ends',
    ],
    [
      'an unknown rule',
      { rules: { 'docker-sock': 'off' } },
      'rules: unknown key "docker-sock"; did you mean "docker-socket"?',
    ],
    [
      'an unknown severity',
      { rules: { 'host-path': 'fatal' } },
      'rules["host-path"]: "fatal" is unknown here; use one of error, warning, note, off',
    ],
    [
      'an unknown level',
      { podSecurity: { level: 'restrictd' } },
      'podSecurity.level: "restrictd" is unknown here; did you mean "restricted"?',
    ],
    [
      'a release of another form',
      { podSecurity: { version: '1.36' } },
      'podSecurity.version: "1.36" has another form; write latest, or v1.N',
    ],
    [
      'a name that no namespace has',
      { podSecurity: { namespaces: { 'team/a': 'baseline' } } },
      'podSecurity.namespaces: "team/a" has another form; write the name of a namespace: lower-case letters, digits and "-"',
    ],
    [
      'a registry with a scheme',
      { images: { allow: ['r.io', 'https://registry.example.com'] } },
      'images.allow[1]: "https://registry.example.com" has a scheme, which no image name has; write "registry.example.com"',
    ],
    [
      'a registry with a slash at its end',
      { images: { deny: ['registry.example.com/'] } },
      'images.deny[0]: "registry.example.com/" ends with a slash; write "registry.example.com": it stops at a boundary by itself',
    ],
    [
      'a mirror of a short name',
      { images: { mirrors: { maven: 'registry.example.com/maven' } } },
      'images.mirrors: "maven" is a short name, which nodes complete each in their own way; write "docker.io/library/maven", or the registry\'s host in front',
    ],
    [
      'a mirror with a scheme',
      { images: { mirrors: { 'docker.io': 'http://registry.example.com' } } },
      'images.mirrors["docker.io"]: "http://registry.example.com" has a scheme, which no image name has; write "registry.example.com"',
    ],
    [
      'a registry that is no text',
      { images: { allow: [5000] } },
      'images.allow[0]: 5000 is no registry or repository; write a text such as "registry.example.com/team"',
    ],
    [
      'a registry in the place of a list',
      { images: { allow: 'r.io' } },
      'images.allow: "r.io" is no list; write a list',
    ],
    [
      'a tag that no image can have',
      { images: { forbiddenTags: ['la test'] } },
      'images.forbiddenTags[0]: "la test" has another form; write a tag, in which * may stand for any text',
    ],
    [
      'yes',
      { images: { requireDigest: 'yes' } },
      'images.requireDigest: "yes" is not true or false; write true or false',
    ],
    [
      'a range that nothing is in',
      { resources: { requests: { cpu: { min: '2', max: '500m' } } } },
      'resources.requests.cpu: {"min":"2","max":"500m"} is impossible: no quantity is at least min and at most max; let min be at most max',
    ],
    [
      'requests above every limit',
      { resources: { requests: { memory: { min: '8Gi' } }, limits: { memory: { max: '4096Mi' } } } },
      'resources.requests.memory.min: "8Gi" is impossible: it is above the highest limit, 4096Mi; lower it, or raise resources.limits',
    ],
    [
      'a quantity that is none',
      { resources: { limits: { memory: { max: '8GB' } } } },
      'resources.limits.memory.max: "8GB" has another form; write a Kubernetes quantity as text, such as "500m" or "4Gi"',
    ],
    [
      'a quantity below nothing',
      { resources: { limits: { cpu: { min: '-1' } } } },
      'resources.limits.cpu.min: "-1" has another form; write a Kubernetes quantity as text, such as "500m" or "4Gi"',
    ],
    [
      'a number in the place of a quantity',
      { resources: { limits: { cpu: { max: 4 } } } },
      'resources.limits.cpu.max: 4 is no text; write a Kubernetes quantity as text, such as "500m" or "4Gi"',
    ],
    [
      'an unknown resource',
      { resources: { requireRequests: ['mem'] } },
      'resources.requireRequests[0]: "mem" is unknown here; use one of cpu, memory, ephemeral-storage',
    ],
    [
      'a name that no service account has',
      { serviceAccounts: ['Builds'] },
      'serviceAccounts[0]: "Builds" has another form; write the name of a service account',
    ],
    [
      'a node pool of all nodes',
      { nodePools: [{}] },
      'nodePools[0]: {} is empty; write labels of nodes, such as { pool: builds }',
    ],
    [
      'a label that is no text',
      { nodePools: [{ builds: true }] },
      'nodePools[0].builds: true is no text; write it in quotes: "true"',
    ],
    [
      'a capability as the kernel spells it',
      { capabilities: ['CAP_CHOWN'] },
      'capabilities[0]: "CAP_CHOWN" has another form; write it as Kubernetes does: upper case, without CAP_',
    ],
    [
      'an unknown kind of volume',
      { volumes: ['emptydir'] },
      'volumes[0]: "emptydir" is unknown here; did you mean "emptyDir"?',
    ],
    [
      'no as a text',
      { secretsInEnvironment: 'no' },
      'secretsInEnvironment: "no" is not true or false; write true or false',
    ],
    [
      'a deadline of no second',
      { deadline: 0 },
      'deadline: 0 is no whole number from 1; write a whole number from 1, without quotes',
    ],
    [
      'a deadline as text',
      { deadline: '3600' },
      'deadline: "3600" is no whole number from 1; write a whole number from 1, without quotes',
    ],
    [
      'an exemption without a reason',
      { exemptions: [{ rule: 'root-user' }] },
      'exemptions[0].reason: is missing; say why the rule does not hold here',
    ],
    [
      'an exemption whose reason is blank',
      { exemptions: [{ rule: 'root-user', reason: '  ' }] },
      'exemptions[0].reason: "  " is empty; say why the rule does not hold here',
    ],
    [
      'an exemption from no rule',
      { exemptions: [{ reason: 'because' }] },
      `exemptions[0].rule: is missing; use one of ${RULE_LIST}; what breaks a Pod Security level is allowed by podSecurity.namespaces alone`,
    ],
    [
      'an exemption from a check of Pod Security',
      { exemptions: [{ rule: 'pod-security/privileged', reason: 'because' }] },
      `exemptions[0].rule: "pod-security/privileged" is unknown here; use one of ${RULE_LIST}; what breaks a Pod Security level is allowed by podSecurity.namespaces alone`,
    ],
    [
      'an exemption with a day of no calendar',
      { exemptions: [{ rule: 'root-user', reason: 'because', until: '2027-02-30' }] },
      'exemptions[0].until: "2027-02-30" is no day; write a day such as 2027-03-31',
    ],
    [
      'an exemption with a day of another form',
      { exemptions: [{ rule: 'root-user', reason: 'because', until: '31.03.2027' }] },
      'exemptions[0].until: "31.03.2027" has another form; write a day such as 2027-03-31',
    ],
    [
      'an image for a rule about the whole pod',
      { exemptions: [{ rule: 'host-path', image: 'registry.example.com/tools', reason: 'because' }] },
      'exemptions[0].image: "registry.example.com/tools" cannot limit it: host-path is about the whole pod; name a template or a namespace instead',
    ],
    [
      'an exemption for a short name',
      { exemptions: [{ rule: 'root-user', image: 'kaniko', reason: 'because' }] },
      'exemptions[0].image: "kaniko" is a short name, which nodes complete each in their own way; write "docker.io/library/kaniko", or the registry\'s host in front',
    ],
    [
      'exemptions of templates in a word',
      { templateExemptions: 'all' },
      'templateExemptions: "all" is none of the forms this may have; write true, false, or a list of rule ids',
    ],
    [
      'exemptions of templates from an unknown rule',
      { templateExemptions: ['unpinned-images'] },
      'templateExemptions[0]: "unpinned-images" is unknown here; did you mean "unpinned-image"?',
    ],
    ['an unknown part', { mayLoosen: ['image'] }, 'mayLoosen[0]: "image" is unknown here; did you mean "images"?'],
  ])('%s', (_what, definition, line) => {
    expect(refusal(definition)).toMatch(/^policy "[^"]*": /);
    expect(refusal(definition).replace(/^policy "[^"]*": /, '')).toBe(line);
  });

  it('all at once, under the name of the policy', () => {
    expect(refusal({ name: 'example-corp', image: {}, deadline: -1, images: { allow: ['https://r.io'] } })).toBe(
      'policy "example-corp": 3 faults\n' +
        '  image: unknown key "image"; did you mean "images"?\n' +
        '  deadline: -1 is no whole number from 1; write a whole number from 1, without quotes\n' +
        '  images.allow[0]: "https://r.io" has a scheme, which no image name has; write "r.io"',
    );
  });

  it('with the faults as data', () => {
    const thrown = (): unknown => definePolicy({ images: { allow: ['r.io/'] } });
    expect(thrown).toThrow(InvalidPolicyError);
    try {
      thrown();
    } catch (error) {
      expect((error as InvalidPolicyError).name).toBe('InvalidPolicyError');
      expect((error as InvalidPolicyError).faults).toEqual([
        {
          path: 'images.allow[0]',
          value: 'r.io/',
          message: 'ends with a slash',
          remedy: 'write "r.io": it stops at a boundary by itself',
        },
      ]);
    }
  });

  it('keys of every object as unknown ones', () => {
    expect(refusal({ rules: { constructor: 'off' } })).toContain('unknown key "constructor"');
    expect(refusal({ toString: 1 })).toContain('unknown key "toString"');
    expect(refusal(JSON.parse('{"__proto__": {}}'))).toContain('unknown key "__proto__"');
  });

  it('nothing that is undefined: it is not there', () => {
    expect(refusal({ extends: undefined, name: undefined, images: undefined, rules: { 'host-path': undefined } })).toBe(
      'is a policy',
    );
  });
});
