import type { Fault } from './model/fault';
import { PodTemplateBuilder, type NewPodTemplateBuilder } from './builders/pod-template';
import { readFields } from './builders/pod-template-fields';
import type { PodTemplateFields } from './builders/pod-template-spec';
import type { PodSecurityLevel } from './model/pod-security-level';
import type { PodTemplate } from './model/pod-template';
import { ruleFaults } from './policy/rule-faults';

// Builders and rules do not know each other: here, and only here, the one is handed the other.
const verdict = (template: PodTemplate): readonly Fault[] => ruleFaults(template);

/**
 * Starts a pod template: an agent, hardened, and nothing else yet.
 *
 * @param name an RFC 1123 subdomain.
 * @param fields PodSpec's own fields, the plugin's settings, and the Pod Security level to promise.
 * @example
 * podTemplate('payments', { podSecurity: 'baseline', idleMinutes: 5, serviceAccountName: 'builds' })
 */
export function podTemplate<const Level extends PodSecurityLevel = 'restricted'>(
  name: string,
  fields: PodTemplateFields<Level> = {},
): NewPodTemplateBuilder<Level> {
  const { spec, faults } = readFields(name, fields);
  return new PodTemplateBuilder(spec, faults, verdict);
}
