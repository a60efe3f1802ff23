import type { Container, PodSpec } from '../../model/kubernetes.generated';
import type { PodTemplate } from '../../model/pod-template';
import { evaluatePodSecurity } from './evaluate';
import type { PodSecurityVersion } from './version';

const pod = (spec: Partial<PodSpec>): PodTemplate['pod'] => ({ spec: { containers: [{ name: 'jnlp' }], ...spec } });

/** Fails every check of both levels, at every version. */
const WORST: PodTemplate['pod'] = {
  metadata: {
    annotations: {
      'container.apparmor.security.beta.kubernetes.io/jnlp': 'unconfined',
      'container.seccomp.security.alpha.kubernetes.io/jnlp': 'unconfined',
    },
  },
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

const idsOf = (
  judged: PodTemplate['pod'],
  level: 'privileged' | 'baseline' | 'restricted',
  version?: PodSecurityVersion,
): string[] => evaluatePodSecurity(judged, { level, version }).failures.map(({ id }) => id);

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

describe('evaluatePodSecurity by version', () => {
  it('takes the newest release where none is named, and for each that it does not know yet', () => {
    for (const level of ['baseline', 'restricted'] as const) {
      const newest = evaluatePodSecurity(WORST, { level });
      for (const version of ['latest', 'v1.37', 'v1.38', 'v1.99', undefined] as const)
        expect(evaluatePodSecurity(WORST, { level, version })).toEqual(newest);
    }
  });

  it('asks at baseline what the release asked', () => {
    const before34 = BASELINE.filter((id) => id !== 'hostProbesAndHostLifecycle');
    expect(idsOf(WORST, 'baseline', 'v1.0')).toEqual(before34);
    expect(idsOf(WORST, 'baseline', 'v1.33')).toEqual(before34);
    expect(idsOf(WORST, 'baseline', 'v1.34')).toEqual(BASELINE);
  });

  it.each<[PodSecurityVersion, string[]]>([
    ['v1.0', ['restrictedVolumes', 'runAsNonRoot']],
    ['v1.7', ['restrictedVolumes', 'runAsNonRoot']],
    ['v1.8', ['allowPrivilegeEscalation', 'restrictedVolumes', 'runAsNonRoot']],
    ['v1.18', ['allowPrivilegeEscalation', 'restrictedVolumes', 'runAsNonRoot']],
    ['v1.19', ['allowPrivilegeEscalation', 'restrictedVolumes', 'runAsNonRoot', 'seccompProfile_restricted']],
    ['v1.21', ['allowPrivilegeEscalation', 'restrictedVolumes', 'runAsNonRoot', 'seccompProfile_restricted']],
    ['v1.22', RESTRICTED.filter((id) => id !== 'procMount_restricted' && id !== 'runAsUser')],
    ['v1.23', RESTRICTED.filter((id) => id !== 'procMount_restricted')],
    ['v1.34', RESTRICTED.filter((id) => id !== 'procMount_restricted')],
    ['v1.35', RESTRICTED],
  ])('asks at restricted of %s what that release asked', (version, restricted) => {
    const ids = idsOf(WORST, 'restricted', version);
    expect(ids.filter((id) => RESTRICTED.includes(id))).toEqual(restricted);
    const twins: [string, string][] = [
      ['capabilities_baseline', 'capabilities_restricted'],
      ['hostPathVolumes', 'restrictedVolumes'],
      ['procMount', 'procMount_restricted'],
      ['seccompProfile_baseline', 'seccompProfile_restricted'],
    ];
    for (const [twin, id] of twins) expect(ids.includes(twin)).toBe(!ids.includes(id));
    expect(ids.slice(-restricted.length)).toEqual(restricted);
  });

  it('relaxes nothing in a user namespace before v1.35', () => {
    const relaxed = { ...WORST, spec: { ...WORST.spec, hostUsers: false } };
    for (const level of ['baseline', 'restricted'] as const) {
      expect(idsOf(relaxed, level, 'v1.34')).toEqual(idsOf(WORST, level, 'v1.34'));
      expect(idsOf(relaxed, level, 'v1.35')).not.toEqual(idsOf(WORST, level, 'v1.35'));
    }
  });

  it('exempts no Windows pods before v1.25', () => {
    const windows = { ...WORST, spec: { ...WORST.spec, os: { name: 'windows' as const } } };
    expect(idsOf(windows, 'restricted', 'v1.24')).toEqual(idsOf(WORST, 'restricted', 'v1.24'));
    expect(idsOf(windows, 'restricted', 'v1.25')).toHaveLength(idsOf(WORST, 'restricted', 'v1.25').length - 3);
    expect(idsOf(windows, 'baseline', 'v1.25')).toEqual(idsOf(WORST, 'baseline', 'v1.25'));
  });

  it('says of the annotations of seccomp what releases before v1.19 said, at both levels', () => {
    const judged = { ...pod({}), metadata: { annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'no' } } };
    for (const level of ['baseline', 'restricted'] as const) {
      expect(evaluatePodSecurity(judged, { level, version: 'v1.18' }).failures).toContainEqual({
        id: 'seccompProfile_baseline',
        reason: 'seccompProfile',
        detail: 'forbidden annotation seccomp.security.alpha.kubernetes.io/pod="no"',
      });
      expect(idsOf(judged, level, 'v1.19')).not.toContain('seccompProfile_baseline');
    }
  });

  it('allows everything at privileged, at every version', () => {
    expect(evaluatePodSecurity(WORST, { level: 'privileged', version: 'v1.0' })).toEqual({
      allowed: true,
      failures: [],
    });
  });

  it('refuses a version and a level that are none, also where nothing is asked', () => {
    const judge = (level: string, version: string) => () =>
      evaluatePodSecurity(pod({}), { level: level as 'baseline', version: version as 'latest' });
    expect(judge('privileged', 'v2.0')).toThrow(
      new RangeError('version: "v2.0" is no Pod Security version; use latest or v1.N'),
    );
    expect(judge('strict', 'latest')).toThrow(
      new RangeError('level: "strict" is no Pod Security level; use one of privileged, baseline, restricted'),
    );
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
    ['items of lists', { volumes: [null], containers: [{ name: 'jnlp', ports: [null] }] }],
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
