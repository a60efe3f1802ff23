import type { Fault } from '../model/fault';
import { frozenCopy } from '../model/frozen-copy';
import { InvalidPolicyError } from '../model/invalid-policy-error';
import { itemPath } from '../model/path';
import { parseQuantity } from '../model/quantity';
import { isPlainObject } from '../model/schema';
import { nearestName } from '../model/suggestion';
import { extendedFields, looserFaults } from './extend-policy';
import { schemaFaults, type JsonSchema } from './json-schema';
import type { Policy, PolicyExemption, PolicyFields, ResourceRanges } from './policy';
import { POLICY_FIELDS, POLICY_RESOURCES } from './policy-schema';
import { PRESET_NAMES, type PresetName } from './preset-names';
import { PRESETS } from './presets';
import { RULES } from './rules/index';

/** What `definePolicy` takes. */
export interface PolicyDefinition extends PolicyFields {
  /** A preset, or another policy; this one may only be stricter, except where that one says otherwise. @default recommended */
  readonly extends?: PresetName | Policy | undefined;
}

const made = new WeakSet<object>(Object.values(PRESETS));

const SCHEMA: JsonSchema = { type: 'object', properties: POLICY_FIELDS, additionalProperties: false };

/** Fields that definePolicy always writes: what has them all is its work, of this copy of the library or another. */
const ALWAYS = ['name', 'podSecurity', 'rules', 'exemptions', 'templateExemptions', 'mayLoosen'];
const LEVEL = ['level', 'version', 'namespaces'];

function hasAll(value: unknown, fields: readonly string[]): boolean {
  return isPlainObject(value) && fields.every((field) => value[field] !== undefined);
}

/** Whether a value is a policy that `definePolicy` made, or a preset. */
export function isPolicy(value: unknown): value is Policy {
  if (!isPlainObject(value)) return false;
  if (made.has(value)) return true;
  const isOne =
    hasAll(value, ALWAYS) && schemaFaults(SCHEMA, value, '').length === 0 && hasAll(value.podSecurity, LEVEL);
  if (isOne && Object.isFrozen(value)) made.add(value);
  return isOne;
}

/**
 * Makes a policy: what an organisation, or a team of it, asks of agent pods.
 *
 * @throws InvalidPolicyError with every fault: unknown keys and rules, impossible ranges, registries that no image name can
 * begin with, exemptions without a reason, and parts that are looser than the policy it extends.
 * @example
 * definePolicy({
 *   name: 'example-corp',
 *   extends: 'restricted',
 *   images: { allow: ['registry.example.com'], mirrors: { 'docker.io': 'registry.example.com/docker-hub' } },
 *   exemptions: [{ rule: 'root-user', image: 'registry.example.com/docker-hub/kaniko', reason: 'unpacks layers as root' }],
 * });
 */
export function definePolicy(definition: PolicyDefinition): Policy {
  const given: unknown = definition;
  if (!isPlainObject(given))
    throw new InvalidPolicyError('policy', [
      { path: 'policy', value: given, message: 'is no mapping', remedy: "write { extends: 'restricted' }" },
    ]);
  const { extends: parentGiven, ...fields } = definition;
  const name = typeof fields.name === 'string' ? fields.name : 'policy';
  const parent = parentOf(parentGiven);
  const refuse = (faults: readonly Fault[]): void => {
    if (faults.length > 0) throw new InvalidPolicyError(name, faults);
  };
  const ofForm = schemaFaults(SCHEMA, fields, '');
  if (parent === undefined) throw new InvalidPolicyError(name, [extendsFault(parentGiven), ...ofForm]);
  // What has another form cannot be looked at more closely.
  refuse(ofForm);
  // What is undefined is not there: it would take away what the other policy says.
  const said = frozenCopy(fields);
  refuse([...rangeFaults(said), ...exemptionFaults(said.exemptions ?? [])]);
  refuse(looserFaults(said, parent));
  const policy = frozenCopy(extendedFields(said, parent));
  // Each by itself may be in order, and no pod within both.
  refuse(rangeFaults(policy));
  made.add(policy);
  return policy;
}

function parentOf(given: unknown): Policy | undefined {
  if (given === undefined) return PRESETS.recommended;
  if (isPolicy(given)) return given;
  return typeof given === 'string' && Object.hasOwn(PRESETS, given) ? PRESETS[given as PresetName] : undefined;
}

function extendsFault(given: unknown): Fault {
  const nearest = typeof given === 'string' ? nearestName(given, PRESET_NAMES) : undefined;
  return {
    path: 'extends',
    value: given,
    message: 'is no policy',
    remedy:
      nearest === undefined
        ? `use one of ${PRESET_NAMES.join(', ')}, or what definePolicy() returns`
        : `did you mean ${JSON.stringify(nearest)}?`,
  };
}

function rangeFaults({ resources = {} }: PolicyFields): Fault[] {
  const { requests = {}, limits = {} } = resources;
  const faults = (['requests', 'limits'] as const).flatMap((kind) =>
    POLICY_RESOURCES.flatMap((resource): Fault[] => {
      const { min, max } = resources[kind]?.[resource] ?? {};
      return isAbove(min, max)
        ? [
            {
              path: `resources.${kind}.${resource}`,
              value: { min, max },
              message: 'is impossible: no quantity is at least min and at most max',
              remedy: 'let min be at most max',
            },
          ]
        : [];
    }),
  );
  return [...faults, ...impossiblePairs(requests, limits)];
}

/** A request is never above its limit. */
function impossiblePairs(requests: ResourceRanges, limits: ResourceRanges): Fault[] {
  return POLICY_RESOURCES.flatMap((resource): Fault[] => {
    const min = requests[resource]?.min;
    const max = limits[resource]?.max;
    return isAbove(min, max)
      ? [
          {
            path: `resources.requests.${resource}.min`,
            value: min,
            message: `is impossible: it is above the highest limit, ${max}`,
            remedy: 'lower it, or raise resources.limits',
          },
        ]
      : [];
  });
}

function isAbove(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && (parseQuantity(a) ?? 0) > (parseQuantity(b) ?? 0);
}

function exemptionFaults(exemptions: readonly PolicyExemption[]): Fault[] {
  return exemptions.flatMap(({ rule, image, until }, i): Fault[] => {
    const path = itemPath('exemptions', i);
    const faults: Fault[] = [];
    if (image !== undefined && RULES.find(({ id }) => id === rule)?.scope === 'pod')
      faults.push({
        path: `${path}.image`,
        value: image,
        message: `cannot limit it: ${rule} is about the whole pod`,
        remedy: 'name a template or a namespace instead',
      });
    if (until !== undefined && !isDay(until))
      faults.push({
        path: `${path}.until`,
        value: until,
        message: 'is no day',
        remedy: 'write a day such as 2027-03-31',
      });
    return faults;
  });
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}
