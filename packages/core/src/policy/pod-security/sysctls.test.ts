import type { PodTemplate } from '../../model/pod-template';
import { failureOf } from './failure-of';
import { sysctls } from './sysctls';

const pod = (...names: string[]): PodTemplate['pod'] => ({
  spec: { containers: [{ name: 'a' }], securityContext: { sysctls: names.map((name) => ({ name, value: '1' })) } },
});

describe('sysctls', () => {
  it.each([
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
  ])('allows %s', (name) => {
    expect(failureOf(sysctls, pod(name))).toBeUndefined();
  });

  it.each(['kernel.msgmax', 'net.core.somaxconn', 'vm.max_map_count', 'NET.IPV4.TCP_RMEM', 'net/ipv4/tcp_rmem', ''])(
    'forbids %j',
    (name) => {
      expect(failureOf(sysctls, pod('net.ipv4.tcp_rmem', name))).toEqual({
        reason: 'forbidden sysctls',
        detail: name,
        fields: [{ path: 'spec.securityContext.sysctls[1]', value: name }],
      });
    },
  );

  it('names all of them in the pod’s order, as often as they stand there', () => {
    expect(failureOf(sysctls, pod('vm.b', 'net.ipv4.tcp_wmem', 'kernel.a', 'vm.b'))?.detail).toBe(
      'vm.b, kernel.a, vm.b',
    );
  });

  it('allows a pod without any', () => {
    expect(failureOf(sysctls, pod())).toBeUndefined();
    expect(failureOf(sysctls, { spec: { containers: [], securityContext: {} } })).toBeUndefined();
    expect(failureOf(sysctls, { spec: { containers: [] } })).toBeUndefined();
  });

  it('is not relaxed by a user namespace', () => {
    const { spec } = pod('vm.max_map_count');
    expect(failureOf(sysctls, { spec: { ...spec, hostUsers: false } })?.detail).toBe('vm.max_map_count');
  });

  it('does not exempt Windows pods', () => {
    const { spec } = pod('vm.max_map_count');
    expect(failureOf(sysctls, { spec: { ...spec, os: { name: 'windows' } } })?.detail).toBe('vm.max_map_count');
  });

  it('asks for the name, and not for the value', () => {
    const judged = { spec: { containers: [], securityContext: { sysctls: [{ name: 'kernel.a', value: '' }] } } };
    expect(failureOf(sysctls, judged)?.detail).toBe('kernel.a');
  });

  it('does not take a property that every object has for a name that it knows', () => {
    expect(failureOf(sysctls, pod('constructor', '__proto__'))?.detail).toBe('constructor, __proto__');
  });
});

describe('sysctls by version', () => {
  it('has a revision for each release that allowed more', () => {
    expect(sysctls.revisions).toEqual([0, 27, 29, 32, 37]);
  });

  it.each<[number, string[]]>([
    [
      0,
      [
        'kernel.shm_rmid_forced',
        'net.ipv4.ip_local_port_range',
        'net.ipv4.tcp_syncookies',
        'net.ipv4.ping_group_range',
        'net.ipv4.ip_unprivileged_port_start',
      ],
    ],
    [27, ['net.ipv4.ip_local_reserved_ports']],
    [
      29,
      [
        'net.ipv4.tcp_keepalive_time',
        'net.ipv4.tcp_fin_timeout',
        'net.ipv4.tcp_keepalive_intvl',
        'net.ipv4.tcp_keepalive_probes',
      ],
    ],
    [32, ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']],
    [37, ['net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat']],
  ])('allows from v1.%d on what it brought, and forbids it in the release before', (minor, names) => {
    expect(failureOf(sysctls, pod(...names), minor)).toBeUndefined();
    expect(failureOf(sysctls, pod(...names), 37)).toBeUndefined();
    if (minor > 0) expect(failureOf(sysctls, pod(...names), minor - 1)?.detail).toBe(names.join(', '));
  });
});
