import type { Fault } from './model/fault';
import { PodTemplateBuilder, type NewPodTemplateBuilder } from './builders/pod-template';
import { readFields } from './builders/pod-template-fields';
import type { PodTemplateFields } from './builders/pod-template-spec';
import type { PodSecurityLevel } from './model/pod-security-level';
import type { PodTemplate } from './model/pod-template';
import { isPlainObject } from './model/schema';
import { isPolicy } from './policy/define-policy';
import type { Policy } from './policy/policy';
import { ruleFaults } from './policy/rule-faults';

/** The policy of an organisation, for `podTemplate`. */
export interface PolicyField {
  /**
   * What the organisation asks, made by `definePolicy`: its mirrors rewrite the images, its only service account and node pool
   * and its deadline are taken where the template names none, and `build()` refuses what it refuses.
   *
   * @default what the library asks of every template
   */
  readonly policy?: Policy | undefined;
}

/**
 * Starts a pod template: an agent, hardened, and nothing else yet.
 *
 * @param name an RFC 1123 subdomain.
 * @param fields PodSpec's own fields, the plugin's settings, the Pod Security level to promise, and the policy to obey.
 * @example
 * podTemplate('payments', { podSecurity: 'baseline', idleMinutes: 5, serviceAccountName: 'builds' })
 */
export function podTemplate<const Level extends PodSecurityLevel = 'restricted'>(
  name: string,
  fields: PodTemplateFields<Level> & PolicyField = {},
): NewPodTemplateBuilder<Level> {
  // What is no mapping at all is refused by readFields.
  const { policy, ...rest } = fields ?? {};
  const obeyed = policy !== undefined && isPolicy(policy) ? policy : undefined;
  const { spec, faults } = readFields(name, policy === undefined ? fields : obeying(rest, obeyed));
  // Builders and rules do not know each other: here, and only here, the one is handed the other.
  const verdict = (template: PodTemplate): readonly Fault[] => ruleFaults(template, obeyed);
  return new PodTemplateBuilder(spec, [...faults, ...policyFaults(policy, obeyed)], verdict);
}

function policyFaults(given: unknown, policy: Policy | undefined): Fault[] {
  if (given === undefined || policy !== undefined) return [];
  return [{ path: 'policy', value: given, message: 'is no policy', remedy: 'write what definePolicy() returns' }];
}

/**
 * The fields with what a policy leaves no choice about: its mirrors, which win over the template's own for the same beginning;
 * the only service account, the only node pool, and the deadline, where the template names none.
 */
function obeying(fields: PodTemplateFields, policy: Policy | undefined): PodTemplateFields {
  if (policy === undefined) return fields;
  const { images, serviceAccounts = [], nodePools = [], deadline } = policy;
  const { serviceAccountName, serviceAccount, activeDeadlineSeconds, nodeSelector } = fields;
  const [account] = serviceAccounts;
  const [pool] = nodePools;
  return {
    ...fields,
    ...(serviceAccounts.length === 1 && serviceAccountName === undefined && serviceAccount === undefined
      ? { serviceAccountName: account }
      : {}),
    ...(nodePools.length === 1 && (nodeSelector === undefined || isPlainObject(nodeSelector))
      ? { nodeSelector: { ...pool, ...nodeSelector } }
      : {}),
    ...(deadline !== undefined && activeDeadlineSeconds === undefined ? { activeDeadlineSeconds: deadline } : {}),
    ...(images?.mirrors === undefined
      ? {}
      : { images: { ...fields.images, mirrors: { ...fields.images?.mirrors, ...images.mirrors } } }),
  };
}
