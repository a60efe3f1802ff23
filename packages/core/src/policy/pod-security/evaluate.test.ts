import type { Container, PodSpec } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { checksOf, POD_SECURITY_CHECKS } from './checks';
import { evaluatePodSecurity } from './evaluate';

const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [{ name: 'jnlp' }], ...spec } });

/** Fails every check of both levels. */
const WORST: PodTemplate['pod'] = {
  metadata: { annotations: { 'container.apparmor.security.beta.kubernetes.io/jnlp': 'unconfined' } },
  spec: {
    hostNetwork: true,
    securityContext: {
      sysctls: [{ name: 'vm.swappiness', value: '0' }],
      windowsOptions: { hostProcess: true },
      runAsUser: 0,
      runAsNonRoot: false,
    },
    volumes: [{ name: 'node', hostPath: { path: '/' } }],
    containers: [
      {
        name: 'jnlp',
        ports: [{ containerPort: 80 }],
        livenessProbe: { tcpSocket: { port: 80, host: 'metadata' } },
        securityContext: {
          privileged: true,
          procMount: 'Unmasked',
          capabilities: { add: ['SYS_ADMIN'] },
          seLinuxOptions: { type: 'spc_t' },
          seccompProfile: { type: 'Unconfined' },
        },
      },
    ],
  },
};

const BASELINE = [
  'appArmorProfile',
  'capabilities_baseline',
  'hostNamespaces',
  'hostPathVolumes',
  'hostPorts',
  'hostProbesAndHostLifecycle',
  'privileged',
  'procMount',
  'seLinuxOptions',
  'seccompProfile_baseline',
  'sysctls',
  'windowsHostProcess',
];
const RESTRICTED = [
  'allowPrivilegeEscalation',
  'capabilities_restricted',
  'procMount_restricted',
  'restrictedVolumes',
  'runAsNonRoot',
  'runAsUser',
  'seccompProfile_restricted',
];
const OVERRIDDEN = ['capabilities_baseline', 'hostPathVolumes', 'procMount', 'seccompProfile_baseline'];

const idsOf = (judged: PodTemplate['pod'], level: 'privileged' | 'baseline' | 'restricted'): string[] =>
  evaluatePodSecurity(judged, { level }).failures.map(({ id }) => id);

describe('evaluatePodSecurity', () => {
  it('says of a bare pod what the API server says', () => {
    const { allowed, failures } = evaluatePodSecurity(pod({}), { level: 'restricted' });
    expect(allowed).toBe(false);
    expect(failures.map(({ reason, detail }) => `${reason} (${detail})`).join(', ')).toBe(
      'allowPrivilegeEscalation != false (container "jnlp" must set securityContext.allowPrivilegeEscalation=false), ' +
        'unrestricted capabilities (container "jnlp" must set securityContext.capabilities.drop=["ALL"]), ' +
        'runAsNonRoot != true (pod or container "jnlp" must set securityContext.runAsNonRoot=true), ' +
        'seccompProfile (pod or container "jnlp" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    );
    expect(evaluatePodSecurity(pod({}), { level: 'baseline' })).toEqual({ allowed: true, failures: [] });
  });

  it('allows a hardened pod at every level', () => {
    const hardened: Container = {
      name: 'jnlp',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    };
    const judged = pod({
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [hardened],
    });
    for (const level of ['privileged', 'baseline', 'restricted'] as const) {
      expect(evaluatePodSecurity(judged, { level })).toEqual({ allowed: true, failures: [] });
    }
  });

  it('allows everything at privileged', () => {
    expect(evaluatePodSecurity(WORST, { level: 'privileged' })).toEqual({ allowed: true, failures: [] });
  });

  it('goes through all checks, baseline first, each level in the order of bytes', () => {
    expect(idsOf(WORST, 'baseline')).toEqual(BASELINE);
    expect(idsOf(WORST, 'restricted')).toEqual([...BASELINE.filter((id) => !OVERRIDDEN.includes(id)), ...RESTRICTED]);
    expect(POD_SECURITY_CHECKS.map(({ id }) => id)).toEqual([...[...BASELINE].sort(), ...[...RESTRICTED].sort()]);
  });

  it('puts checks of restricted in the place of their twins of baseline', () => {
    const twins = POD_SECURITY_CHECKS.flatMap(({ id, overrides }) =>
      overrides === undefined ? [] : [[overrides, id]],
    );
    expect(twins).toEqual([
      ['capabilities_baseline', 'capabilities_restricted'],
      ['procMount', 'procMount_restricted'],
      ['hostPathVolumes', 'restrictedVolumes'],
      ['seccompProfile_baseline', 'seccompProfile_restricted'],
    ]);
    for (const [overridden, id] of twins) {
      const ids = checksOf('restricted').map((check) => check.id as string);
      expect(ids).toContain(id);
      expect(ids).not.toContain(overridden);
    }
  });

  it('gives id, reason and detail of a failure, and nothing else', () => {
    const judged = pod({ hostPID: true });
    expect(evaluatePodSecurity(judged, { level: 'baseline' })).toEqual({
      allowed: false,
      failures: [{ id: 'hostNamespaces', reason: 'host namespaces', detail: 'hostPID=true' }],
    });
  });

  it('relaxes in a user namespace what the newest release relaxes', () => {
    const { spec } = WORST;
    const relaxed = { ...WORST, spec: { ...spec, hostUsers: false } };
    expect(idsOf(relaxed, 'baseline')).toEqual(BASELINE.filter((id) => id !== 'procMount'));
    expect(idsOf(relaxed, 'restricted')).toEqual(
      idsOf(WORST, 'restricted').filter((id) => id !== 'runAsNonRoot' && id !== 'runAsUser'),
    );
  });

  it('exempts Windows pods from three checks of restricted, whose twins stay replaced', () => {
    const windows = { ...WORST, spec: { ...WORST.spec, os: { name: 'windows' as const } } };
    const exempted = ['allowPrivilegeEscalation', 'capabilities_restricted', 'seccompProfile_restricted'];
    expect(idsOf(windows, 'restricted')).toEqual(idsOf(WORST, 'restricted').filter((id) => !exempted.includes(id)));
    expect(idsOf(windows, 'baseline')).toEqual(BASELINE);
  });

  it('judges the pod that the API server makes of it: ports under hostNetwork, volumes without a source', () => {
    const judged = pod({
      hostNetwork: true,
      containers: [{ name: 'jnlp', ports: [{ containerPort: 50000 }] }],
      volumes: [{ name: 'a' }],
    });
    expect(evaluatePodSecurity(judged, { level: 'baseline' }).failures).toEqual([
      { id: 'hostNamespaces', reason: 'host namespaces', detail: 'hostNetwork=true' },
      { id: 'hostPorts', reason: 'hostPort', detail: 'container "jnlp" uses hostPort 50000' },
    ]);
    expect(idsOf(judged, 'restricted')).not.toContain('restrictedVolumes');
  });

  it('does not judge what is no part of the standard', () => {
    const judged = pod({
      automountServiceAccountToken: true,
      containers: [
        { name: 'jnlp', image: 'latest', securityContext: { readOnlyRootFilesystem: false, runAsGroup: 0 } },
      ],
    });
    expect(idsOf(judged, 'baseline')).toEqual([]);
    expect(idsOf(judged, 'restricted')).toEqual(idsOf(pod({}), 'restricted'));
  });

  it('does not change the pod', () => {
    const before = JSON.stringify(WORST);
    evaluatePodSecurity(WORST, { level: 'restricted' });
    expect(JSON.stringify(WORST)).toBe(before);
  });
});

describe('null, as YAML has it for an empty field', () => {
  const context = {
    runAsNonRoot: null,
    runAsUser: null,
    seccompProfile: null,
    seLinuxOptions: null,
    appArmorProfile: null,
    windowsOptions: null,
  };
  it.each<[string, object]>([
    ['lists of the pod', { initContainers: null, ephemeralContainers: null, volumes: null }],
    ['the security context of the pod', { securityContext: null }],
    ['fields of the security context of the pod', { securityContext: { ...context, sysctls: null } }],
    ['fields of the pod', { hostNetwork: null, hostPID: null, hostUsers: null, os: null }],
    ['the security context of a container', { containers: [{ name: 'jnlp', securityContext: null }] }],
    [
      'fields of the security context of a container',
      {
        containers: [
          {
            name: 'jnlp',
            securityContext: {
              ...context,
              privileged: null,
              procMount: null,
              allowPrivilegeEscalation: null,
              capabilities: null,
            },
          },
        ],
      },
    ],
    [
      'lists of capabilities',
      {
        containers: [
          {
            name: 'jnlp',
            securityContext: {
              capabilities: { add: null, drop: null },
              seLinuxOptions: { type: null, user: null, role: null },
            },
          },
        ],
      },
    ],
    [
      'ports and probes',
      {
        containers: [
          {
            name: 'jnlp',
            ports: null,
            livenessProbe: null,
            readinessProbe: { httpGet: null },
            lifecycle: { preStop: null },
          },
        ],
      },
    ],
    [
      'hosts',
      {
        containers: [
          {
            name: 'jnlp',
            ports: [{ containerPort: 1, hostPort: null }],
            livenessProbe: { httpGet: { port: 1, host: null } },
          },
        ],
      },
    ],
    ['the source of a volume', { volumes: [{ name: 'a', hostPath: null }] }],
  ])('means not set: %s', (_, spec) => {
    const judged = pod(spec);
    for (const level of ['baseline', 'restricted'] as const) {
      expect(evaluatePodSecurity(judged, { level })).toEqual(evaluatePodSecurity(pod({}), { level }));
    }
  });

  it('means not set in the metadata too', () => {
    for (const metadata of [
      null,
      { annotations: null },
      { annotations: { 'container.apparmor.security.beta.kubernetes.io/a': null } },
    ]) {
      expect(idsOf({ ...pod({}), metadata } as unknown as PodTemplate['pod'], 'baseline')).toEqual([]);
    }
  });
});
