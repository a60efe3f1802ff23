import type { NamedRuleId } from '../../model/rule-id';
import type { AdmissionRule, AdmissionSubject } from '../admission-rule';
import { celFullImages, celIsImageName, celText } from '../cel';
import type { Policy } from '../policy';
import { RULES } from '../rules/index';
import type { ChosenOptions } from './guardrail';

/** A rule of the policy as an engine of the cluster holds it. */
export interface HeldRule {
  readonly id: NamedRuleId;
  /** Whether pods are refused, or only warned of. */
  readonly action: 'Deny' | 'Warn';
  /** Name of the variable that lists what is wrong, in camel case. */
  readonly variable: string;
  /** CEL of type list of texts: what is wrong, by name. */
  readonly expression: string;
  /** What is wrong. */
  readonly message: string;
  /** Whether the names say more than the message: not where there is only the pod. */
  readonly named: boolean;
}

/** A variable of CEL that others are made of. */
export interface CelVariable {
  readonly name: string;
  readonly expression: string;
}

/** Variables that the rules are written in, in the order in which they need each other. */
export const SHARED_VARIABLES: readonly CelVariable[] = Object.freeze([
  {
    name: 'steadyContainers',
    // Lists of two types make one only where the type checker does not look.
    expression:
      '(has(object.spec.initContainers) ? dyn(object.spec.initContainers) : []) + dyn(object.spec.containers)',
  },
  {
    name: 'allContainers',
    expression:
      'variables.steadyContainers + (has(object.spec.ephemeralContainers) ? dyn(object.spec.ephemeralContainers) : [])',
  },
  { name: 'volumes', expression: 'has(object.spec.volumes) ? object.spec.volumes : []' },
  {
    // Volumes of images pull as containers do.
    name: 'writtenImages',
    expression:
      'variables.allContainers.filter(c, has(c.image)).map(c, c.image) + variables.volumes.filter(v, has(v.image) && has(v.image.reference)).map(v, v.image.reference)',
  },
  {
    // As container runtimes complete them: the host first.
    name: 'images',
    expression: celFullImages('variables.writtenImages'),
  },
]);

/** Where the subjects of a rule come from, and what is said of each. */
const SUBJECTS: {
  readonly [Subject in Exclude<AdmissionSubject, 'pod'>]: { list: string; item: string; name: string };
} = {
  container: { list: 'variables.allContainers', item: 'c', name: 'c.name' },
  'steady-container': { list: 'variables.steadyContainers', item: 'c', name: 'c.name' },
  volume: { list: 'variables.volumes', item: 'v', name: 'v.name' },
  image: { list: 'variables.images', item: 'i', name: 'i' },
};

/** The rules that an engine can hold under a policy, with the parameters they read. */
export function heldRules(
  policy: Policy,
  options: ChosenOptions,
): { readonly rules: readonly HeldRule[]; readonly parameters: { readonly [name: string]: readonly string[] } } {
  const parameters: { [name: string]: readonly string[] } = {};
  const rules = RULES.flatMap((rule): HeldRule[] => {
    const severity = policy.rules[rule.id] ?? rule.severity;
    if (severity === 'off' || severity === 'note') return [];
    const held = rule.admission?.(policy);
    if (held === undefined) return [];
    const exempt = exemptPatterns(rule.id, policy, options);
    if (exempt === 'all') return [];
    Object.assign(parameters, held.parameters);
    const action = severity === 'error' ? 'Deny' : 'Warn';
    return [
      {
        id: rule.id,
        action,
        variable: camelCase(rule.id),
        expression: expressionOf(held, exempt),
        message: held.message,
        named: held.subject !== 'pod',
      },
    ];
  });
  return { rules, parameters };
}

/** Images that are exempt from a rule in this namespace on this day; `all` when every pod is. */
function exemptPatterns(
  id: NamedRuleId,
  { exemptions }: Policy,
  { namespace, today }: ChosenOptions,
): readonly string[] | 'all' {
  const holding = exemptions.filter(
    (exemption) =>
      exemption.rule === id &&
      // A cluster does not know the template that a pod was made of.
      exemption.template === undefined &&
      (exemption.namespace === undefined || exemption.namespace === namespace) &&
      (exemption.until === undefined || exemption.until >= today),
  );
  if (holding.some(({ image }) => image === undefined)) return 'all';
  return holding.flatMap(({ image }) => image ?? []);
}

function expressionOf({ subject, broken }: AdmissionRule, exempt: readonly string[]): string {
  if (subject === 'pod') return `[${broken}].filter(b, b).map(b, 'pod')`;
  const { list, item, name } = SUBJECTS[subject];
  const image = subject === 'image' ? 'i' : undefined;
  const kept = exempt.length === 0 || subject === 'volume' ? '' : `!(${exemptionOf(exempt, image)}) && `;
  return `${list}.filter(${item}, ${kept}(${broken})).map(${item}, ${name})`;
}

/** CEL: whether the image of a container, or an image, belongs to what is exempt. */
function exemptionOf(patterns: readonly string[], image: string | undefined): string {
  if (image !== undefined) return belongs(image, patterns);
  return `has(c.image) && ${celFullImages('[c.image]')}.exists(f, ${belongs('f', patterns)})`;
}

function belongs(image: string, patterns: readonly string[]): string {
  // What is no image name belongs to nobody, however it begins.
  const anyOf = (some: readonly string[], boundary: string): string[] =>
    some.length === 0 ? [] : [`${image}.matches(${celText(`^(${some.map(escaped).join('|')})${boundary}`)})`];
  const belongsToOne = [
    // A host alone ends at its slash: `host:6000` is another one.
    ...anyOf(
      patterns.filter((pattern) => !pattern.includes('/')),
      '/',
    ),
    ...anyOf(
      patterns.filter((pattern) => pattern.includes('/')),
      '([/:@]|$)',
    ),
  ].join(' || ');
  return `${celIsImageName(image)} && (${belongsToOne})`;
}

function escaped(text: string): string {
  return text.replace(/[.[\]]/g, (character) => `\\${character}`);
}

function camelCase(id: string): string {
  return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
