import fc from 'fast-check';
import { container, podTemplate } from '../index';
import { checkPod, checkPodTemplate, levelOf, type CheckOptions } from './check-pod';
import { definePolicy } from './define-policy';
import type { Finding } from './finding';
import { PRESETS } from './presets';

const POLICY = definePolicy({
  name: 'example-corp',
  extends: 'restricted',
  podSecurity: { namespaces: { images: 'baseline' } },
  images: {
    allow: ['registry.example.com'],
    deny: ['registry.example.com/old'],
    requireDigest: true,
    forbiddenTags: ['edge'],
  },
  resources: {
    requireRequests: ['cpu'],
    requests: { cpu: { min: '10m', max: '4' } },
    limits: { memory: { max: '8Gi' } },
  },
  serviceAccounts: ['builds'],
  nodePools: [{ pool: 'builds' }],
  capabilities: ['CHOWN'],
  volumes: ['emptyDir', 'configMap'],
  secretsInEnvironment: false,
  deadline: 3600,
  exemptions: [{ rule: 'root-user', image: 'registry.example.com/kaniko', reason: 'unpacks layers as root' }],
});

const IMAGE = `registry.example.com/tools/lint:1@sha256:${'a'.repeat(64)}`;
const SECURE = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  runAsUser: 1000,
  seccompProfile: { type: 'RuntimeDefault' },
};
const AMOUNTS = { cpu: '1', memory: '1Gi', 'ephemeral-storage': '1Gi' };
const BUILD = {
  name: 'build',
  image: IMAGE,
  command: ['sleep', 'infinity'],
  securityContext: SECURE,
  resources: { requests: AMOUNTS, limits: AMOUNTS },
};
const AGENT = { ...BUILD, name: 'jnlp', command: undefined };
const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'build', namespace: 'ci' },
  spec: {
    automountServiceAccountToken: false,
    serviceAccountName: 'builds',
    nodeSelector: { pool: 'builds' },
    activeDeadlineSeconds: 3600,
    containers: [AGENT, BUILD],
  },
};

type Data = { readonly [key: string]: unknown };
const withSpec = (fields: Data): Data => ({ ...POD, spec: { ...POD.spec, ...fields } });
const withBuild = (fields: Data): Data => withSpec({ containers: [AGENT, { ...BUILD, ...fields }] });
const found = (pod: unknown, options: CheckOptions = {}): string[] =>
  checkPod(pod, { policy: POLICY, ...options }).map(({ ruleId, path }) => `${ruleId} ${path}`);
const line = ({ path, message, help }: Finding): string => `${path}: ${message}; ${help}`;
const schemaLines = (pod: unknown): string[] =>
  checkPod(pod, { policy: POLICY })
    .filter(({ ruleId }) => ruleId === 'schema')
    .map(line);

describe('checkPod', () => {
  it('finds nothing in a pod that is as the policy wants it', () => {
    expect(found(POD)).toEqual([]);
  });

  it('says what is wrong, where and what to do, as data', () => {
    expect(checkPod(withBuild({ image: 'docker.io/library/maven:3' }), { policy: POLICY })).toEqual([
      {
        ruleId: 'registry-not-allowed',
        severity: 'error',
        message: 'the image of container "build" comes from none of the registries that are allowed',
        container: 'build',
        image: 'docker.io/library/maven:3',
        path: 'spec.containers[1].image',
        value: 'docker.io/library/maven:3',
        help: 'take the image from a registry of the policy, or let images.mirrors rewrite it',
      },
      {
        ruleId: 'digest-required',
        severity: 'error',
        message: 'the image of container "build" has no digest',
        container: 'build',
        image: 'docker.io/library/maven:3',
        path: 'spec.containers[1].image',
        value: 'docker.io/library/maven:3',
        help: "name the image's digest, or put it under images.digests of the template",
      },
    ]);
  });

  it('finds nothing of an organisation where no policy is named, and warns of missing requests', () => {
    const pod = withSpec({ containers: [{ ...AGENT, image: 'docker.io/library/maven:3', resources: {} }] });
    expect(checkPod(pod).map(({ ruleId, severity }) => [ruleId, severity])).toEqual([['missing-requests', 'warning']]);
  });

  it('leaves a rule out that is off, and gives the others the severity of the policy', () => {
    const pod = withSpec({ activeDeadlineSeconds: undefined, serviceAccountName: undefined });
    expect(found(pod)).toEqual([
      'service-account-not-allowed spec.serviceAccountName',
      'deadline-required spec.activeDeadlineSeconds',
    ]);
    const policy = definePolicy({
      extends: 'restricted',
      serviceAccounts: ['builds'],
      deadline: 1,
      rules: { 'deadline-required': 'off', 'service-account-not-allowed': 'note' },
    });
    expect(checkPod(pod, { policy }).map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
      ['service-account-not-allowed', 'note'],
    ]);
  });

  it('asks for the level of the namespace: the one given, or the one the pod names', () => {
    const pod = withBuild({ securityContext: { runAsUser: 1000 } });
    const failed = (options: CheckOptions): number => found(pod, options).filter((text) => /^pod-s/.test(text)).length;
    expect(failed({})).toBe(4);
    expect(failed({ namespace: 'images' })).toBe(0);
    expect(failed({ namespace: 'images', level: 'restricted' })).toBe(4);
    expect(failed({ level: 'privileged' })).toBe(0);
    // A release before a check of it was there.
    expect(failed({ version: 'v1.7' })).toBe(1);
  });
});

describe('levelOf', () => {
  it('is that of the namespace, or that of all others', () => {
    const levels = [undefined, 'images', 'ci', 'constructor'].map((namespace) => levelOf(POLICY, namespace));
    expect(levels).toEqual(['restricted', 'baseline', 'restricted', 'restricted']);
  });
});

describe('checkPod, of what is no pod', () => {
  it.each<[unknown, string[]]>([
    [null, [': is no mapping; write the fields of Pod']],
    ['kind: Pod', [': is no mapping; write the fields of Pod']],
    [[POD], [': is no mapping; write the fields of Pod']],
    [{}, ['spec: is missing; a Pod needs it']],
    [{ spec: null }, ['spec: is missing; a Pod needs it']],
    [{ spec: [] }, ['spec: is no mapping; write the fields of PodSpec']],
    [{ spec: {} }, ['spec.containers: is missing; a PodSpec needs it']],
  ])('%j', (data, expected) => {
    expect(schemaLines(data)).toEqual(expected);
  });

  it.each<[string, Data, string[], string[]]>([
    [
      'a misspelt field',
      withBuild({ imge: 'x', securityContext: { ...SECURE, runAsUser: 0 } }),
      ['spec.containers[1]: unknown field "imge"; did you mean "image"?'],
      ['root-user', 'workspace-user', 'pod-security/runAsUser'],
    ],
    [
      'a misspelt field that a rule would have looked at',
      withBuild({ securityContext: { ...SECURE, runAsNonRoot: undefined, runAsNonroot: true } }),
      ['spec.containers[1].securityContext: unknown field "runAsNonroot"; did you mean "runAsNonRoot"?'],
      ['pod-security/runAsNonRoot'],
    ],
    [
      'a text where a quantity is wanted',
      withBuild({ resources: { ...BUILD.resources, limits: { ...AMOUNTS, memory: 'much' } } }),
      [
        'spec.containers[1].resources.limits.memory: is no Kubernetes quantity; write a text such as "500m", "2" or "1Gi"',
      ],
      ['resources-out-of-range'],
    ],
    [
      'a text where a list is wanted',
      withSpec({ initContainers: 'clone', containers: [AGENT, { ...BUILD, command: 'sleep infinity' }] }),
      [
        'spec.containers[1].command: is no list; write a list of string',
        'spec.initContainers: is no list; write a list of Container',
      ],
      ['idle-command'],
    ],
    [
      'a list where a mapping is wanted',
      withSpec({ nodeSelector: ['pool'] }),
      ['spec.nodeSelector: is no mapping; write a mapping of names to string values'],
      ['node-pool-not-allowed'],
    ],
    [
      'a text where a number is wanted',
      withSpec({ activeDeadlineSeconds: '3600' }),
      ['spec.activeDeadlineSeconds: is no whole number; write digits without quotes'],
      ['deadline-required'],
    ],
    [
      'a text where a switch is wanted, as YAML 1.2 reads yes',
      withBuild({ securityContext: { ...SECURE, runAsNonRoot: 'yes' } }),
      ['spec.containers[1].securityContext.runAsNonRoot: is not true or false; write true or false, without quotes'],
      ['pod-security/runAsNonRoot'],
    ],
    [
      'a volume of the node without its path',
      withSpec({ volumes: [{ name: 'x', hostPath: {} }] }),
      ['spec.volumes[0].hostPath.path: is missing; a HostPathVolumeSource needs it'],
      ['docker-socket', 'volume-not-allowed', 'pod-security/restrictedVolumes'],
    ],
    [
      'a container without a name',
      withSpec({ containers: [AGENT, { ...BUILD, name: undefined, image: 'x' }] }),
      ['spec.containers[1].name: is missing; a Container needs it'],
      ['unpinned-image', 'registry-not-allowed', 'digest-required'],
    ],
    [
      'a capability that is no text',
      withBuild({ securityContext: { ...SECURE, capabilities: { drop: ['ALL'], add: [1] } } }),
      ['spec.containers[1].securityContext.capabilities.add[0]: is no text; write it in quotes: "1"'],
      ['capability-not-allowed', 'pod-security/capabilities_restricted'],
    ],
  ])('reports %s and judges the rest', (_what, pod, schema, rules) => {
    expect(schemaLines(pod)).toEqual(schema);
    expect(found(pod).map((text) => text.split(' ')[0])).toEqual([...schema.map(() => 'schema'), ...rules]);
  });

  it('says whose the field is', () => {
    const [finding] = checkPod(withBuild({ imge: 'x' }), { policy: POLICY });
    expect(finding).toEqual({
      ruleId: 'schema',
      severity: 'error',
      message: 'unknown field "imge"',
      container: 'build',
      image: IMAGE,
      path: 'spec.containers[1]',
      help: 'did you mean "image"?',
    });
  });

  it('takes a field that is null for one that is not set, as the server does', () => {
    const nothing = withSpec({
      volumes: null,
      initContainers: null,
      tolerations: null,
      securityContext: null,
      containers: [
        { ...AGENT, env: null, command: null },
        { ...BUILD, envFrom: null, securityContext: { ...SECURE, capabilities: { drop: ['ALL'], add: null } } },
      ],
    });
    expect(found(nothing)).toEqual([]);
    expect(found(withSpec({ nodeSelector: null, activeDeadlineSeconds: null }))).toEqual([
      'node-pool-not-allowed spec.nodeSelector',
      'deadline-required spec.activeDeadlineSeconds',
    ]);
    expect(found(withBuild({ image: null }))).toEqual([]);
  });

  it('takes a number for a quantity, as the server does', () => {
    const amounts = { ...AMOUNTS, cpu: 2 };
    expect(found(withBuild({ resources: { requests: amounts, limits: amounts } }))).toEqual([]);
    const more = { ...AMOUNTS, cpu: 5 };
    expect(found(withBuild({ resources: { requests: more, limits: more } }))).toEqual([
      'resources-out-of-range spec.containers[1].resources.requests.cpu',
    ]);
  });

  it('keeps the places of what stands behind something broken', () => {
    expect(found(withSpec({ containers: [null, 'jnlp', { ...BUILD, image: 'x' }] }))).toEqual(
      expect.arrayContaining(['schema spec.containers[1]', 'unpinned-image spec.containers[2].image']),
    );
  });

  it('names nothing that is not there', () => {
    const pods = [
      withSpec({ containers: [null, 'jnlp', [], { ...BUILD, name: 5 }], volumes: [null, [], { projected: {} }] }),
      withBuild({ env: [null, 'A=b', { valueFrom: { secretKeyRef: { key: 'k' } } }], envFrom: [{ secretRef: null }] }),
    ];
    const messages = pods.flatMap((pod) => checkPod(pod, { policy: POLICY })).map(({ message }) => message);
    expect(messages.filter((message) => /undefined|\[object|\bnull\b/.test(message))).toEqual([]);
    expect(messages.length).toBeGreaterThan(10);
  });
});

/** A pod that has every field some rule looks at. */
const FULL = {
  ...POD,
  metadata: { name: 'full', namespace: 'ci', annotations: { 'container.apparmor.security.beta.kubernetes.io/x': 'y' } },
  spec: {
    ...POD.spec,
    hostNetwork: true,
    hostUsers: false,
    nodeName: 'node-1',
    os: { name: 'linux' },
    resources: { limits: { cpu: '1' } },
    securityContext: { runAsUser: 0, sysctls: [{ name: 'a', value: 'b' }], windowsOptions: { hostProcess: true } },
    tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }],
    volumes: [
      { name: 'a', hostPath: { path: '/run' } },
      { name: 'kube-api-access-x', projected: { sources: [{ serviceAccountToken: { path: 't' } }] } },
      { name: 'b', image: { reference: 'docker.io/library/maven' } },
    ],
    initContainers: [{ name: 'dind', image: 'docker.io/library/docker:dind', args: ['dockerd'] }],
    containers: [
      AGENT,
      {
        ...BUILD,
        env: [
          { name: 'PASSWORD', value: 'x' },
          { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
        ],
        envFrom: [{ secretRef: { name: 's' } }],
        ports: [{ containerPort: 80, hostPort: 80 }],
        livenessProbe: { httpGet: { host: 'h', port: 1 } },
        lifecycle: { preStop: { tcpSocket: { host: 'h', port: 1 } } },
        securityContext: {
          ...SECURE,
          privileged: true,
          procMount: 'Unmasked',
          capabilities: { add: ['SYS_ADMIN'] },
          seLinuxOptions: { type: 'x' },
          appArmorProfile: { type: 'Unconfined' },
        },
        volumeMounts: [{ name: 'a', mountPath: '/a' }],
      },
    ],
    ephemeralContainers: [{ name: 'debug', image: 'busybox' }],
  },
};

type Place = readonly (string | number)[];

function placesOf(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place];
  const keys: Place = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return [place, ...keys.flatMap((key) => placesOf((value as Data)[key], [...place, key]))];
}

function replaced(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  const item = replaced((value as Data)[key], rest, by);
  return Array.isArray(value)
    ? value.map((other: unknown, i) => (i === key ? item : other))
    : { ...(value as Data), [key]: item };
}

const PLACES = placesOf(FULL);
const ODD = [null, 'x', [null], { name: 1 }];

describe('checkPod never throws', () => {
  it('on the pod from which these are made, in which most rules find something', () => {
    expect(new Set(found(FULL).map((text) => text.split(' ')[0])).size).toBeGreaterThan(25);
  });

  it('on any JSON', () => {
    const any = fc.jsonValue();
    fc.assert(
      fc.property(
        fc.oneof(any, fc.record({ spec: any }), fc.record({ spec: fc.record({ containers: any }) })),
        (data) => {
          expect(Array.isArray(checkPod(data, { policy: POLICY }))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('on a pod in which one field is something odd', () => {
    for (const place of PLACES) for (const odd of ODD) expect(() => found(replaced(FULL, place, odd))).not.toThrow();
  });

  it('on a pod in which one field is anything', () => {
    const anything = fc.oneof(fc.anything(), fc.jsonValue());
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), anything, (place, data) => {
        expect(Array.isArray(checkPod(replaced(FULL, place, data), { policy: POLICY }))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('checkPodTemplate', () => {
  const template = podTemplate('build', { podSecurity: 'baseline' })
    .container(container('lint', IMAGE, { securityContext: { allowPrivilegeEscalation: true } }))
    .build();
  const rulesOf = (...options: Parameters<typeof checkPodTemplate>): string[] =>
    checkPodTemplate(...options).map(({ ruleId }) => ruleId);

  it('finds what checkPod finds in its pod', () => {
    expect(checkPodTemplate(template, PRESETS.restricted)).toEqual(
      expect.arrayContaining([...checkPod(template.pod, { policy: PRESETS.restricted })]),
    );
    expect(rulesOf(template, PRESETS.restricted)).toContain('pod-security/allowPrivilegeEscalation');
    expect(rulesOf(template)).not.toContain('pod-security/allowPrivilegeEscalation');
  });

  it('holds it to its own promise where that is the stricter one', () => {
    const promised = { ...template, podSecurity: 'restricted' as const };
    expect(rulesOf(promised, PRESETS.baseline)).toContain('pod-security/allowPrivilegeEscalation');
    expect(rulesOf(promised, PRESETS.baseline, { level: 'privileged' })).toContain(
      'pod-security/allowPrivilegeEscalation',
    );
    expect(rulesOf(template, PRESETS.baseline, { level: 'restricted' })).toContain(
      'pod-security/allowPrivilegeEscalation',
    );
  });

  it('tells its caveats as notes', () => {
    const [caveat] = checkPodTemplate({ ...template, caveats: ['Needs a node with KVM.'] }).filter(
      ({ ruleId }) => ruleId === 'caveat',
    );
    expect(caveat).toEqual({
      ruleId: 'caveat',
      severity: 'note',
      message: 'Needs a node with KVM',
      container: null,
      image: null,
      path: '',
      help: 'see to it where the pod runs',
    });
  });
});
