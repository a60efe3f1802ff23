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
});
