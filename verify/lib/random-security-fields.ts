import type { Random } from './random';

/** Makes a value of a field: unset, null, empty, allowed, forbidden, in the wrong case or unknown. */
export type MakeValue = (random: Random) => unknown;

/**
 * Texts that a JSON pod can carry and that quoting and sorting may get wrong: what Go's %q escapes, an unassigned, a
 * private and no character, half a surrogate pair, and two whose order in UTF-16 is not that in UTF-8.
 */
const HOSTILE = [
  'q"uote',
  'back\\slash',
  'a", "b',
  'new\nline',
  '\t\r\v\f\b\u0007\u0000\u001b',
  '\u007f\u0080\u00a0\u00ad',
  '\u0378\u200b\u2028\u3000\ufeff',
  '\ue000\uffff\ufffd',
  'half \ud83d',
  '\ude00 half',
  '\u{1f600}',
  '\u{f0000}\u{e0001}',
  '\uff5e',
  '\u00e9',
  'e\u0301',
  '%s %q %!d',
  '<b>&amp;',
  '$&',
  '10',
  '9',
  'constructor',
];

/** One of the texts, or now and then one that is hard to quote. */
export function text(random: Random, texts: readonly string[]): string {
  return random.percent(12) ? random.pick(HOSTILE) : random.pick(texts);
}

function oneOf(...values: readonly unknown[]): MakeValue {
  return (random) => random.pick(values);
}

/** A list, most often with items, and now and then null, empty or with null in it, which is an empty text. */
function listOf(items: readonly unknown[], most: number): MakeValue {
  return (random) => {
    const kind = random.below(20);
    if (kind < 3) return [undefined, null, []][kind];
    const list = random.picks(items, 1, most);
    return kind === 3 ? [...list, null] : list;
  };
}

/** An object of some fields; now and then null or empty. */
function objectOf(fields: { readonly [field: string]: MakeValue }): MakeValue {
  const names = Object.keys(fields);
  return (random) => {
    const kind = random.below(16);
    if (kind === 0) return undefined;
    if (kind === 1) return null;
    const object: { [field: string]: unknown } = {};
    if (kind > 2) for (const name of names) object[name] = fields[name]?.(random);
    return object;
  };
}

const flag = oneOf(true, true, true, false, null, undefined);

const profile = objectOf({
  type: (random) =>
    random.percent(10)
      ? random.pick(['', null, undefined])
      : text(random, [
          'RuntimeDefault',
          'Localhost',
          'Unconfined',
          'Unconfined',
          'Unconfined',
          'runtimeDefault',
          'runtime/default',
        ]),
  localhostProfile: oneOf(undefined, undefined, null, 'profiles/a.json'),
});

const optional =
  (...values: readonly string[]): MakeValue =>
  (random) =>
    random.percent(80) ? random.pick([undefined, null, '']) : text(random, values);

const seLinuxOptions = objectOf({
  type: (random) =>
    random.percent(15)
      ? random.pick([undefined, null, ''])
      : text(random, [
          'container_t',
          'container_init_t',
          'container_kvm_t',
          // Allowed from v1.31 on.
          ...['container_engine_t', 'container_engine_t', 'container_engine_t', 'container_engine_t'],
          'Container_t',
          'spc_t',
        ]),
  user: optional('system_u', 'unconfined_u'),
  role: optional('system_r', 'object_r'),
  level: oneOf(undefined, null, 's0:c1,c2'),
});

const windowsOptions = objectOf({ hostProcess: flag, runAsUserName: oneOf(undefined, null, 'ContainerUser') });

const capabilities = objectOf({
  drop: (random) =>
    random.percent(60) ? ['ALL'] : listOf(['ALL', 'all', 'All', 'KILL', 'NET_RAW', 'CAP_ALL', ' ALL'], 3)(random),
  add: (random) =>
    random.percent(50)
      ? random.pick([undefined, ['NET_BIND_SERVICE'], ['NET_BIND_SERVICE', 'NET_BIND_SERVICE'], []])
      : listOf(ADDED, 4)(random),
});

const ADDED = [
  ...['NET_BIND_SERVICE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'SETFCAP', 'SETGID'],
  ...['SETPCAP', 'SETUID', 'SYS_CHROOT', 'AUDIT_WRITE', 'NET_RAW', 'SYS_ADMIN', 'SYS_PTRACE', 'NET_ADMIN', 'ALL'],
  ...['chown', 'net_bind_service', 'CAP_CHOWN', 'CAP_NET_BIND_SERVICE', '', 'z"é'],
];

/** Kernel parameters by the version that allows them; the last are never allowed. */
const SYSCTLS: readonly (readonly string[])[] = [
  [
    ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies'],
    ...['net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start'],
  ],
  ['net.ipv4.ip_local_reserved_ports'],
  [
    ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout'],
    ...['net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'],
  ],
  ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'],
  ['net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'],
  ['kernel.msgmax', 'net.core.somaxconn', 'kernel/shm_rmid_forced', 'KERNEL.shm_rmid_forced'],
];

const sysctls: MakeValue = (random) => {
  if (random.percent(5)) return random.pick([undefined, null, []]);
  // Most often of one version, so that versions differ in the answer; sometimes mixed.
  const names = random.percent(85) ? random.pick(SYSCTLS) : SYSCTLS.flat();
  return Array.from({ length: 1 + random.below(2) }, () => ({
    name: random.percent(2) ? random.pick([undefined, null, '']) : text(random, names),
    value: '1',
  }));
};

const runAsUser = oneOf(0, 0, 0, 0, 0, 0, 1000, 4294967296, -1, null, undefined);
const runAsNonRoot = oneOf(true, false, false, false, null, undefined);

/** Fields of a container's security context. */
export const CONTAINER_CONTEXT: { readonly [field: string]: MakeValue } = {
  allowPrivilegeEscalation: oneOf(true, false, null, undefined),
  appArmorProfile: profile,
  capabilities,
  privileged: flag,
  procMount: (random) =>
    random.percent(15)
      ? random.pick([undefined, null, ''])
      : text(random, ['Default', 'Unmasked', 'Unmasked', 'Unmasked', 'default', 'unmasked', 'Masked']),
  runAsNonRoot,
  runAsUser,
  seccompProfile: profile,
  seLinuxOptions,
  windowsOptions,
};

/** Fields of a pod's security context. */
export const POD_CONTEXT: { readonly [field: string]: MakeValue } = {
  appArmorProfile: profile,
  runAsNonRoot,
  runAsUser,
  seccompProfile: profile,
  seLinuxOptions,
  sysctls,
  windowsOptions,
};

/** Fields of a pod's spec that are true, false or not there. */
export const SPEC_FLAG: MakeValue = flag;

const HOSTS = ['127.0.0.1', 'localhost', 'Z', 'a', '10.0.0.10', '10.0.0.9'];

const host: MakeValue = (random) => (random.percent(40) ? random.pick([undefined, null, '']) : text(random, HOSTS));

/** What a probe or a lifecycle hook does: one of the actions, or more than one, or none. */
export function handler(random: Random): unknown {
  if (random.percent(5)) return random.pick([undefined, null, {}]);
  const made: { [action: string]: unknown } = {};
  for (const action of random.picks(['httpGet', 'tcpSocket', 'httpGet', 'tcpSocket', 'exec'], 1, 2)) {
    made[action] = random.percent(12)
      ? null
      : action === 'exec'
        ? { command: ['true'] }
        : { port: random.pick([80, 'http']), host: host(random) };
  }
  return made;
}

/** Ports of a container; few numbers, so that containers share them. */
export function ports(random: Random): unknown {
  if (random.percent(5)) return random.pick([undefined, null, []]);
  return Array.from({ length: 1 + random.below(3) }, () => ({
    containerPort: random.pick([80, 8080, 443, 9, 10, 100, 65535, null, undefined]),
    hostPort: random.percent(40) ? random.pick([undefined, null, 0]) : random.pick([80, 8080, 443, 9, 10, 100]),
    protocol: random.pick(['TCP', 'UDP', undefined]),
  }));
}
