import { definePolicy, type PolicyDefinition } from './define-policy';
import { LOOSENABLE_PARTS } from './policy-schema';
import type { LoosenablePart, Policy } from './policy';

const ORGANISATION = {
  name: 'example-corp',
  extends: 'restricted',
  podSecurity: { level: 'baseline', version: 'v1.36', namespaces: { images: 'privileged', prod: 'restricted' } },
  images: {
    allow: ['registry.example.com', 'docker.io/library'],
    deny: ['registry.example.com/old'],
    mirrors: { 'docker.io': 'registry.example.com/docker-hub' },
    requireDigest: true,
    forbiddenTags: ['latest'],
  },
  resources: {
    requireRequests: ['cpu', 'memory'],
    requests: { cpu: { min: '100m', max: '4' } },
    limits: { memory: { min: '64Mi', max: '8Gi' } },
  },
  serviceAccounts: ['builds', 'image-builds'],
  nodePools: [{ pool: 'builds' }],
  capabilities: ['CHOWN'],
  volumes: ['emptyDir', 'secret'],
  secretsInEnvironment: false,
  deadline: 3600,
  rules: { 'idle-command': 'warning', 'node-name': 'off' },
  exemptions: [{ rule: 'root-user', image: 'registry.example.com/kaniko', reason: 'unpacks layers as root' }],
  templateExemptions: ['unpinned-image'],
} as const satisfies PolicyDefinition;

const organisation = (mayLoosen: readonly LoosenablePart[] = []): Policy =>
  definePolicy({ ...ORGANISATION, mayLoosen });
const team = (fields: PolicyDefinition, mayLoosen?: readonly LoosenablePart[]): Policy =>
  definePolicy({ ...fields, extends: organisation(mayLoosen) });

/** Fields that are looser in one part, the place, and what the organisation asks for. */
const LOOSER: readonly [part: LoosenablePart, fields: PolicyDefinition, place: string, asked: string][] = [
  ['podSecurity', { podSecurity: { level: 'privileged' } }, 'podSecurity.level: "privileged"', 'baseline'],
  ['podSecurity', { podSecurity: { version: 'v1.24' } }, 'podSecurity.version: "v1.24"', 'v1.36'],
  ['podSecurity', { podSecurity: { version: 'latest' } }, 'podSecurity.version: "latest"', 'v1.36'],
  [
    'podSecurity',
    { podSecurity: { namespaces: { prod: 'baseline' } } },
    'podSecurity.namespaces.prod: "baseline"',
    'restricted',
  ],
  [
    'podSecurity',
    { podSecurity: { namespaces: { mine: 'privileged' } } },
    'podSecurity.namespaces.mine: "privileged"',
    'baseline',
  ],
  [
    'podSecurity',
    { podSecurity: { namespaces: { ['constructor' as string]: 'privileged' } } },
    'podSecurity.namespaces.constructor: "privileged"',
    'baseline',
  ],
  [
    'images',
    { images: { allow: ['registry.example.com.evil.io'] } },
    'images.allow[0]: "registry.example.com.evil.io"',
    'registry.example.com, docker.io/library',
  ],
  [
    'images',
    { images: { allow: ['docker.io'] } },
    'images.allow[0]: "docker.io"',
    'registry.example.com, docker.io/library',
  ],
  [
    'images',
    { images: { mirrors: { 'docker.io': 'registry.example.com/mine' } } },
    'images.mirrors["docker.io"]: "registry.example.com/mine"',
    'registry.example.com/docker-hub',
  ],
  ['images', { images: { requireDigest: false } }, 'images.requireDigest: false', 'true'],
  [
    'resources',
    { resources: { requests: { cpu: { min: '50m' } } } },
    'resources.requests.cpu.min: "50m"',
    'at least 100m',
  ],
  ['resources', { resources: { requests: { cpu: { max: '5' } } } }, 'resources.requests.cpu.max: "5"', 'at most 4'],
  [
    'resources',
    { resources: { limits: { memory: { min: '1Mi' } } } },
    'resources.limits.memory.min: "1Mi"',
    'at least 64Mi',
  ],
  [
    'resources',
    { resources: { limits: { memory: { max: '9Gi' } } } },
    'resources.limits.memory.max: "9Gi"',
    'at most 8Gi',
  ],
  ['serviceAccounts', { serviceAccounts: ['builds', 'admin'] }, 'serviceAccounts[1]: "admin"', 'builds, image-builds'],
  ['nodePools', { nodePools: [{ arch: 'arm64' }] }, 'nodePools[0]: {"arch":"arm64"}', '[{"pool":"builds"}]'],
  ['capabilities', { capabilities: ['SYS_ADMIN'] }, 'capabilities[0]: "SYS_ADMIN"', 'CHOWN'],
  ['volumes', { volumes: ['hostPath'] }, 'volumes[0]: "hostPath"', 'emptyDir, secret'],
  ['secretsInEnvironment', { secretsInEnvironment: true }, 'secretsInEnvironment: true', 'false'],
  ['deadline', { deadline: 3601 }, 'deadline: 3601', 'at most 3600'],
  ['rules', { rules: { 'docker-socket': 'off' } }, 'rules["docker-socket"]: "off"', 'error'],
  ['rules', { rules: { 'idle-command': 'note' } }, 'rules["idle-command"]: "note"', 'warning'],
  [
    'exemptions',
    { exemptions: [{ rule: 'root-user', reason: 'we want to' }] },
    'exemptions[0]: "root-user"',
    'no exemption from it',
  ],
  ['templateExemptions', { templateExemptions: true }, 'templateExemptions: true', 'unpinned-image'],
  [
    'templateExemptions',
    { templateExemptions: ['unpinned-image', 'root-user'] },
    'templateExemptions: ["unpinned-image","root-user"]',
    'unpinned-image',
  ],
];

describe('a policy that is looser than the one it extends', () => {
  it('is shown here in every part', () => {
    expect([...new Set(LOOSER.map(([part]) => part))].sort()).toEqual([...LOOSENABLE_PARTS].sort());
  });

  it.each(LOOSER)('is refused: %s %j', (part, fields, place, asked) => {
    expect(() => team({ name: 'team', ...fields })).toThrow(
      new Error(
        `policy "team": ${place} is looser than the policy "example-corp", which asks for ${asked}; ` +
          `be as strict, or have "mayLoosen" of that policy name ${part}`,
      ),
    );
  });

  it.each(LOOSER)('is allowed where mayLoosen says so: %s %j', (part, fields) => {
    expect(team(fields, [part])).toMatchObject(
      // Exemptions come to those of the organisation.
      fields.exemptions === undefined ? fields : { exemptions: [...ORGANISATION.exemptions, ...fields.exemptions] },
    );
    const others = LOOSENABLE_PARTS.filter((other) => other !== part);
    expect(() => team(fields, others)).toThrow('is looser than the policy "example-corp"');
  });

  it('is refused in what others may loosen of it, unless it may itself', () => {
    expect(() => team({ mayLoosen: ['images'] })).toThrow(
      'mayLoosen[0]: "images" is looser than the policy "example-corp", which asks for the part as it is',
    );
    expect(team({ mayLoosen: ['images'] }, ['images', 'deadline']).mayLoosen).toEqual(['images']);
    expect(team({}, ['images', 'deadline']).mayLoosen).toEqual(['images', 'deadline']);
  });

  it('is refused with all its parts at once', () => {
    expect(() => team({ deadline: 7200, capabilities: ['MKNOD'], secretsInEnvironment: true })).toThrow('3 faults');
  });

  it('is refused through a team of the team', () => {
    const middle = definePolicy({ name: 'middle', extends: organisation(), deadline: 600 });
    expect(() => definePolicy({ extends: middle, deadline: 601 })).toThrow(
      'is looser than the policy "middle", which asks for at most 600',
    );
  });

  it('takes nothing away by what is undefined', () => {
    const taken = team({
      serviceAccounts: undefined,
      nodePools: undefined,
      deadline: undefined,
      images: { allow: undefined, requireDigest: undefined },
      resources: { requests: { cpu: { max: undefined } } },
      podSecurity: { namespaces: { prod: undefined } } as unknown as NonNullable<PolicyDefinition['podSecurity']>,
      rules: { 'docker-socket': undefined },
    });
    expect(taken).toEqual(organisation());
  });
});

describe('a policy that is as strict as the one it extends, or stricter', () => {
  it('is the other where it says nothing, with its name', () => {
    expect(team({})).toEqual(organisation());
    expect(team({ name: 'team' })).toEqual({ ...organisation(), name: 'team' });
  });

  it('repeats what the other says', () => {
    const { exemptions, ...rest } = ORGANISATION;
    expect(exemptions).toHaveLength(1);
    expect(team(rest)).toEqual(organisation());
  });

  it('asks what both ask', () => {
    const policy = team({
      podSecurity: { level: 'restricted', namespaces: { images: 'baseline', lab: 'restricted' } },
      images: {
        allow: ['registry.example.com/team'],
        deny: ['registry.example.com/team/old'],
        mirrors: { 'quay.io': 'registry.example.com/quay' },
        forbiddenTags: ['edge'],
      },
      resources: {
        requireRequests: ['ephemeral-storage'],
        requests: { cpu: { min: '200m', max: '2' }, memory: { max: '4Gi' } },
        limits: { memory: { max: '6Gi' } },
      },
      serviceAccounts: ['builds'],
      nodePools: [{ pool: 'builds', arch: 'arm64' }],
      capabilities: [],
      volumes: ['emptyDir'],
      deadline: 600,
      rules: { 'idle-command': 'error', 'node-name': 'note' },
      templateExemptions: [],
    });
    expect(policy).toEqual({
      ...organisation(),
      podSecurity: {
        level: 'restricted',
        version: 'v1.36',
        namespaces: { images: 'baseline', prod: 'restricted', lab: 'restricted' },
      },
      images: {
        allow: ['registry.example.com/team'],
        deny: ['registry.example.com/old', 'registry.example.com/team/old'],
        mirrors: { 'docker.io': 'registry.example.com/docker-hub', 'quay.io': 'registry.example.com/quay' },
        requireDigest: true,
        forbiddenTags: ['latest', 'edge'],
      },
      resources: {
        requireRequests: ['cpu', 'memory', 'ephemeral-storage'],
        requests: { cpu: { min: '200m', max: '2' }, memory: { max: '4Gi' } },
        limits: { memory: { min: '64Mi', max: '6Gi' } },
      },
      serviceAccounts: ['builds'],
      nodePools: [{ pool: 'builds', arch: 'arm64' }],
      capabilities: [],
      volumes: ['emptyDir'],
      deadline: 600,
      rules: { ...organisation().rules, 'idle-command': 'error', 'node-name': 'note' },
      templateExemptions: [],
    });
  });

  it('restricts what the other leaves open', () => {
    const open = definePolicy({ name: 'open', extends: 'recommended' });
    const fields = { images: { allow: ['r.io'] }, volumes: [], capabilities: [], secretsInEnvironment: false } as const;
    expect(definePolicy({ ...fields, extends: open })).toMatchObject(fields);
  });

  it('compares amounts, not texts', () => {
    expect(team({ resources: { limits: { memory: { max: '8192Mi' } } } }).resources?.limits?.memory?.max).toBe(
      '8192Mi',
    );
    expect(() => team({ resources: { limits: { memory: { max: '8193Mi' } } } })).toThrow('at most 8Gi');
  });

  it('is refused where no pod can be within both', () => {
    expect(() => team({ name: 'team', resources: { requests: { cpu: { max: '50m' } } } })).toThrow(
      'policy "team": resources.requests.cpu: {"min":"100m","max":"50m"} is impossible: ' +
        'no quantity is at least min and at most max; let min be at most max',
    );
    const low = definePolicy({ extends: 'recommended', resources: { limits: { memory: { max: '1Gi' } } } });
    expect(() => definePolicy({ extends: low, resources: { requests: { memory: { min: '2Gi' } } } })).toThrow(
      'resources.requests.memory.min: "2Gi" is impossible: it is above the highest limit, 1Gi',
    );
  });

  it('keeps the exemptions of the other', () => {
    expect(team({}).exemptions).toEqual(ORGANISATION.exemptions);
  });
});

describe('lists of what is forbidden or asked', () => {
  const own = { images: { deny: ['r.io/mine'], forbiddenTags: [] }, resources: { requireRequests: [] } } as const;

  it('are added to those of the other', () => {
    const { images, resources } = team(own);
    expect([images?.deny, images?.forbiddenTags, resources?.requireRequests]).toEqual([
      ['registry.example.com/old', 'r.io/mine'],
      ['latest'],
      ['cpu', 'memory'],
    ]);
  });

  it('stand for themselves where mayLoosen says so', () => {
    const { images, resources } = team(own, ['images', 'resources']);
    expect([images?.deny, images?.forbiddenTags, resources?.requireRequests]).toEqual([['r.io/mine'], [], []]);
  });
});

describe('a preset', () => {
  it('binds nobody: it is where an organisation begins', () => {
    const policy = definePolicy({
      name: 'own',
      extends: 'restricted',
      podSecurity: { level: 'privileged' },
      resources: { requireRequests: ['cpu'] },
      rules: { 'docker-socket': 'off' },
      exemptions: [{ rule: 'root-user', reason: 'ours' }],
    });
    expect(policy.podSecurity.level).toBe('privileged');
    expect(policy.resources?.requireRequests).toEqual(['cpu']);
    expect(policy.rules['docker-socket']).toBe('off');
  });

  it('lets templates exempt themselves, but no policy made from it does unless it says so', () => {
    expect(definePolicy({ extends: 'restricted' }).templateExemptions).toBe(false);
    expect(definePolicy({ extends: 'restricted', templateExemptions: true }).templateExemptions).toBe(true);
  });
});
