import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { definePolicy, type PolicyDefinition } from './define-policy';
import { LOOSENABLE_PARTS, POLICY_FIELDS, POLICY_SCHEMA, VOLUME_KINDS } from './policy-schema';
import { NAMED_RULE_IDS } from './rule-ids';

const PUBLISHED = join(__dirname, '..', '..', 'policy.schema.json');

// The release of ajv that comes with eslint knows drafts up to 7; the keywords in use mean the same in 2020-12.
const { $schema, ...keywords } = JSON.parse(readFileSync(PUBLISHED, 'utf8')) as typeof POLICY_SCHEMA;
const bySchema = new Ajv().compile(keywords);

function isPolicy(data: unknown): boolean {
  try {
    definePolicy(data as PolicyDefinition);
    return true;
  } catch {
    return false;
  }
}

const exempt = (fields: object): object => ({ exemptions: [{ rule: 'root-user', reason: 'because', ...fields }] });

const RIGHT: readonly object[] = [
  {},
  { extends: 'baseline' },
  {
    name: 'example-corp',
    podSecurity: { level: 'restricted', version: 'v1.36', namespaces: { images: 'baseline' } },
    images: {
      allow: ['registry.example.com:5000/team', '[fc00::1]:5000', 'docker.io', 'localhost'],
      deny: [],
      mirrors: { 'docker.io': 'registry.example.com/docker-hub' },
      requireDigest: true,
      forbiddenTags: ['latest', '*-snapshot'],
    },
    resources: {
      requireRequests: ['cpu', 'memory', 'ephemeral-storage'],
      requests: { cpu: { min: '10m', max: '4' } },
      limits: { memory: { max: '8Gi' }, 'ephemeral-storage': { max: '1e9' } },
    },
    serviceAccounts: ['builds', 'a.b'],
    nodePools: [{ pool: 'builds', 'kubernetes.io/arch': 'arm64' }],
    capabilities: ['CHOWN'],
    volumes: ['emptyDir', 'image'],
    secretsInEnvironment: false,
    deadline: 1,
    rules: { 'docker-socket': 'off', 'missing-requests': 'note' },
    templateExemptions: ['unpinned-image'],
    mayLoosen: ['images'],
  },
  { templateExemptions: true },
  { podSecurity: { version: 'latest' } },
  exempt({ template: 'x', image: 'registry.example.com', namespace: 'ci', until: '2027-03-31' }),
];

const WRONG: readonly unknown[] = [
  null,
  [],
  'restricted',
  { image: {} },
  { images: { alow: [] } },
  { images: null },
  { name: 'Example Corp' },
  { podSecurity: { level: 'high' } },
  { podSecurity: { version: '1.36' } },
  { podSecurity: { namespaces: { 'a/b': 'baseline' } } },
  { podSecurity: { namespaces: { ci: 'high' } } },
  { images: { allow: 'registry.example.com' } },
  { images: { allow: ['https://registry.example.com'] } },
  { images: { deny: ['registry.example.com/'] } },
  { images: { allow: ['registry.example.com/*'] } },
  { images: { allow: ['registry.example.com/x@sha256:0'] } },
  { images: { allow: ['registry.example .com'] } },
  { images: { allow: [5000] } },
  { images: { mirrors: { 'docker.io/': 'registry.example.com' } } },
  { images: { mirrors: { 'docker.io': 'http://registry.example.com' } } },
  { images: { forbiddenTags: ['a b'] } },
  { images: { requireDigest: 'yes' } },
  { resources: { requireRequests: ['mem'] } },
  { resources: { requests: { cpu: { min: 1 } } } },
  { resources: { limits: { memory: { max: '8GB' } } } },
  { resources: { limits: { gpu: {} } } },
  { serviceAccounts: ['Builds'] },
  { nodePools: [{}] },
  { nodePools: [{ builds: true }] },
  { capabilities: ['CAP_CHOWN'] },
  { volumes: ['emptydir'] },
  { secretsInEnvironment: 'no' },
  { deadline: 0 },
  { deadline: 1.5 },
  { deadline: '60' },
  { rules: { 'docker-sock': 'off' } },
  { rules: { 'docker-socket': 'fatal' } },
  exempt({ reason: undefined }),
  exempt({ reason: '' }),
  exempt({ rule: 'pod-security/privileged' }),
  exempt({ because: 'x' }),
  exempt({ until: 'tomorrow' }),
  exempt({ namespace: 'A' }),
  { templateExemptions: 'all' },
  { templateExemptions: ['x'] },
  { mayLoosen: ['image'] },
];

/** What no schema can say, or ours does not: editors accept it, `definePolicy` refuses it. */
const ACCEPTED_BY_THE_SCHEMA_ALONE: readonly (readonly [string, object])[] = [
  ['a range that nothing is in', { resources: { requests: { cpu: { min: '2', max: '1' } } } }],
  ['requests above every limit', { resources: { requests: { cpu: { min: '2' } }, limits: { cpu: { max: '1' } } } }],
  ['a day of no calendar', exempt({ until: '2027-02-30' })],
  ['an image for a rule about the pod', exempt({ rule: 'host-path', image: 'registry.example.com' })],
  ['a reason of blanks', exempt({ reason: '  ' })],
  ['a short name', { images: { allow: ['maven'] } }],
  ['a tag in the place of a repository', { images: { allow: ['registry.example.com/x:1'] } }],
  ['an old name of docker.io', { images: { allow: ['index.docker.io'] } }],
  ['letters that no image name has', { images: { allow: ['registry.example.com/Team'] } }],
  // The command reads another file; definePolicy takes the policy that is in it.
  ['the path of another policy', { extends: '../organisation.yaml' }],
];

describe('policy.schema.json', () => {
  it('is what definePolicy checks by: npm run generated writes it', () => {
    expect(JSON.parse(readFileSync(PUBLISHED, 'utf8'))).toEqual(JSON.parse(JSON.stringify(POLICY_SCHEMA)));
    expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
  });

  it.each(RIGHT)('accepts what definePolicy accepts: %j', (data) => {
    expect([isPolicy(data), bySchema(data)]).toEqual([true, true]);
  });

  it.each(WRONG.map((data) => [data]))('refuses what definePolicy refuses: %j', (data) => {
    const written: unknown = JSON.parse(JSON.stringify(data));
    expect([isPolicy(data), bySchema(written)]).toEqual([false, false]);
  });

  it.each(ACCEPTED_BY_THE_SCHEMA_ALONE)('accepts %s, which definePolicy refuses', (_what, data) => {
    expect([isPolicy(data), bySchema(data)]).toEqual([false, true]);
  });

  it('has a description for every field, and closes every mapping of known fields', () => {
    const bare = Object.entries(POLICY_FIELDS).filter(([, { description }]) => !/^[A-Z].*\.$/.test(description ?? ''));
    expect(bare).toEqual([]);
    const open: unknown[] = [];
    JSON.stringify(POLICY_SCHEMA, (_key, value: unknown) => {
      const { properties, additionalProperties } = (value ?? {}) as {
        properties?: object;
        additionalProperties?: unknown;
      };
      if (typeof properties === 'object' && 'type' in (value as object) && additionalProperties !== false)
        open.push(value);
      return value;
    });
    expect(open).toEqual([]);
  });
});

describe('the lists of a policy', () => {
  it('of what may be loosened are all fields but the name and the leave itself', () => {
    const fields = Object.keys(POLICY_FIELDS).filter((field) => field !== 'name' && field !== 'mayLoosen');
    expect([...LOOSENABLE_PARTS].sort()).toEqual(fields.sort());
  });

  it('of kinds of volumes are those of the API', () => {
    expect(VOLUME_KINDS).toEqual(expect.arrayContaining(['emptyDir', 'hostPath', 'image', 'projected', 'secret']));
    expect(VOLUME_KINDS).not.toContain('name');
    expect(VOLUME_KINDS.length).toBeGreaterThan(25);
  });

  it('of rules are all rules', () => {
    expect(Object.keys(POLICY_FIELDS.rules?.properties ?? {})).toEqual(NAMED_RULE_IDS);
  });
});
