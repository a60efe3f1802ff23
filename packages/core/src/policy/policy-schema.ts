import { POD_SECURITY_LEVELS } from '../model/pod-security-level';
import { schemaFields } from '../model/schema';
import { SEVERITIES } from './finding';
import type { JsonSchema } from './json-schema';
import type { LoosenablePart, PolicyResource } from './policy';
import { PRESET_NAMES } from './preset-names';
import { NAMED_RULE_IDS } from './rule-ids';

/** Parts of a policy that an extending one may be allowed to loosen. */
export const LOOSENABLE_PARTS: readonly LoosenablePart[] = Object.freeze([
  'podSecurity',
  'images',
  'resources',
  'serviceAccounts',
  'nodePools',
  'capabilities',
  'volumes',
  'secretsInEnvironment',
  'deadline',
  'rules',
  'exemptions',
  'templateExemptions',
]);

/** Resources that a policy can bound. */
export const POLICY_RESOURCES: readonly PolicyResource[] = Object.freeze(['cpu', 'memory', 'ephemeral-storage']);

/** Kinds of volumes, as the API calls them. */
export const VOLUME_KINDS: readonly string[] = Object.freeze(
  [...(schemaFields('Volume')?.keys() ?? [])].filter((key) => key !== 'name'),
);

const LABEL = '^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$';
const SUBDOMAIN = '^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$';

const text = (description: string, more: JsonSchema = {}): JsonSchema => ({ type: 'string', description, ...more });
const list = (description: string, items: JsonSchema): JsonSchema => ({ type: 'array', description, items });
const mapping = (description: string, properties: { readonly [key: string]: JsonSchema }): JsonSchema => ({
  type: 'object',
  description,
  properties,
  additionalProperties: false,
});
const map = (description: string, propertyNames: JsonSchema, values: JsonSchema): JsonSchema => ({
  type: 'object',
  description,
  propertyNames,
  additionalProperties: values,
});

const level: JsonSchema = { type: 'string', enum: POD_SECURITY_LEVELS };
const namespace = text('Name of a namespace.', {
  pattern: LABEL,
  'x-remedy': 'write the name of a namespace: lower-case letters, digits and "-"',
});
const imagePattern = text('A registry, or the beginning of a repository, in full: registry.example.com:5000/team.', {
  pattern: '^(?![a-zA-Z][a-zA-Z0-9+.-]*://)[^\\s@*?]*[^\\s@*?/]$',
  'x-image-pattern': true,
});
const quantity = text('A Kubernetes quantity, such as 500m or 4Gi.', {
  pattern: '^[+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+|[KMGTPE]i|[numkMGTPE])?$',
  'x-remedy': 'write a Kubernetes quantity as text, such as "500m" or "4Gi"',
});
const range = mapping('Lower and upper bound.', { min: quantity, max: quantity });
const ranges = (description: string): JsonSchema =>
  mapping(description, Object.fromEntries(POLICY_RESOURCES.map((resource) => [resource, range])));
const ruleId: JsonSchema = { type: 'string', enum: NAMED_RULE_IDS };

/** Fields of a policy, as `definePolicy` takes them and podwright.policy.yaml has them; `extends` comes in beside them. */
export const POLICY_FIELDS: { readonly [field: string]: JsonSchema } = {
  name: text('Name, for messages and for the objects in the cluster.', {
    pattern: LABEL,
    'x-remedy': 'use at most 63 lower-case letters, digits and "-", with a letter or digit at both ends',
  }),
  podSecurity: mapping('Pod Security Standards.', {
    level: { ...level, description: 'The level that pods pass.' },
    version: text('The release whose rules hold: latest, or v1.N.', {
      pattern: '^(?:latest|v1\\.(?:0|[1-9]\\d*))$',
      'x-remedy': 'write latest, or v1.N',
    }),
    namespaces: map('Levels of namespaces that differ.', namespace, level),
  }),
  images: mapping('Where images come from.', {
    allow: list('Where images may come from, and from nowhere else.', imagePattern),
    deny: list('Where no image may come from, even if allow has it.', imagePattern),
    mirrors: map('Where images are pulled from instead.', imagePattern, imagePattern),
    requireDigest: { type: 'boolean', description: 'Whether every image names its digest.' },
    forbiddenTags: list(
      'Tags that no image may have; * is any text.',
      text('A tag.', {
        pattern: '^[\\w.*-]{1,128}$',
        'x-remedy': 'write a tag, in which * may stand for any text',
      }),
    ),
  }),
  resources: mapping('Resources of containers.', {
    requireRequests: list('Resources that every container requests.', { type: 'string', enum: POLICY_RESOURCES }),
    requests: ranges('Bounds of requests.'),
    limits: ranges('Bounds of limits.'),
  }),
  serviceAccounts: list(
    'Service accounts that pods may run as.',
    text('Name of a service account.', { pattern: SUBDOMAIN, 'x-remedy': 'write the name of a service account' }),
  ),
  nodePools: list('Node selectors: every pod has all labels of at least one.', {
    type: 'object',
    minProperties: 1,
    additionalProperties: { type: 'string' },
    'x-remedy': 'write labels of nodes, such as { pool: builds }',
  }),
  capabilities: list(
    'Capabilities that containers may add.',
    text('Name of a capability.', {
      pattern: '^(?!CAP_)[A-Z_]+$',
      'x-remedy': 'write it as Kubernetes does: upper case, without CAP_',
    }),
  ),
  volumes: list('Kinds of volumes that pods may have.', { type: 'string', enum: VOLUME_KINDS }),
  secretsInEnvironment: {
    type: 'boolean',
    description: 'Whether containers may take secrets as environment variables.',
  },
  deadline: {
    type: 'integer',
    minimum: 1,
    description: 'Most seconds that a pod may name as activeDeadlineSeconds, and it has to name some.',
  },
  rules: {
    type: 'object',
    description: 'How much each rule matters; off leaves it out.',
    properties: Object.fromEntries(
      NAMED_RULE_IDS.map((id): [string, JsonSchema] => [id, { type: 'string', enum: [...SEVERITIES, 'off'] }]),
    ),
    additionalProperties: false,
  },
  exemptions: list('Rules that some pods may break, with the reason.', {
    type: 'object',
    properties: {
      rule: {
        ...ruleId,
        description: 'Id of the rule; checks of Pod Security go by the level of a namespace instead.',
        'x-remedy': `use one of ${NAMED_RULE_IDS.join(', ')}; what breaks a Pod Security level is allowed by podSecurity.namespaces alone`,
      },
      template: text('Name of the pod template.', { minLength: 1 }),
      image: imagePattern,
      namespace,
      reason: text('Why.', { minLength: 1, 'x-remedy': 'say why the rule does not hold here' }),
      until: text('Last day on which it holds, in UTC.', {
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        'x-remedy': 'write a day such as 2027-03-31',
      }),
    },
    required: ['rule', 'reason'],
    additionalProperties: false,
  }),
  templateExemptions: {
    description: 'Rules that a template may exempt itself from; true means all.',
    anyOf: [{ type: 'boolean' }, list('Ids of rules.', ruleId)],
    'x-remedy': 'write true, false, or a list of rule ids',
  },
  mayLoosen: list('Parts in which a policy that extends this one need not be stricter.', {
    type: 'string',
    enum: LOOSENABLE_PARTS,
  }),
};

/** The schema of podwright.policy.yaml, as it is published. */
export const POLICY_SCHEMA: JsonSchema & { readonly $schema: string; readonly title: string } = Object.freeze({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'podwright.policy.yaml',
  type: 'object',
  description: 'What an organisation asks of Jenkins agent pods.',
  properties: {
    extends: text(`A preset (${PRESET_NAMES.join(', ')}), or the path of another policy file.`, { minLength: 1 }),
    ...POLICY_FIELDS,
  },
  additionalProperties: false,
});
