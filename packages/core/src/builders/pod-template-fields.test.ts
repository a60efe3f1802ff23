import {
  InvalidPodTemplateError,
  podTemplate,
  requireNodes,
  service,
  toleration,
  type PodTemplateFields,
} from '../index';

const build = (fields: object): ReturnType<ReturnType<typeof podTemplate>['build']> =>
  podTemplate('build', fields as PodTemplateFields<'restricted'>).build();

/** Each fault as one line: what the error says below its heading. */
function faultsOf(fields: object): string[] {
  try {
    build(fields);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidPodTemplateError)) throw error;
    return error.message
      .replace(/^pod template "build": (?:\d+ faults\n)?/, '')
      .split(/\n/)
      .map((line) => line.trim());
  }
}

describe('the fields of podTemplate', () => {
  it('go into the pod under Kubernetes’ names, and replace the defaults one by one', () => {
    const { pod } = build({
      serviceAccountName: 'builds',
      priorityClassName: 'ci',
      terminationGracePeriodSeconds: 60,
      securityContext: {
        supplementalGroups: [100],
        seccompProfile: { type: 'Localhost', localhostProfile: 'ci.json' },
      },
      nodeSelector: { disk: 'ssd' },
      tolerations: [toleration('ci', 'yes', 'NoSchedule')],
      affinity: requireNodes({ zone: ['a', 'b'] }),
    });
    expect(pod.spec).toMatchObject({
      automountServiceAccountToken: false,
      serviceAccountName: 'builds',
      priorityClassName: 'ci',
      terminationGracePeriodSeconds: 60,
      nodeSelector: { 'kubernetes.io/os': 'linux', disk: 'ssd' },
      tolerations: [{ key: 'ci', operator: 'Equal', value: 'yes', effect: 'NoSchedule' }],
    });
    expect(pod.spec.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      fsGroupChangePolicy: 'OnRootMismatch',
      supplementalGroups: [100],
      seccompProfile: { type: 'Localhost', localhostProfile: 'ci.json' },
    });
  });

  it('that are undefined are none', () => {
    expect(build({ podSecurity: undefined, uid: undefined, nodeSelector: undefined, idleMinutes: undefined })).toEqual(
      build({}),
    );
  });

  it('place the pod: namespace, architecture, another operating system', () => {
    const { pod } = build({ namespace: 'ci', architecture: 'arm64', nodeSelector: { 'kubernetes.io/os': 'freebsd' } });
    expect(pod.metadata).toEqual({ name: 'build', namespace: 'ci' });
    expect(pod.spec.nodeSelector).toEqual({ 'kubernetes.io/os': 'freebsd', 'kubernetes.io/arch': 'arm64' });
  });

  it('give the pod a user namespace, with a word about old nodes', () => {
    const { pod, caveats } = build({ userNamespaces: true });
    expect(pod.spec.hostUsers).toBe(false);
    expect(caveats).toEqual(['Nodes with containerd before 2.0 ignore `hostUsers: false` without a word.']);
    for (const fields of [{}, { userNamespaces: false }])
      expect(build(fields).pod.spec).not.toHaveProperty('hostUsers');
  });

  it('give the pod another uid, or none', () => {
    expect(build({ uid: 2000 }).pod.spec.securityContext).toMatchObject({
      runAsUser: 2000,
      runAsGroup: 2000,
      fsGroup: 2000,
    });
    const groups = build({ uid: 2000, securityContext: { fsGroup: 3000 } }).pod.spec.securityContext;
    expect(groups).toMatchObject({ runAsUser: 2000, runAsGroup: 2000, fsGroup: 3000 });
    expect(build({ uid: 'from-platform' }).pod.spec.securityContext).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
      fsGroupChangePolicy: 'OnRootMismatch',
    });
  });

  it.each([
    ['cloud', 'build-cluster'],
    ['label', 'linux docker'],
    ['inheritFrom', ''],
    ['yamlMergeStrategy', 'merge'],
    ['inheritYamlMergeStrategy', true],
    ['instanceCap', 3],
    ['idleMinutes', 0],
    ['slaveConnectTimeout', 600],
    ['podRetention', 'onFailure'],
    ['nodeUsageMode', 'NORMAL'],
    ['customWorkspace', '/ws'],
    ['showRawYaml', false],
    ['workspaceVolume', { genericEphemeralVolume: { accessModes: 'ReadWriteOnce', requestsSize: '20Gi' } }],
    ['workspaceVolume', { persistentVolumeClaimWorkspaceVolume: { claimName: 'ci', readOnly: false } }],
    ['workspaceVolume', { persistentVolumeClaimWorkspaceVolume: { claimName: 'ws' } }],
  ])('keep the plugin’s %s beside the pod', (setting, value) => {
    const template = build({ podSecurity: 'baseline', [setting]: value });
    expect(template.settings).toMatchObject({ [setting]: value });
    expect(template.pod).toEqual(build({}).pod);
  });

  it('say what inheritance may change', () => {
    expect(build({ inheritFrom: 'base' }).caveats).toEqual([
      'The controller\'s template "base" is merged in: its fields win over this pod and cannot be known here.',
    ]);
    expect(build({ inheritFrom: '' }).caveats).toEqual([]);
  });

  it('says that a platform which assigns the uid refuses a container with one of its own', () => {
    const db = service('db', 'registry.example.com/db:1', {
      readinessProbe: { tcpSocket: { port: 1 } },
      securityContext: { runAsUser: 999 },
    });
    const caveat = 'A platform that assigns the uid refuses a container with one of its own: db.';
    expect(podTemplate('build', { uid: 'from-platform' }).container(db).build().caveats).toContain(caveat);
    expect(podTemplate('build').container(db).build().caveats).toEqual([]);
    expect(podTemplate('build', { uid: 'from-platform' }).build().caveats).not.toContain(caveat);
  });
});

describe('fields of podTemplate that are refused', () => {
  it.each<[object, string]>([
    [{ podSecurity: 'restrictive' }, 'podSecurity: "restrictive" is no Pod Security level; did you mean "restricted"?'],
    [
      { podSecurity: 'none at all' },
      'podSecurity: "none at all" is no Pod Security level; use one of privileged, baseline, restricted',
    ],
    [{ uid: -1 }, "uid: -1 is no uid; write a whole number, or 'from-platform'"],
    [{ uid: '1000' }, 'uid: "1000" is no uid; write a whole number, or \'from-platform\''],
    [{ userNamespaces: 'yes' }, 'userNamespaces: "yes" is not true or false; write true or false'],
    [{ architecture: 'arm46' }, 'architecture: "arm46" is no architecture of nodes; did you mean "arm64"?'],
    [
      { namespace: 'Team A' },
      'namespace: "Team A" cannot name a namespace; use at most 63 lower-case letters, digits and "-", with a letter or digit at both ends',
    ],
    [{ hostNetwrok: true }, 'podTemplate: unknown field "hostNetwrok"; did you mean "hostNetwork"?'],
    [{ idelMinutes: 5 }, 'podTemplate: unknown field "idelMinutes"; did you mean "idleMinutes"?'],
    [{ constructor: 1 }, 'podTemplate: unknown field "constructor"; remove it'],
    [{ containers: [] }, 'containers: is no field of podTemplate; add containers with .container()'],
    [
      { initContainers: [] },
      'initContainers: is no field of podTemplate; add init containers with .container(initContainer(…))',
    ],
    [
      { ephemeralContainers: [] },
      'ephemeralContainers: is no field of podTemplate; no new pod can have ephemeral containers: remove it',
    ],
    [
      { volumes: [] },
      'volumes: is no field of podTemplate; add volumes with .volume(), or as `volumes` of the container that mounts them',
    ],
    [
      { nodeSelector: 'disk=ssd' },
      'spec.nodeSelector: "disk=ssd" is no mapping; write a mapping of names to string values',
    ],
    [{ tolerations: 'ci' }, 'spec.tolerations: "ci" is no list; write a list of Toleration'],
    [{ securityContext: { runAsUsr: 1 } }, 'spec.securityContext: unknown field "runAsUsr"; did you mean "runAsUser"?'],
    [{ restartPolicy: 'never' }, 'spec.restartPolicy: "never" is not a value Kubernetes knows; did you mean "Never"?'],
  ])('%j', (fields, line) => {
    expect(faultsOf(fields)).toEqual([line]);
  });

  it.each<[object, string]>([
    [{ cloud: 5 }, 'cloud: 5 is no string; the plugin takes a string here'],
    [
      { label: '\ud83d' },
      'label: "\\ud83d" cannot be written; remove NUL, U+FFFF and half surrogate pairs: they do not survive YAML, Groovy or a process',
    ],
    [
      { yamlMergeStrategy: 'overide' },
      'yamlMergeStrategy: "overide" is no value of the plugin; did you mean "override"?',
    ],
    [
      { podRetention: 'default' },
      'podRetention: "default" is no value of the plugin; use one of never, onFailure, always, evicted',
    ],
    [{ nodeUsageMode: 'normal' }, 'nodeUsageMode: "normal" is no value of the plugin; did you mean "NORMAL"?'],
    [{ idleMinutes: '5' }, 'idleMinutes: "5" is no whole number; write digits without quotes'],
    [{ instanceCap: 2 ** 31 }, 'instanceCap: 2147483648 is no whole number; write digits without quotes'],
    [{ slaveConnectTimeout: 1.5 }, 'slaveConnectTimeout: 1.5 is no whole number; write digits without quotes'],
    [{ agentInjection: 'true' }, 'agentInjection: "true" is no boolean; the plugin takes a boolean here'],
  ])('settings of the plugin: %j', (fields, line) => {
    expect(faultsOf(fields)).toEqual([line]);
  });

  it.each<[unknown, string]>([
    [null, 'workspaceVolume: null is no workspace volume'],
    ['10Gi', 'workspaceVolume: "10Gi" is no workspace volume'],
    [{ emptyDir: {} }, 'write one of { emptyDirWorkspaceVolume: {…} }, { genericEphemeralVolume: {…} }'],
    [{ constructor: {} }, 'workspaceVolume: {"constructor":{}} is no workspace volume'],
    [{ emptyDirWorkspaceVolume: {}, nfsWorkspaceVolume: {} }, 'is no workspace volume'],
    [
      { emptyDirWorkspaceVolume: true },
      'workspaceVolume.emptyDirWorkspaceVolume: true is no mapping; write its parameters',
    ],
    [{ emptyDirWorkspaceVolume: { sizelimit: '1Gi' } }, 'unknown field "sizelimit"; did you mean "sizeLimit"?'],
    [
      { emptyDirWorkspaceVolume: { memory: 'yes' } },
      'emptyDirWorkspaceVolume.memory: "yes" is no boolean; write a boolean',
    ],
    [
      { emptyDirWorkspaceVolume: { sizeLimit: '10GB' } },
      'sizeLimit: "10GB" is no Kubernetes quantity; write a text such as "10Gi"',
    ],
    [{ genericEphemeralVolume: { requestsSize: 'big' } }, 'requestsSize: "big" is no Kubernetes quantity'],
    [
      { genericEphemeralVolume: { accessModes: 'ReadWriteonce' } },
      'accessModes: "ReadWriteonce" is no access mode; did you mean "ReadWriteOnce"?',
    ],
    [{ genericEphemeralVolume: { storageClassName: '\uffff' } }, 'storageClassName: "\uffff" cannot be written'],
    [
      { persistentVolumeClaimWorkspaceVolume: {} },
      'persistentVolumeClaimWorkspaceVolume.claimName: is missing; the plugin needs it',
    ],
    [
      { nfsWorkspaceVolume: { serverAddress: 'nfs' } },
      'workspaceVolume.nfsWorkspaceVolume.serverPath: is missing; the plugin needs it',
    ],
  ])('workspaceVolume %j', (workspaceVolume, part) => {
    const lines = faultsOf({ workspaceVolume });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(part);
  });

  it('are reported together', () => {
    expect(
      faultsOf({ podSecurity: 'high', uid: 1.5, idleMinutes: 'five', volumes: [], hostNetwrok: true }),
    ).toHaveLength(5);
  });
});
