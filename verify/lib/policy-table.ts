import { definePolicy, type Policy } from '@podwright/core';
import type { JsonObject } from './json';

/** A pod of the table: one thing about it is said by its name. */
export interface TablePod {
  readonly name: string;
  readonly pod: JsonObject;
}

/** A policy that gives every rule something to say. */
export const TABLE_POLICY: Policy = definePolicy({
  name: 'table',
  extends: 'restricted',
  images: {
    allow: [
      'registry.example.com',
      'registry.example.com:5000/team',
      'docker.io/library/maven',
      'docker.io/jenkins/inbound-agent',
      '[fc00::1]:5000',
    ],
    deny: ['registry.example.com/banned'],
    requireDigest: true,
    forbiddenTags: ['latest', 'edge', '*-snapshot'],
  },
  resources: {
    requireRequests: ['cpu', 'memory'],
    requests: { cpu: { min: '10m', max: '4' }, memory: { max: '8Gi' } },
    limits: { memory: { min: '64Mi', max: '8Gi' } },
  },
  serviceAccounts: ['builds', 'image-builds'],
  nodePools: [{ pool: 'builds' }, { pool: 'builds-arm', arch: 'arm64' }],
  capabilities: ['NET_BIND_SERVICE', 'CHOWN'],
  volumes: ['emptyDir', 'secret', 'configMap', 'projected', 'hostPath', 'image'],
  secretsInEnvironment: false,
  deadline: 7200,
  // What no server can know of a pod.
  rules: {
    'idle-command': 'off',
    'ignored-setting': 'off',
    'reserved-name': 'off',
    'workspace-user': 'off',
    'workspace-volume': 'off',
  },
  exemptions: [
    { rule: 'privileged-container', image: 'registry.example.com/exempt/tool', reason: 'the table needs one' },
    { rule: 'registry-not-allowed', image: 'docker.io/exempt', reason: 'the table needs one' },
    { rule: 'digest-required', image: 'registry.example.com', reason: 'this table pins by tag there' },
    {
      rule: 'missing-requests',
      image: 'registry.example.com:5000/team/small',
      reason: 'ended long ago',
      until: '2020-01-01',
    },
    { rule: 'literal-secret', namespace: 'elsewhere', reason: 'holds in another namespace' },
  ],
});

const DIGEST = `@sha256:${'a'.repeat(64)}`;
const IMAGE = 'registry.example.com/tools/maven:3.9';

/** A container that breaks nothing. */
function container(name: string, more: JsonObject = {}): JsonObject {
  return {
    name,
    image: IMAGE,
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    ...more,
  };
}

/** A pod that breaks nothing. */
function basePod(
  more: JsonObject = {},
  containers: readonly JsonObject[] = [container('jnlp'), container('maven')],
): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: {
      serviceAccountName: 'builds',
      automountServiceAccountToken: false,
      activeDeadlineSeconds: 3600,
      restartPolicy: 'Never',
      nodeSelector: { pool: 'builds', 'kubernetes.io/os': 'linux' },
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      containers,
      ...more,
    },
  };
}

const spec = (name: string, more: JsonObject): TablePod => ({ name, pod: basePod(more) });

/** One container of each list in turn with something about it. */
function inEachList(name: string, more: JsonObject): TablePod[] {
  const odd = container('odd', more);
  // The API gives an ephemeral container no resources.
  const ephemeral = Object.fromEntries(Object.entries(odd).filter(([key]) => key !== 'resources'));
  return [
    { name: `${name}, container`, pod: basePod({}, [container('jnlp'), odd]) },
    { name: `${name}, init container`, pod: basePod({ initContainers: [odd] }) },
    { name: `${name}, sidecar`, pod: basePod({ initContainers: [{ ...odd, restartPolicy: 'Always' }] }) },
    { name: `${name}, ephemeral container`, pod: basePod({ ephemeralContainers: [ephemeral] }) },
  ];
}

const context = (more: JsonObject): JsonObject => ({
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, ...more },
});

/** Images, right and wrong, short and long; the traps of a list of registries among them. */
const IMAGES = [
  'registry.example.com/x:1',
  'registry.example.com/a/b/c:1.2.3',
  `registry.example.com/x${DIGEST}`,
  `registry.example.com/x:1${DIGEST}`,
  'registry.example.com.evil.io/x:1',
  'registry.example.comevil/x:1',
  'registry.example.com:6000/x:1',
  'registry.example.com:5000/x:1',
  `registry.example.com:5000/team/x:1${DIGEST}`,
  `registry.example.com:5000/team${DIGEST}`,
  `registry.example.com:5000/teammate/x${DIGEST}`,
  'registry.example.com:5000/team/x:1',
  'evil/registry.example.com/x:1',
  `evil.io/docker.io/library/maven${DIGEST}`,
  'registry.example.com/banned/x:1',
  'registry.example.com/bannedx/x:1',
  'registry.example.com/banned:1',
  `maven${DIGEST}`,
  `maven:3${DIGEST}`,
  'maven:3',
  'maven',
  `library/maven:3${DIGEST}`,
  `docker.io/maven${DIGEST}`,
  `docker.io/library/maven${DIGEST}`,
  `index.docker.io/maven${DIGEST}`,
  `index.docker.io/library/maven:3${DIGEST}`,
  `maven-evil${DIGEST}`,
  `maven/evil${DIGEST}`,
  `jenkins/inbound-agent${DIGEST}`,
  `jenkins/inbound-agent-evil${DIGEST}`,
  `jenkins/inbound-agent/x${DIGEST}`,
  `localhost/maven${DIGEST}`,
  `localhost:5000/maven${DIGEST}`,
  `Docker.io/library/maven${DIGEST}`,
  `[::1]:5000/maven${DIGEST}`,
  `[fc00::1]:5000/maven${DIGEST}`,
  'docker.io/exempt/tool:1',
  `docker.io/exempt/tool${DIGEST}`,
  `exempt/tool${DIGEST}`,
  `docker.io/exemptx/tool${DIGEST}`,
  'registry.example.com/x',
  'registry.example.com/x:latest',
  'registry.example.com/x:edge',
  'registry.example.com/x:1-snapshot',
  'registry.example.com/x:1-SNAPSHOT',
  `registry.example.com/x:latest${DIGEST}`,
  'registry.example.com/x:edge1',
  'REGISTRY.example.com/x:1',
  'registry.example.com/X:1',
  'registry.example.com/x@sha256:abc',
  'registry.example.com//x:1',
  'https://registry.example.com/x:1',
  'registry.example.com/x:',
  'a'.repeat(64),
];

const SOCKETS = [
  '/var/run/docker.sock',
  '/run/docker.sock',
  '//var//run/docker.sock',
  '/./var/./run/docker.sock',
  '/var/run/docker.sock/',
  '/',
  '/var',
  '/var/',
  '/run',
  '/var/run',
  '/run/containerd/containerd.sock',
  '/run/containerd',
  '/var/run/crio/crio.sock',
  '/run/k3s/containerd',
  '/run/user/1000/docker.sock',
  '/run/user',
  '/run/podman/podman.sock',
  '/var/lib',
  '/var/lib/kubelet',
  '/var/lib/docker',
  '/var/lib/docker/volumes',
  '/var/snap/microk8s/common/run/containerd.sock',
  '/var/log',
  '/var/runner',
  '/mnt/var/run',
  '/run/udev',
  '/var/lib/jenkins',
  '/home',
  '/data/x.sock',
  '/data/x.sock.d',
  '/var/lib/dockerx',
  '.',
  './run',
];

/** At least 300 pods: each rule right, wrong, in an init and an ephemeral container, with the field missing. */
export function policyTable(): readonly TablePod[] {
  return [
    { name: 'nothing wrong', pod: basePod() },
    ...IMAGES.flatMap((image) => inEachList(`image ${image}`, { image }).filter((_, i) => i !== 2)),
    ...IMAGES.slice(0, 20).map((image) =>
      spec(`image volume ${image}`, { volumes: [{ name: 'v', image: { reference: image } }] }),
    ),
    ...SOCKETS.map((path) => spec(`hostPath ${path}`, { volumes: [{ name: 'v', hostPath: { path } }] })),
    ...inEachList('privileged', context({ privileged: true, allowPrivilegeEscalation: true })),
    ...inEachList('privileged: false', context({ privileged: false })),
    ...inEachList('privileged, exempt image', {
      image: 'registry.example.com/exempt/tool:1',
      ...context({ privileged: true, allowPrivilegeEscalation: true }),
    }),
    ...inEachList('privileged, image beside the exempt', {
      image: 'registry.example.com/exempt/toolbox:1',
      ...context({ privileged: true, allowPrivilegeEscalation: true }),
    }),
    ...inEachList('root', context({ runAsUser: 0, runAsNonRoot: false })),
    ...inEachList('another uid', context({ runAsUser: 1001 })),
    { name: 'root of the pod', pod: withContext({ runAsUser: 0 }) },
    {
      name: 'root of the pod, a uid of the containers',
      pod: withContext({ runAsUser: 0 }, context({ runAsUser: 1000 })),
    },
    { name: 'root in a user namespace', pod: withContext({ runAsUser: 0 }, {}, { hostUsers: false }) },
    { name: 'no uid', pod: withContext({ runAsNonRoot: true }) },
    { name: 'no uid, and root allowed', pod: withContext({ runAsNonRoot: false }) },
    { name: 'no uid, non-root said by the containers', pod: withContext({}, context({ runAsNonRoot: true })) },
    { name: 'no security context of the pod', pod: without(basePod(), 'securityContext') },
    ...(
      [
        { command: ['cat'] },
        { command: ['/jenkins-agent/jenkins-agent'] },
        { args: ['$(JENKINS_SECRET)', '$(JENKINS_NAME)'] },
        { args: ['-url', 'https://jenkins.example.com', '$(JENKINS_SECRET)'] },
        { args: ['sleep', 'infinity'] },
        { args: ['-c', 'cat'] },
        { args: ['$(JENKINS_SECRET)'] },
        { args: ['-workDir', '/home/jenkins/agent'] },
        { args: ['-workDir=/home/jenkins/agent', '$(JENKINS_SECRET)', '$(JENKINS_NAME)'] },
        { command: ['sh', '-c', 'exec jenkins-agent'] },
        { command: ['/usr/local/bin/jenkins-agent'], args: ['-url', 'https://jenkins.example.com'] },
        { command: ['java', '-jar', '/usr/share/jenkins/agent.jar'] },
        { command: ['sleep', 'infinity'], args: ['$(JENKINS_SECRET)'] },
        { command: [] },
      ] as JsonObject[]
    ).map((more) => ({ name: `agent with ${JSON.stringify(more)}`, pod: basePod({}, [container('jnlp', more)]) })),
    ...(['windows', 'linux'] as const).map((os) => ({
      name: `no uid, on nodes of ${os}`,
      pod: withContext({ runAsNonRoot: true }, {}, { nodeSelector: { pool: 'builds', 'kubernetes.io/os': os } }),
    })),
    spec('node name', { nodeName: 'node-1' }),
    ...inEachList('no security context', { securityContext: {} }),
    ...[
      'registry.example.com/docker:28-dind',
      'registry.example.com/docker-dind:1',
      'registry.example.com/dind',
      'registry.example.com/dindle:1',
      'registry.example.com:5000/team/my-dind/x:1',
      'registry.example.com/x:dind',
    ].flatMap((image) => inEachList(`engine ${image}`, { image })),
    ...[
      ['dockerd'],
      ['sh', '-c', 'dockerd & wait'],
      ['/usr/local/bin/dockerd-entrypoint.sh'],
      ['mydockerd'],
      ['dockerdx'],
    ].flatMap((command) => inEachList(`command ${command.join(' ')}`, { command })),
    ...inEachList('args dockerd', { args: ['dockerd', '--host=tcp://127.0.0.1:2375'] }),
    ...['hostNetwork', 'hostPID', 'hostIPC'].flatMap((field) => [
      spec(`${field}: true`, { [field]: true }),
      spec(`${field}: false`, { [field]: false }),
    ]),
    ...(
      [
        ['API_TOKEN', 'abc123'],
        ['API_TOKEN', ''],
        ['API_TOKEN', '/run/token'],
        ['API_TOKEN', '$(OTHER)'],
        ['api_key', 'abc123'],
        ['PASSWORD', 'true'],
        ['MY_PASSWORD', 'x1y2z3'],
        ['GREETING', 'hello'],
        ['X', `ghp_${'a'.repeat(36)}`],
        ['X', 'AKIAABCDEFGHIJKLMNOP'],
        ['URL', 'https://user:secret@example.com'],
        ['URL', 'https://user:$(PASS)@example.com'],
        ['URL', 'https://user:${PASS}@example.com'],
        ['URL', 'https://user:$@example.com'],
        ['URL', 'https://user:$x@example.com'],
        ['URL', 'https://example.com/a:b@c'],
        ['X', '-----BEGIN RSA PRIVATE KEY-----'],
      ] as const
    ).flatMap(([name, value]) =>
      inEachList(`env ${name}=${value}`, { env: [{ name, value }] }).filter((_, i) => i === 0 || i === 3),
    ),
    ...inEachList('env without a value', { env: [{ name: 'API_TOKEN' }] }),
    ...inEachList('env from a Secret', { env: [{ name: 'X', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] }),
    ...inEachList('env from a field', {
      env: [{ name: 'X', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    }),
    ...inEachList('envFrom a Secret', { envFrom: [{ secretRef: { name: 's' } }] }),
    ...inEachList('envFrom a ConfigMap', { envFrom: [{ configMapRef: { name: 's' } }] }),
    ...(
      [
        { operator: 'Exists' },
        { operator: 'Exists', effect: 'NoSchedule' },
        { operator: 'Exists', effect: 'PreferNoSchedule' },
        { key: 'builds', operator: 'Exists' },
        { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' },
        { key: 'node-role.kubernetes.io/master', effect: 'NoSchedule' },
        { key: 'node-role.kubernetes.io/control-plane', effect: 'PreferNoSchedule' },
        { key: 'node-role.kubernetes.io/control-plane-builds', operator: 'Exists' },
        { key: 'dedicated', operator: 'Equal', value: 'builds', effect: 'NoExecute' },
      ] as JsonObject[]
    ).map((toleration) => spec(`toleration ${JSON.stringify(toleration)}`, { tolerations: [toleration] })),
    spec('token mounted', { automountServiceAccountToken: true }),
    { name: 'token not mentioned', pod: without(basePod(), 'automountServiceAccountToken') },
    { name: 'no account', pod: without(basePod(), 'serviceAccountName') },
    ...['default', 'image-builds', 'admin', 'builds-evil'].map((name) =>
      spec(`account ${name}`, { serviceAccountName: name }),
    ),
    { name: 'no node selector', pod: without(basePod(), 'nodeSelector') },
    ...(
      [
        {},
        { pool: 'builds' },
        { pool: 'other' },
        { pool: 'builds-arm' },
        { pool: 'builds-arm', arch: 'arm64' },
        { arch: 'arm64' },
      ] as JsonObject[]
    ).map((nodeSelector) => spec(`node selector ${JSON.stringify(nodeSelector)}`, { nodeSelector })),
    ...[['CHOWN'], ['NET_BIND_SERVICE'], ['SYS_ADMIN'], ['CHOWN', 'NET_RAW'], []].flatMap((add) =>
      inEachList(`capabilities ${add.join(' ')}`, context({ capabilities: { drop: ['ALL'], add } })),
    ),
    ...(
      [
        { emptyDir: {} },
        { secret: { secretName: 's' } },
        { nfs: { server: 'x', path: '/' } },
        { persistentVolumeClaim: { claimName: 'c' } },
        { downwardAPI: {} },
        { configMap: { name: 'c' } },
        {},
        { projected: { sources: [{ serviceAccountToken: { path: 't' } }] } },
        {
          ephemeral: {
            volumeClaimTemplate: {
              spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
            },
          },
        },
      ] as JsonObject[]
    ).map((source) => spec(`volume ${JSON.stringify(source)}`, { volumes: [{ name: 'v', ...source }] })),
    spec('volume named like the token', { volumes: [{ name: 'kube-api-access-x', nfs: { server: 'x', path: '/' } }] }),
    { name: 'no deadline', pod: without(basePod(), 'activeDeadlineSeconds') },
    ...[1, 7200, 7201].map((activeDeadlineSeconds) =>
      spec(`deadline ${activeDeadlineSeconds}`, { activeDeadlineSeconds }),
    ),
    ...(
      [
        {},
        { requests: { cpu: '1' } },
        { requests: { memory: '1Gi' }, limits: { memory: '1Gi' } },
        { limits: { cpu: '1', memory: '1Gi' } },
        { requests: { cpu: '1', memory: '1Gi' } },
        { requests: { cpu: '5', memory: '1Gi' }, limits: { memory: '1Gi' } },
        { requests: { cpu: '9m', memory: '1Gi' }, limits: { memory: '1Gi' } },
        { requests: { cpu: 2, memory: '1Gi' }, limits: { memory: '9Gi' } },
        { requests: { cpu: '1', memory: '32Mi' }, limits: { memory: '32Mi' } },
        { requests: { cpu: '4000m', memory: '8192Mi' }, limits: { memory: '8Gi' } },
        { requests: { cpu: '0.01', memory: '1e6' }, limits: { memory: '64Mi' } },
        { limits: { cpu: '5', memory: '1Gi' } },
      ] as JsonObject[]
    ).flatMap((resources) => inEachList(`resources ${JSON.stringify(resources)}`, { resources }).slice(0, 3)),
    spec('resources of the pod', {
      resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } },
      containers: [{ ...container('jnlp'), resources: { limits: { memory: '1Gi' } } }],
    }),
  ];
}

/** A pod and its containers with other security contexts. */
function withContext(ofPod: JsonObject, ofContainers: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return basePod({ securityContext: { seccompProfile: { type: 'RuntimeDefault' }, ...ofPod }, ...more }, [
    container('jnlp', ofContainers),
  ]);
}

function without(pod: JsonObject, field: string): JsonObject {
  const rest = Object.entries(pod.spec as JsonObject).filter(([key]) => key !== field);
  return { ...pod, spec: Object.fromEntries(rest) };
}
