import type { Fault } from './model/fault';
import { PodTemplateBuilder, type NewPodTemplateBuilder } from './builders/pod-template';
import { readFields } from './builders/pod-template-fields';
import type { PodTemplateFields } from './builders/pod-template-spec';
import type { PodSecurityLevel } from './model/pod-security-level';
import type { PodTemplate } from './model/pod-template';
import { isPolicy } from './policy/define-policy';
import type { Policy } from './policy/policy';
import { ruleFaults } from './policy/rule-faults';

/** The policy of an organisation, for `podTemplate`. */
export interface PolicyField {
  /**
   * What the organisation asks, made by `definePolicy`: its mirrors rewrite the images, and `build()` refuses what it refuses.
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
  const { spec, faults } = readFields(name, policy === undefined ? fields : mirrored(rest, obeyed));
  // Builders and rules do not know each other: here, and only here, the one is handed the other.
  const verdict = (template: PodTemplate): readonly Fault[] => ruleFaults(template, obeyed);
  return new PodTemplateBuilder(spec, [...faults, ...policyFaults(policy, obeyed)], verdict);
}

function policyFaults(given: unknown, policy: Policy | undefined): Fault[] {
  if (given === undefined || policy !== undefined) return [];
  return [{ path: 'policy', value: given, message: 'is no policy', remedy: 'write what definePolicy() returns' }];
}

/** The fields with the mirrors of a policy; they win over the template's own for the same beginning. */
function mirrored(fields: PodTemplateFields, policy: Policy | undefined): PodTemplateFields {
  const mirrors = policy?.images?.mirrors;
  return mirrors === undefined
    ? fields
    : { ...fields, images: { ...fields.images, mirrors: { ...fields.images?.mirrors, ...mirrors } } };
}
