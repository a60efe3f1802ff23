import type { PodSpec } from '../../model/kubernetes.generated';
import type { PodSecurityLevel } from '../../model/pod-security-level';
import type { PodTemplate } from '../../model/pod-template';
import { evaluatePodSecurity } from './evaluate';
import { explainPodSecurity } from './explain';

const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [{ name: 'jnlp' }], ...spec } });
const LEVELS: readonly PodSecurityLevel[] = ['privileged', 'baseline', 'restricted'];

describe('explainPodSecurity', () => {
  it('has nothing to say of a pod that passes', () => {
    expect(explainPodSecurity(pod({}), { level: 'baseline' })).toEqual([]);
    expect(explainPodSecurity(pod({ hostPID: true }), { level: 'privileged' })).toEqual([]);
  });

  it('tells id, reason, detail, help, and every field with its fix', () => {
    const judged = pod({ hostPID: true, securityContext: { seccompProfile: { type: 'Unconfined' } } });
    expect(explainPodSecurity(judged, { level: 'baseline' })).toEqual([
      {
        id: 'hostNamespaces',
        reason: 'host namespaces',
        detail: 'hostPID=true',
        help: 'remove hostNetwork, hostPID and hostIPC',
        fields: [{ path: 'spec.hostPID', value: true }],
      },
      {
        id: 'seccompProfile_baseline',
        reason: 'seccompProfile',
        detail: 'pod must not set securityContext.seccompProfile.type to "Unconfined"',
        help: 'use RuntimeDefault or Localhost, or leave the profile out',
        fields: [{ path: 'spec.securityContext.seccompProfile.type', value: 'Unconfined', to: 'RuntimeDefault' }],
      },
    ]);
  });

  it('tells of a bare pod what to write at restricted', () => {
    const context = 'spec.containers[0].securityContext';
    const fields = explainPodSecurity(pod({}), { level: 'restricted' }).flatMap((failure) => failure.fields);
    expect(fields).toEqual([
      { path: `${context}.allowPrivilegeEscalation`, container: 'jnlp', to: false },
      { path: `${context}.capabilities.drop`, container: 'jnlp', to: ['ALL'] },
      { path: `${context}.runAsNonRoot`, container: 'jnlp', to: true },
      { path: `${context}.seccompProfile.type`, container: 'jnlp', to: 'RuntimeDefault' },
    ]);
  });

  it('says the same as evaluatePodSecurity, at every level and version', () => {
    const annotations = { 'seccomp.security.alpha.kubernetes.io/pod': 'no' };
    const judged = {
      ...pod({ hostNetwork: true, hostUsers: false, os: { name: 'windows' } }),
      metadata: { annotations },
    };
    for (const level of LEVELS)
      for (let minor = 0; minor < 40; minor++) {
        const policy = { level, version: `v1.${minor}` as const };
        expect(explainPodSecurity(judged, policy).map(({ id, reason, detail }) => ({ id, reason, detail }))).toEqual(
          evaluatePodSecurity(judged, policy).failures,
        );
      }
  });

  it('takes the newest release where none is named', () => {
    const judged = pod({ hostUsers: false });
    expect(explainPodSecurity(judged, { level: 'restricted' })).toEqual(
      explainPodSecurity(judged, { level: 'restricted', version: 'v1.37' }),
    );
    expect(explainPodSecurity(judged, { level: 'restricted' })).not.toEqual(
      explainPodSecurity(judged, { level: 'restricted', version: 'v1.34' }),
    );
  });

  it('refuses a version and a level that are none', () => {
    expect(() => explainPodSecurity(pod({}), { level: 'baseline', version: 'v2.0' as 'latest' })).toThrow(RangeError);
    expect(() => explainPodSecurity(pod({}), { level: 'strict' as 'baseline' })).toThrow(RangeError);
  });

  it('changes neither pod nor later answers when its answer is changed', () => {
    const judged = pod({});
    const before = JSON.stringify(judged);
    const first = explainPodSecurity(judged, { level: 'restricted' });
    for (const { fields } of first) for (const { to } of fields) if (Array.isArray(to)) to.push('KILL');
    expect(JSON.stringify(explainPodSecurity(judged, { level: 'restricted' }))).not.toContain('KILL');
    expect(JSON.stringify(judged)).toBe(before);
  });
});
