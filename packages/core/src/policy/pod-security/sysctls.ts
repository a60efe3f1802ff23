import { itemPath } from '../../model/path';
import type { PodSecurityCheck } from './check';

const SAFE = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
  'net.ipv4.tcp_slow_start_after_idle',
  'net.ipv4.tcp_notsent_lowat',
]);

/** No kernel parameter that reaches beyond the pod. */
export const sysctls: PodSecurityCheck = {
  id: 'sysctls',
  level: 'baseline',
  help: 'remove the sysctl',
  check: (pod) => {
    const fields = (pod.spec.securityContext?.sysctls ?? []).flatMap(({ name }, i) =>
      SAFE.has(name) ? [] : [{ path: `${itemPath('spec.securityContext.sysctls', i)}.name`, value: name }],
    );
    return fields.length === 0
      ? undefined
      : { reason: 'forbidden sysctls', detail: fields.map(({ value }) => value).join(', '), fields };
  },
};
