import type { SELinuxOptions } from '../../model/kubernetes.generated';
import type { FailedField, JudgedPod, PodSecurityCheck } from './check';
import { failedField, NONE } from './fields';
import { plural, quoted, setters, valuesOf } from './wording';

const TYPES = ['container_t', 'container_init_t', 'container_kvm_t'];
const TYPES_31 = [...TYPES, 'container_engine_t'];

/** No SELinux type, user or role of one's own choice. */
export const seLinuxOptions: PodSecurityCheck = {
  id: 'seLinuxOptions',
  level: 'baseline',
  revisions: [0, 31],
  summary: 'Reports a pod or container that chooses its SELinux user or role, or a type that is not one of containers',
  why: "On nodes with SELinux the type container_t keeps a process that has left its container away from the node's files, which carry other labels. The type spc_t stands for a container that is not confined at all: with it a bug in the runtime is enough for the node.",
  help: 'leave seLinuxOptions out',
  check: (pod, minor) => {
    const fields = forbiddenOptions(pod, minor >= 31 ? TYPES_31 : TYPES);
    if (fields.length === 0) return undefined;
    const ofOption = (option: string): FailedField[] => fields.filter(({ path }) => path.endsWith(`.${option}`));
    const types = valuesOf(ofOption('type'));
    const parts = [
      ...(types.length > 0 ? [`${plural('type', types)} ${quoted(types)}`] : []),
      ...(ofOption('user').length > 0 ? ['user may not be set'] : []),
      ...(ofOption('role').length > 0 ? ['role may not be set'] : []),
    ];
    return {
      reason: 'seLinuxOptions',
      detail: `${setters(fields)} set forbidden securityContext.seLinuxOptions: ${parts.join('; ')}`,
      fields,
    };
  },
};

function forbiddenOptions(pod: JudgedPod, types: readonly string[]): readonly FailedField[] {
  let fields: FailedField[] | undefined;
  const own = pod.spec.securityContext?.seLinuxOptions;
  if (own)
    fields = badOptions(own, types).map(([option, value]) => ({
      path: `spec.securityContext.seLinuxOptions.${option}`,
      value,
    }));
  for (const placed of pod.containers) {
    const options = placed.container.securityContext?.seLinuxOptions;
    if (!options) continue;
    for (const [option, value] of badOptions(options, types))
      (fields ??= []).push(failedField(placed, `seLinuxOptions.${option}`, value));
  }
  return fields ?? NONE;
}

function badOptions({ type, user, role }: SELinuxOptions, types: readonly string[]): [option: string, value: string][] {
  const bad: [string, string][] = [];
  if (type && !types.includes(type)) bad.push(['type', type]);
  if (user) bad.push(['user', user]);
  if (role) bad.push(['role', role]);
  return bad;
}
