import { itemPath } from '../../model/path';
import type { FailedField, JudgedPod, PodSecurityCheck } from './check';
import { NONE } from './fields';
import { wellFormed } from './wording';

/** Parameters that do not reach beyond the pod, with the minor release that began to allow them. */
const SAFE: { readonly [name: string]: number } = {
  'kernel.shm_rmid_forced': 0,
  'net.ipv4.ip_local_port_range': 0,
  'net.ipv4.tcp_syncookies': 0,
  'net.ipv4.ping_group_range': 0,
  'net.ipv4.ip_unprivileged_port_start': 0,
  'net.ipv4.ip_local_reserved_ports': 27,
  'net.ipv4.tcp_keepalive_time': 29,
  'net.ipv4.tcp_fin_timeout': 29,
  'net.ipv4.tcp_keepalive_intvl': 29,
  'net.ipv4.tcp_keepalive_probes': 29,
  'net.ipv4.tcp_rmem': 32,
  'net.ipv4.tcp_wmem': 32,
  'net.ipv4.tcp_slow_start_after_idle': 37,
  'net.ipv4.tcp_notsent_lowat': 37,
};

/** No kernel parameter that reaches beyond the pod. */
export const sysctls: PodSecurityCheck = {
  id: 'sysctls',
  level: 'baseline',
  revisions: [0, 27, 29, 32, 37],
  summary: 'Reports a kernel parameter that is not among those known to be safe in a pod',
  why: "Many parameters belong to the node's kernel, and changing one changes it for every pod there. Those that are allowed are the pod's own and touch no other.",
  help: 'remove the sysctl',
  check: (pod, minor) => {
    const fields = forbiddenSysctls(pod, minor);
    return fields.length === 0
      ? undefined
      : {
          reason: 'forbidden sysctls',
          detail: fields.map(({ value }) => wellFormed(String(value))).join(', '),
          fields,
        };
  },
};

function forbiddenSysctls(pod: JudgedPod, minor: number): readonly FailedField[] {
  const set = pod.spec.securityContext?.sysctls;
  if (!set) return NONE;
  return set.flatMap((sysctl, i) => {
    const name = sysctl?.name ?? '';
    return Object.hasOwn(SAFE, name) && (SAFE[name] ?? 0) <= minor
      ? []
      : [{ path: itemPath('spec.securityContext.sysctls', i), value: name }];
  });
}
