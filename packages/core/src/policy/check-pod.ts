import { fieldPath, itemPath } from '../model/path';
import { checkSchema, isPlainObject } from '../model/schema';
import type { JenkinsSettings } from '../model/jenkins-settings';
import type { Fault } from '../model/fault';
import type { ContainerRole, Exemption, PodTemplate } from '../model/pod-template';
import { POD_SECURITY_LEVELS, type PodSecurityLevel } from '../model/pod-security-level';
import { dayOf, policyExemption, templateExemption } from './exemptions';
import type { Finding } from './finding';
import type { ContainerList } from './pod-containers';
import { explainPodSecurity } from './pod-security/explain';
import type { PodSecurityVersion } from './pod-security/version';
import type { Policy } from './policy';
import { PRESETS } from './presets';
import type { Rule, Violation } from './rule';
import { RULES } from './rules/index';

/** How a pod is checked. */
export interface CheckOptions {
  /** What the organisation asks. @default the preset `recommended` */
  readonly policy?: Policy | undefined;
  /** The Pod Security level, in the place of the policy's. */
  readonly level?: PodSecurityLevel | undefined;
  /** The release whose Pod Security rules hold, in the place of the policy's. */
  readonly version?: PodSecurityVersion | undefined;
  /** The namespace the pod is made in. @default the one it names */
  readonly namespace?: string | undefined;
  /** The day on which exemptions hold or have ended. @default today */
  readonly today?: Date | undefined;
  /** What Jenkins says beside the pod. */
  readonly settings?: JenkinsSettings | undefined;
}

interface Checked {
  readonly pod: PodTemplate['pod'];
  readonly settings: JenkinsSettings;
  readonly policy: Policy;
  readonly level: PodSecurityLevel;
  readonly version: PodSecurityVersion;
  readonly namespace: string | undefined;
  readonly today: string;
  readonly template?: PodTemplate;
  readonly roles?: { readonly [container: string]: ContainerRole };
  readonly exemptions: readonly Exemption[];
}

/**
 * Checks data that should be a pod: fields and values that no Pod has, then the rules of the policy, then its Pod Security
 * level as the API server does. What an exemption allows is a finding too, of severity `note`, with the reason.
 *
 * @returns findings in the order in which they are found; none means that nothing is wrong.
 */
export function checkPod(pod: unknown, options: CheckOptions = {}): readonly Finding[] {
  const given = withoutFields(pod, '', new Map());
  const faults = checkSchema('Pod', given, '');
  const schema = faults.map((fault): Finding => schemaFinding(fault, given));
  // The server's own schema asks for no spec, and then for its containers.
  if (isPlainObject(given) && given.spec === undefined)
    return [...schema, schemaFinding({ path: 'spec', message: 'is missing', remedy: 'a Pod needs it' }, given)];
  if (!isPlainObject(given) || !isPlainObject(given.spec)) return schema;
  return [...schema, ...podFindings(readablePod(given, faults), options)];
}

function podFindings(pod: PodTemplate['pod'], options: CheckOptions): readonly Finding[] {
  const { policy = PRESETS.recommended, settings = {}, today = new Date() } = options;
  const namespace = options.namespace ?? pod.metadata?.namespace;
  const level = options.level ?? levelOf(policy, namespace);
  const version = options.version ?? policy.podSecurity.version;
  return findings({ pod, settings, policy, level, version, namespace, today: dayOf(today), exemptions: [] });
}

/** The level that a policy asks of the pods of a namespace. */
export function levelOf({ podSecurity }: Policy, namespace: string | undefined): PodSecurityLevel {
  const { namespaces, level } = podSecurity;
  return (namespace !== undefined && Object.hasOwn(namespaces, namespace) ? namespaces[namespace] : undefined) ?? level;
}

/**
 * Checks a pod template by a policy: what `checkPod` finds in its pod, and what its settings and its own exemptions add.
 *
 * @returns findings in the order in which they are found; none means that nothing is wrong.
 */
export function checkPodTemplate(
  template: PodTemplate,
  policy: Policy = PRESETS.recommended,
  {
    level,
    version,
    namespace: asked,
    today = new Date(),
  }: Pick<CheckOptions, 'level' | 'version' | 'namespace' | 'today'> = {},
): readonly Finding[] {
  const { pod, settings, roles, exemptions } = template;
  const namespace = asked ?? pod.metadata?.namespace;
  const found = findings({
    pod,
    settings,
    policy,
    // A template keeps its own promise too, where that is the stricter one.
    level: stricter(level ?? levelOf(policy, namespace), template.podSecurity),
    version: version ?? policy.podSecurity.version,
    namespace,
    today: dayOf(today),
    template,
    roles,
    exemptions,
  });
  return [...found, ...template.caveats.map(caveatFinding)];
}

function caveatFinding(caveat: string): Finding {
  return {
    ruleId: 'caveat',
    severity: 'note',
    message: caveat.replace(/\.$/, ''),
    container: null,
    image: null,
    path: '',
    help: 'see to it where the pod runs',
  };
}

function stricter(a: PodSecurityLevel, b: PodSecurityLevel): PodSecurityLevel {
  return POD_SECURITY_LEVELS.indexOf(a) > POD_SECURITY_LEVELS.indexOf(b) ? a : b;
}

function findings(checked: Checked): readonly Finding[] {
  return [...RULES.flatMap((rule) => ruleFindings(rule, checked)), ...podSecurityFindings(checked)];
}

function ruleFindings(rule: Rule, checked: Checked): readonly Finding[] {
  const severity = checked.policy.rules[rule.id] ?? rule.severity;
  if (severity === 'off') return [];
  const { pod, settings, policy, roles } = checked;
  return rule.check({ pod, settings, policy, roles }).map((violation): Finding => {
    const found = {
      ruleId: rule.id,
      severity,
      ...whereOf(violation, pod),
      message: violation.message,
      help: rule.help,
    };
    const exempt = exemptionOf(rule, violation, checked);
    if (exempt === undefined) return found;
    return 'ended' in exempt
      ? { ...found, message: `${violation.message}; its exemption ended on ${exempt.ended}` }
      : { ...found, severity: 'note', exempt: exempt.reason };
  });
}

function exemptionOf(
  rule: Rule,
  violation: Violation,
  { policy, template, namespace, today, pod, exemptions }: Checked,
) {
  const image = violation.path.endsWith('.image.reference') ? String(violation.value) : imageOf(violation.path, pod);
  const own = templateExemption(rule.id, violation, exemptions, policy);
  return own === undefined
    ? policyExemption(rule.id, { template: template?.name, namespace, image }, policy, today)
    : { reason: own };
}

function podSecurityFindings({ pod, policy, level, version, exemptions }: Checked): readonly Finding[] {
  return explainPodSecurity(pod, { level, version }).flatMap(({ id, reason, detail, help, fields }) => {
    const ruleId = `pod-security/${id}` as const;
    // One text for all its fields: it names every container, and there may be many.
    const message = `${reason} (${detail})`;
    return fields.map((field): Finding => {
      const found = { ruleId, ...whereOf(field, pod), message, help };
      // An exemption tells why; the namespace decides all the same, and refuses the pod.
      const own = exemptions.find(
        (exemption) =>
          exemption.ruleId === ruleId && (exemption.container === undefined || exemption.container === field.container),
      );
      return own !== undefined && policy.templateExemptions === true
        ? { ...found, severity: 'note', exempt: own.reason }
        : { ...found, severity: 'error' };
    });
  });
}

/** Path, container, image and value of what is wrong. */
function whereOf(
  {
    path,
    container,
    ...rest
  }: { readonly path: string; readonly container?: string | undefined; readonly value?: unknown },
  pod: PodTemplate['pod'],
): Pick<Finding, 'path' | 'container' | 'image' | 'value'> {
  return {
    container: container ?? null,
    image: container === undefined ? null : (imageOf(path, pod) ?? null),
    path,
    ...('value' in rest && rest.value !== undefined ? { value: rest.value } : {}),
  };
}

function imageOf(path: string, { spec }: PodTemplate['pod']): string | undefined {
  const [, list, index] = /^spec\.(initContainers|containers|ephemeralContainers)\[(\d+)\]/.exec(path) ?? [];
  return list === undefined ? undefined : spec[list as ContainerList]?.[Number(index)]?.image;
}

function schemaFinding({ path, message, remedy, ...rest }: Fault, pod: unknown): Finding {
  const container = containerAt(path, pod);
  return {
    ruleId: 'schema',
    severity: 'error',
    message,
    container: container?.name ?? null,
    image: container?.image ?? null,
    path,
    ...('value' in rest ? { value: rest.value } : {}),
    help: remedy,
  };
}

function containerAt(path: string, pod: unknown): { readonly name?: string; readonly image?: string } | undefined {
  const [, list, index] = /^spec\.(initContainers|containers|ephemeralContainers)\[(\d+)\]/.exec(path) ?? [];
  if (list === undefined || !isPlainObject(pod) || !isPlainObject(pod.spec)) return undefined;
  const containers = pod.spec[list];
  const found: unknown = Array.isArray(containers) ? containers[Number(index)] : undefined;
  if (!isPlainObject(found)) return undefined;
  const text = (key: string): { readonly [key: string]: string } =>
    typeof found[key] === 'string' ? { [key]: found[key] } : {};
  return { ...text('name'), ...text('image') };
}

/**
 * A pod without its nulls, which the server takes for fields that are not set, and without what has another shape than the
 * field wants: rules read the rest.
 */
function readablePod(pod: { readonly [key: string]: unknown }, faults: readonly Fault[]): PodTemplate['pod'] {
  const broken = new Map(
    faults.filter(({ message }) => !message.startsWith('unknown field ')).map(({ path, message }) => [path, message]),
  );
  const readable = withoutFields(pod, '', broken) as { readonly spec?: unknown };
  const spec = isPlainObject(readable.spec) ? readable.spec : {};
  return { ...readable, spec: { containers: [], ...spec } };
}

const QUANTITY = /\.(?:(?:requests|limits|overhead)(?:\.[\w-]+|\["[^"]*"\])|sizeLimit|divisor)$/;
const NO_TEXT = /^is no text$|^cannot be written$/;
/** Texts that rules may rely on: the server takes one that is missing for the empty text. */
const NEEDED = ['name', 'path'];

/** @param broken messages of the faults by their path. */
function withoutFields(value: unknown, path: string, broken: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value))
    // An item keeps its place, for the paths of the others.
    return value.map((item: unknown, i) => {
      const at = itemPath(path, i);
      const fault = broken.get(at);
      if (fault !== undefined && NO_TEXT.test(fault)) return '';
      return fault === undefined ? withoutFields(item ?? {}, at, broken) : { name: '' };
    });
  // The server takes `cpu: 2` for the text "2".
  if (typeof value === 'number' && QUANTITY.test(path)) return String(value);
  if (!isPlainObject(value)) return value;
  const needed = NEEDED.filter((key) => broken.has(fieldPath(path, key))).map((key): [string, unknown] => [key, '']);
  const kept = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    const at = fieldPath(path, key);
    return item === null || item === undefined || broken.has(at) ? [] : [[key, withoutFields(item, at, broken)]];
  });
  return Object.fromEntries([...needed, ...kept]);
}
