import type { FailedField, PodSecurityCheck } from './check';
import { failedSettings } from './fields';
import { quoted, setters, sortedSet } from './wording';

const TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

/** No SELinux type, user or role of one's own choice. */
export const seLinuxOptions: PodSecurityCheck = {
  id: 'seLinuxOptions',
  level: 'baseline',
  help: 'leave seLinuxOptions out',
  check: (pod) => {
    const types = failedSettings(
      pod,
      'seLinuxOptions.type',
      (context) => context?.seLinuxOptions?.type,
      (type) => !TYPES.includes(String(type)),
    );
    const users = failedSettings(
      pod,
      'seLinuxOptions.user',
      (context) => context?.seLinuxOptions?.user,
      (user) => user !== '',
    );
    const roles = failedSettings(
      pod,
      'seLinuxOptions.role',
      (context) => context?.seLinuxOptions?.role,
      (role) => role !== '',
    );
    const fields: FailedField[] = [...types, ...users, ...roles];
    if (fields.length === 0) return undefined;
    const values = sortedSet(types.map(({ value }) => String(value)));
    const parts = [
      ...(values.length > 0 ? [`type${values.length === 1 ? '' : 's'} ${quoted(values)}`] : []),
      ...(users.length > 0 ? ['user may not be set'] : []),
      ...(roles.length > 0 ? ['role may not be set'] : []),
    ];
    return {
      reason: 'seLinuxOptions',
      detail: `${setters(inPodOrder(fields))} set forbidden securityContext.seLinuxOptions: ${parts.join('; ')}`,
      fields,
    };
  },
};

/** The evaluator names containers in the pod's order, whichever option each of them set. */
function inPodOrder(fields: readonly FailedField[]): FailedField[] {
  const rank = ({ path }: FailedField): string =>
    path
      .replace(/^spec\.initContainers/, 'spec.1')
      .replace(/^spec\.containers/, 'spec.2')
      .replace(/^spec\.ephemeralContainers/, 'spec.3')
      .replace(/\[(\d+)\]/g, (_, n: string) => n.padStart(6, '0'));
  return [...fields].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
