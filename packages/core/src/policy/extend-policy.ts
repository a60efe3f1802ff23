import type { Fault } from '../model/fault';
import { isWithinImagePattern } from '../model/image-pattern';
import { fieldPath, itemPath } from '../model/path';
import { POD_SECURITY_LEVELS, type PodSecurityLevel } from '../model/pod-security-level';
import { parseQuantity } from '../model/quantity';
import type { NamedRuleId } from '../model/rule-id';
import { SEVERITIES } from './finding';
import type { LoosenablePart, Policy, PolicyFields, QuantityRange, ResourceRanges } from './policy';
import { POLICY_RESOURCES } from './policy-schema';
import { PRESETS } from './presets';
import { RULES } from './rules/index';

/** A policy that asks what another asks and what these fields ask. */
export function extendedFields(fields: PolicyFields, parent: Policy): Policy {
  const { podSecurity, images, resources, rules, exemptions, ...rest } = fields;
  const may = (part: LoosenablePart): boolean => isPreset(parent) || parent.mayLoosen.includes(part);
  return {
    ...parent,
    ...rest,
    name: fields.name ?? parent.name,
    podSecurity: {
      level: podSecurity?.level ?? parent.podSecurity.level,
      version: podSecurity?.version ?? parent.podSecurity.version,
      namespaces: { ...parent.podSecurity.namespaces, ...podSecurity?.namespaces },
    },
    ...((images ?? parent.images)
      ? {
          images: {
            ...parent.images,
            ...images,
            ...joined('deny', parent.images?.deny, images?.deny, may('images')),
            ...joined('forbiddenTags', parent.images?.forbiddenTags, images?.forbiddenTags, may('images')),
            ...((images?.mirrors ?? parent.images?.mirrors)
              ? { mirrors: { ...parent.images?.mirrors, ...images?.mirrors } }
              : {}),
          },
        }
      : {}),
    ...((resources ?? parent.resources)
      ? {
          resources: {
            ...joined(
              'requireRequests',
              parent.resources?.requireRequests,
              resources?.requireRequests,
              may('resources'),
            ),
            requests: mergedRanges(parent.resources?.requests, resources?.requests),
            limits: mergedRanges(parent.resources?.limits, resources?.limits),
          },
        }
      : {}),
    rules: { ...rulesOf(parent, fields), ...rules },
    exemptions: [...parent.exemptions, ...(exemptions ?? [])],
    // What a team may loosen is the organisation's to say, and a preset's exemptions are nobody's.
    templateExemptions: fields.templateExemptions ?? (isPreset(parent) ? false : parent.templateExemptions),
    mayLoosen: fields.mayLoosen ?? parent.mayLoosen,
  };
}

/** The severities of a policy. Who demands requests himself means it, whatever a preset says of its own. */
function rulesOf(parent: Policy, { resources }: PolicyFields): Policy['rules'] {
  if (!isPreset(parent) || resources?.requireRequests === undefined) return parent.rules;
  return { ...parent.rules, 'missing-requests': undefined };
}

/** A list of what is asked or forbidden: the other policy's and the own, or the own alone where that one may be loosened. */
function joined<Key extends string, Item extends string>(
  key: Key,
  parent: readonly Item[] | undefined,
  own: readonly Item[] | undefined,
  mayLoosen: boolean,
): { readonly [K in Key]?: readonly Item[] } {
  if (parent === undefined && own === undefined) return {};
  const items: readonly Item[] = mayLoosen ? (own ?? parent ?? []) : [...new Set([...(parent ?? []), ...(own ?? [])])];
  return { [key]: items } as unknown as { readonly [K in Key]: readonly Item[] };
}

function mergedRanges(parent: ResourceRanges = {}, own: ResourceRanges = {}): ResourceRanges {
  return Object.fromEntries(
    POLICY_RESOURCES.filter((resource) => parent[resource] ?? own[resource]).map((resource) => [
      resource,
      { ...parent[resource], ...own[resource] },
    ]),
  );
}

/** A preset is where an organisation begins: it binds nobody. */
function isPreset(policy: Policy): boolean {
  return Object.values(PRESETS).includes(policy);
}

/** Parts in which fields ask less than the policy they extend, where that one does not allow it. */
export function looserFaults(fields: PolicyFields, parent: Policy): Fault[] {
  if (isPreset(parent)) return [];
  const may = (part: LoosenablePart): boolean => parent.mayLoosen.includes(part);
  const faults: Fault[] = [];
  const looser = (path: string, value: unknown, asked: string): void => {
    faults.push({
      path,
      value,
      message: `is looser than the policy ${JSON.stringify(parent.name)}, which asks for ${asked}`,
      remedy: `be as strict, or have "mayLoosen" of that policy name ${path.split(/[.[]/)[0]}`,
    });
  };
  if (!may('podSecurity')) levelFaults(fields, parent, looser);
  if (!may('images')) imageFaults(fields, parent, looser);
  if (!may('resources')) resourceFaults(fields, parent, looser);
  for (const part of ['serviceAccounts', 'capabilities', 'volumes'] as const) {
    const allowed = parent[part];
    if (may(part) || allowed === undefined) continue;
    (fields[part] ?? []).forEach((item, i) => {
      if (!allowed.includes(item)) looser(itemPath(part, i), item, list(allowed));
    });
  }
  if (!may('nodePools')) nodePoolFaults(fields, parent, looser);
  if (!may('secretsInEnvironment') && parent.secretsInEnvironment === false && fields.secretsInEnvironment === true)
    looser('secretsInEnvironment', true, 'false');
  if (!may('deadline') && parent.deadline !== undefined && (fields.deadline ?? 0) > parent.deadline)
    looser('deadline', fields.deadline, `at most ${parent.deadline}`);
  if (!may('rules')) ruleSeverityFaults(fields, parent, looser);
  if (!may('exemptions'))
    (fields.exemptions ?? []).forEach(({ rule }, i) => looser(itemPath('exemptions', i), rule, 'no exemption from it'));
  if (!may('templateExemptions')) templateExemptionFaults(fields, parent, looser);
  // Who may not loosen may not allow it to others either.
  (fields.mayLoosen ?? []).forEach((part, i) => {
    if (!may(part)) looser(itemPath('mayLoosen', i), part, 'the part as it is');
  });
  return faults;
}

type Looser = (path: string, value: unknown, asked: string) => void;

const list = (items: readonly string[]): string => (items.length === 0 ? 'none' : items.join(', '));
const rank = (level: PodSecurityLevel): number => POD_SECURITY_LEVELS.indexOf(level);

function levelFaults({ podSecurity = {} }: PolicyFields, { podSecurity: parent }: Policy, looser: Looser): void {
  const { level, version, namespaces = {} } = podSecurity;
  if (level !== undefined && rank(level) < rank(parent.level)) looser('podSecurity.level', level, parent.level);
  // A later release is stricter in one check and laxer in another: neither is within the other.
  if (version !== undefined && version !== parent.version) looser('podSecurity.version', version, parent.version);
  for (const [namespace, own] of Object.entries(namespaces)) {
    const asked =
      (Object.hasOwn(parent.namespaces, namespace) ? parent.namespaces[namespace] : undefined) ?? parent.level;
    if (rank(own) < rank(asked)) looser(fieldPath('podSecurity.namespaces', namespace), own, asked);
  }
}

function imageFaults({ images = {} }: PolicyFields, { images: parent = {} }: Policy, looser: Looser): void {
  const { allow } = parent;
  if (allow !== undefined)
    (images.allow ?? []).forEach((pattern, i) => {
      if (!allow.some((outer) => isWithinImagePattern(pattern, outer)))
        looser(itemPath('images.allow', i), pattern, list(allow));
    });
  for (const [prefix, mirror] of Object.entries(images.mirrors ?? {})) {
    const asked = parent.mirrors?.[prefix];
    if (asked !== undefined && asked !== mirror) looser(fieldPath('images.mirrors', prefix), mirror, asked);
  }
  if (parent.requireDigest === true && images.requireDigest === false) looser('images.requireDigest', false, 'true');
}

function resourceFaults({ resources = {} }: PolicyFields, { resources: parent = {} }: Policy, looser: Looser): void {
  for (const kind of ['requests', 'limits'] as const) {
    for (const resource of POLICY_RESOURCES) {
      const own: QuantityRange = resources[kind]?.[resource] ?? {};
      const asked: QuantityRange = parent[kind]?.[resource] ?? {};
      const path = `resources.${kind}.${resource}`;
      if (own.min !== undefined && asked.min !== undefined && amount(own.min) < amount(asked.min))
        looser(`${path}.min`, own.min, `at least ${asked.min}`);
      if (own.max !== undefined && asked.max !== undefined && amount(own.max) > amount(asked.max))
        looser(`${path}.max`, own.max, `at most ${asked.max}`);
    }
  }
}

function amount(text: string): number {
  return parseQuantity(text) ?? 0;
}

function nodePoolFaults({ nodePools = [] }: PolicyFields, { nodePools: parent }: Policy, looser: Looser): void {
  if (parent === undefined) return;
  nodePools.forEach((pool, i) => {
    // More labels select fewer nodes.
    const within = parent.some((outer) => Object.entries(outer).every(([label, value]) => pool[label] === value));
    if (!within) looser(itemPath('nodePools', i), pool, JSON.stringify(parent));
  });
}

function ruleSeverityFaults({ rules = {} }: PolicyFields, parent: Policy, looser: Looser): void {
  const grades = [...SEVERITIES, 'off'];
  for (const [id, severity] of Object.entries(rules)) {
    const asked = parent.rules[id as NamedRuleId] ?? RULES.find((rule) => rule.id === id)?.severity ?? 'off';
    if (severity !== undefined && grades.indexOf(severity) > grades.indexOf(asked))
      looser(fieldPath('rules', id), severity, asked);
  }
}

function templateExemptionFaults({ templateExemptions }: PolicyFields, parent: Policy, looser: Looser): void {
  if (templateExemptions === undefined || parent.templateExemptions === true) return;
  const allowed = parent.templateExemptions === false ? [] : parent.templateExemptions;
  const own = typeof templateExemptions === 'boolean' ? templateExemptions : [...templateExemptions];
  if (own === true || (own !== false && own.some((id) => !allowed.includes(id))))
    looser('templateExemptions', templateExemptions, list(allowed));
}
