import type { PodSpec } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { failureOf } from './failure-of';
import { hostNamespaces } from './host-namespaces';

const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [{ name: 'a' }], ...spec } });
const ALL = { hostIPC: true, hostPID: true, hostNetwork: true };

describe('hostNamespaces', () => {
  it.each<Partial<PodSpec>>([
    {},
    { hostNetwork: false, hostPID: false, hostIPC: false },
    { hostUsers: true },
    { shareProcessNamespace: true },
  ])('allows %j', (spec) => {
    expect(failureOf(hostNamespaces, pod(spec))).toBeUndefined();
  });

  it.each<[Partial<PodSpec>, string]>([
    [{ hostNetwork: true }, 'hostNetwork=true'],
    [{ hostPID: true, hostIPC: false }, 'hostPID=true'],
    [{ hostIPC: true }, 'hostIPC=true'],
    [{ hostIPC: true, hostNetwork: true }, 'hostNetwork=true, hostIPC=true'],
    [ALL, 'hostNetwork=true, hostPID=true, hostIPC=true'],
  ])('forbids %j', (spec, detail) => {
    expect(failureOf(hostNamespaces, pod(spec))).toMatchObject({ reason: 'host namespaces', detail });
  });

  it('points at every field, and is not relaxed by a user namespace', () => {
    expect(failureOf(hostNamespaces, pod({ hostPID: true, hostIPC: true, hostUsers: false }))?.fields).toEqual([
      { path: 'spec.hostPID', value: true },
      { path: 'spec.hostIPC', value: true },
    ]);
  });

  it('does not exempt Windows pods', () => {
    expect(failureOf(hostNamespaces, pod({ hostNetwork: true, os: { name: 'windows' } }))?.detail).toBe(
      'hostNetwork=true',
    );
  });

  it('says the same from v1.0 on', () => {
    expect(hostNamespaces.revisions).toEqual([0]);
    expect(failureOf(hostNamespaces, pod(ALL), 0)).toEqual(failureOf(hostNamespaces, pod(ALL)));
    expect(failureOf(hostNamespaces, pod({}), 0)).toBeUndefined();
  });
});
