import { agent, podTemplate, renderPodYaml, type PodTemplateBuilder } from '@podwright/core';
import { CATALOGUE, type CatalogueEntry } from '@podwright/templates';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isJsonObject, type JsonObject } from './lib/json';
import { sharedJudges } from './lib/shared-judges';
import { checkov } from './third-party/checkov';
import { kubeScore } from './third-party/kube-score';
import { kubeconform } from './third-party/kubeconform';
import type { Findings } from './third-party/program';
import { strictPodSchema } from './third-party/strict-schema';

const judges = sharedJudges();

/** Findings that say nothing of a pod that runs one build and goes, each with the reason. */
const DOES_NOT_APPLY: { readonly [finding: string]: string } = {
  'CKV_K8S_8: Liveness Probe Should be Configured':
    'It restarts what hangs; a build is not started again, and Jenkins ends one that hangs.',
  'CKV_K8S_9: Readiness Probe Should be Configured':
    'It holds traffic back; nothing is sent to a container for steps. The services, which have traffic, have one.',
  'CKV_K8S_40: Containers should run as a high UID to avoid host conflict':
    "The workspace is shared: all containers have the uid of the agent's image, 1000, and a service that of its own.",
  'container-security-context-user-group-id: The container is running with a low user ID': 'As CKV_K8S_40.',
  'container-security-context-user-group-id: The container running with a low group ID': 'As CKV_K8S_40.',
  'CKV2_K8S_6: Minimize the admission of pods which lack an associated NetworkPolicy':
    "It is an object of the namespace, and its owner's: a pod cannot bring it.",
  'pod-networkpolicy: The pod does not have a matching NetworkPolicy': 'As CKV2_K8S_6.',
  'CKV_K8S_21: The default namespace should not be used':
    'The pod names none: the plugin makes it in the one that the Jenkins cloud names.',
  'CKV_K8S_11: CPU limits should be set':
    'A limit throttles a build on an idle node, and requests already share a busy one. Memory and disk have limits.',
  'container-resources: CPU limit is not set': 'As CKV_K8S_11.',
  'CKV_K8S_15: Image Pull Policy should be Always':
    'No tag is `latest`. It brings a moved tag to every build at once; what pins an image is its digest. That an image ' +
    'on the node is for those with its credentials is what the kubelet sees to itself, from 1.35 on.',
  'container-image-pull-policy: ImagePullPolicy is not set to Always': 'As CKV_K8S_15.',
};

/** What each program says of a writable root. */
const WRITABLE_ROOT_FINDINGS: { readonly [program: string]: readonly string[] } = {
  'kube-score': [
    'container-security-context-readonlyrootfilesystem: The pod has a container with a writable root filesystem',
  ],
  checkov: ['CKV_K8S_22: Use read-only filesystem for containers where possible'],
};

/** Findings that apply, and stay: the templates whose tool writes to its root file system, and no other. */
const WRITABLE_ROOT: { readonly [template: string]: string } = {
  cypress: 'The program and a file that it rewrites at every start share a folder of the image.',
  kafka: 'The image writes its configuration beside its programs at every start.',
  localstack: 'Whether it works with a read-only root is not established.',
  selenium: 'The image writes to several places of its root at every start.',
};

/** A finding that applies, and is gone for whoever pins: the catalogue names versions, and cannot know a mirror's digests. */
const GONE_WHEN_PINNED = 'CKV_K8S_43: Image should use digest';

const BAD = 'bad';
const DIGEST = `@sha256:${'0123456789abcdef'.repeat(4)}`;
const restricted = CATALOGUE.filter(({ level }) => level === 'restricted');
const pinnedName = ({ name }: CatalogueEntry): string => `${name}.pinned`;

/** The pod of an entry; with `pin` appended to every image of it. */
function podText(entry: CatalogueEntry, pin = ''): string {
  // kube-score takes two pods of one name for one.
  const name = pin === '' ? entry.name : pinnedName(entry);
  const builder: PodTemplateBuilder = podTemplate(name, { podSecurity: entry.level });
  const definition = entry.create(pin === '' ? {} : { image: `${entry.image}${pin}` });
  if (entry.kind === 'agent' || pin === '') return renderPodYaml(builder.container(definition).build());
  const agentImage = CATALOGUE.find(({ kind }) => kind === 'agent')?.image ?? '';
  const pinnedAgent = agent({ image: `${agentImage}${pin}` });
  return renderPodYaml(builder.container(pinnedAgent).container(definition).build());
}

/** A pod with everything wrong that one of the programs looks for; it also tries to excuse itself. */
const BAD_POD = `
apiVersion: v1
kind: Pod
metadata:
  name: bad
  labels: { broken: -no-label- }
  annotations:
    kube-score/ignore: container-image-tag,container-resources,container-security-context-privileged
    checkov.io/skip1: CKV_K8S_16=because
spec:
  hostNetwork: true
  restartPolicy: Sometimes
  containers:
    - name: bad
      image: bad:latest
      imagePullPolcy: Always
      securityContext:
        privileged: true
        readOnlyRootFilesystem: false
`;

const pods: ReadonlyMap<string, string> = new Map([
  ...restricted.map((entry) => [entry.name, podText(entry)] as const),
  ...restricted.map((entry) => [pinnedName(entry), podText(entry, DIGEST)] as const),
  [BAD, BAD_POD],
]);

async function serverSchema(): Promise<JsonObject> {
  const server = await judges.apiServer();
  const { status, body } = await server.request('GET', '/openapi/v3/api/v1');
  expect(status).toBe(200);
  return strictPodSchema(body);
}

const PROGRAMS: {
  readonly [program: string]: {
    readonly run: (command?: string) => Promise<Findings>;
    /** What it must find in the bad pod. */
    readonly bad: readonly string[];
  };
} = {
  'kube-score': {
    run: (command) => kubeScore(pods, command),
    bad: [
      'container-ephemeral-storage-request-and-limit: Ephemeral Storage limit is not set',
      'container-image-tag: Image with latest tag',
      'container-resources: Memory limit is not set',
      'container-resources: Memory request is not set',
      'container-seccomp-profile: The container has not configured Seccomp',
      'container-security-context-privileged: The container is privileged',
      'container-security-context-readonlyrootfilesystem: The pod has a container with a writable root filesystem',
    ],
  },
  checkov: {
    run: (command) => checkov(pods, command),
    bad: [
      'CKV_K8S_13: Memory limits should be set',
      'CKV_K8S_14: Image Tag should be fixed - not latest or blank',
      'CKV_K8S_16: Container should not be privileged',
      'CKV_K8S_19: Containers should not share the host network namespace',
      'CKV_K8S_20: Containers should not run with allowPrivilegeEscalation',
      'CKV_K8S_22: Use read-only filesystem for containers where possible',
      'CKV_K8S_31: Ensure that the seccomp profile is set to docker/default or runtime/default',
      'CKV_K8S_38: Ensure that Service Account Tokens are only mounted where necessary',
      'CKV_K8S_43: Image should use digest',
    ],
  },
  kubeconform: {
    run: async (command) => kubeconform(pods, await serverSchema(), command),
    bad: [
      "'/spec/containers/0': additional properties 'imagePullPolcy' not allowed",
      "'/spec/restartPolicy': value must be one of 'Always', 'Never', 'OnFailure'",
    ],
  },
};

/** Each program runs once, over all pods: starting it is most of its time. */
const answers = new Map<string, Promise<Findings>>();

function findingsOf(program: string): Promise<Findings> {
  const answer = answers.get(program) ?? PROGRAMS[program]?.run();
  if (answer === undefined) throw new Error(`no program ${program}`);
  answers.set(program, answer);
  return answer;
}

/** What a program finds in a pod, but for what does not apply. */
async function applying(program: string, pod: string): Promise<readonly string[]> {
  const found = (await findingsOf(program)).get(pod) ?? ['not seen'];
  return found.filter((finding) => !Object.hasOwn(DOES_NOT_APPLY, finding));
}

/** What is known to apply to the pod of a template. */
function knownOf(program: string, { name }: CatalogueEntry): readonly string[] {
  return Object.hasOwn(WRITABLE_ROOT, name) ? (WRITABLE_ROOT_FINDINGS[program] ?? []) : [];
}

describe.each(Object.keys(PROGRAMS))('%s', (program) => {
  it('has seen every pod', async () => {
    expect([...(await findingsOf(program)).keys()].sort()).toEqual([...pods.keys()].sort());
  });

  it.each(restricted)('finds nothing in the pod of $name that applies to a build', async (entry) => {
    const unpinned = program === 'checkov' ? [GONE_WHEN_PINNED] : [];
    expect(await applying(program, entry.name)).toEqual([...knownOf(program, entry), ...unpinned]);
  });

  it.each(restricted)('finds nothing in the pod of $name with its images pinned', async (entry) => {
    expect(await applying(program, pinnedName(entry))).toEqual(knownOf(program, entry));
  });

  it('finds what is wrong in a bad pod, whatever excuses that brings', async () => {
    const found = (await findingsOf(program)).get(BAD) ?? [];
    expect(found).toEqual(expect.arrayContaining([...(PROGRAMS[program]?.bad ?? [])]));
  });
});

it.each(Object.keys(DOES_NOT_APPLY))('%s is still found somewhere', async (finding) => {
  const everywhere = await Promise.all(Object.keys(PROGRAMS).map(findingsOf));
  const ours = everywhere.flatMap((findings) => [...findings].filter(([pod]) => pod !== BAD).flatMap(([, all]) => all));
  expect(ours).toContain(finding);
});

it('every template with a writable root is still one of the catalogue', () => {
  expect(restricted.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(WRITABLE_ROOT)));
});

it('the services have the readiness probe that containers for steps are excused from', () => {
  const services = restricted.filter(({ kind }) => kind === 'service');
  expect(services.length).toBeGreaterThan(0);
  expect(services.filter((entry) => entry.create({}).fields.readinessProbe === undefined)).toEqual([]);
});

describe.each(Object.entries(PROGRAMS))('%s fails the run', (_name, { run }) => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'podwright-third-party-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['when it is not there', undefined, /failed: .*ENOENT/],
    ['when it breaks off', 'echo "no module named x" >&2; exit 2', /ended with exit status 2\nno module named x/],
    ['when it is killed', 'kill -9 $$', /failed: /],
    ['when it says nothing', 'exit 1', /answered with something that is no JSON/],
  ])('%s', async (name, script, message) => {
    const command = join(folder, name.replaceAll(' ', '-'));
    if (script !== undefined) writeFileSync(command, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    await expect(run(command)).rejects.toThrow(message);
  });
});

it('the strict schema knows the fields of the server, and is made of nothing else', async () => {
  const { definitions } = await serverSchema();
  const container = isJsonObject(definitions) ? definitions['io.k8s.api.core.v1.Container'] : undefined;
  expect(container).toMatchObject({ additionalProperties: false, properties: { resizePolicy: {}, image: {} } });
  expect(() => strictPodSchema({ components: { schemas: {} } })).toThrow('no io.k8s.api.core.v1.Pod');
});
