import {
  checkPod,
  checkPodTemplate,
  definePolicy,
  evaluatePodSecurity,
  PRESETS,
  renderGuardrails,
  renderPodYaml,
  type PodTemplate,
  type Policy,
} from '@podwright/core';
import { loadAll } from 'js-yaml';
import type { ApiServer } from './lib/api-server';
import { applyObjects } from './lib/applied-objects';
import type { JsonObject } from './lib/json';
import { policyTable, TABLE_POLICY, type TablePod } from './lib/policy-table';
import { sharedJudges } from './lib/shared-judges';
import { catalogueSubjects } from './lib/subjects';

const judges = sharedJudges();
const NAMESPACE = 'guarded';
const TODAY = new Date('2026-11-24');
const table = policyTable();

/** The objects of one file of the guardrails. */
function objectsOf(file: string, policy: Policy = TABLE_POLICY): JsonObject[] {
  const found = renderGuardrails(policy, { namespace: NAMESPACE, today: TODAY }).find(({ name }) =>
    name.endsWith(file),
  );
  return loadAll(found?.text ?? '') as JsonObject[];
}

let prepared: Promise<ApiServer> | undefined;

/** The server with the admission policy in force, in a namespace where every level is allowed. */
function guardedServer(): Promise<ApiServer> {
  return (prepared ??= (async () => {
    const server = await judges.apiServer();
    await server.createNamespace(NAMESPACE);
    for (const namespace of [NAMESPACE, 'baseline', 'restricted', 'privileged'])
      for (const name of ['builds', 'image-builds', 'admin', 'builds-evil'])
        await server.post(`/api/v1/namespaces/${namespace}/serviceaccounts`, { metadata: { name } });
    await applyAll(server, objectsOf('admission-policy.yaml'));
    return server;
  })());
}

/** What the server says of a pod, by a dry run: an ephemeral container is added to a pod that runs. */
async function serverVerdict(
  server: ApiServer,
  { pod }: TablePod,
  namespace: string,
): Promise<{ status: number; message: string }> {
  const { ephemeralContainers, ...spec } = pod.spec as JsonObject;
  if (ephemeralContainers === undefined) return await server.dryRunPod(JSON.stringify(pod), namespace);
  const running = await server.request('GET', `/api/v1/namespaces/${namespace}/pods/running`);
  const base =
    running.status === 200
      ? running
      : await server.post(`/api/v1/namespaces/${namespace}/pods`, { ...pod, metadata: { name: 'running' }, spec });
  if (base.status > 201) throw new Error(`the running pod: ${base.status} ${base.message}`);
  const withMore = { ...base.body, spec: { ...(base.body.spec as JsonObject), ephemeralContainers } };
  return await server.request(
    'PUT',
    `/api/v1/namespaces/${namespace}/pods/running/ephemeralcontainers?dryRun=All`,
    withMore,
  );
}

test('the table has at least 300 pods, each with a name of its own', () => {
  expect(table.length).toBeGreaterThanOrEqual(300);
  expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
});

describe('under the admission policy', () => {
  test('check and the server say the same of every pod of the table', async () => {
    const server = await guardedServer();
    await untilInForce(server);
    const differences: string[] = [];
    const denied = new Set<string>();
    for (const entry of table) {
      const free = await serverVerdict(server, entry, 'privileged');
      // What is no valid pod anywhere says nothing about a policy.
      if (free.status >= 400) {
        differences.push(`${entry.name}: is refused everywhere: ${free.message}`);
        continue;
      }
      const { status, message } = await serverVerdict(server, entry, NAMESPACE);
      const expected = checkPod(entry.pod, {
        policy: TABLE_POLICY,
        level: 'privileged',
        namespace: NAMESPACE,
        today: TODAY,
      })
        .filter(({ severity }) => severity === 'error')
        .map(({ ruleId }) => ruleId);
      const said = [...message.matchAll(/(?:denied request: |; )([a-z-]+): /g)].map(([, id = '']) => id);
      said.forEach((id) => denied.add(id));
      const want = [...new Set(expected)].sort().join(' ');
      const got = [...new Set(said)].sort().join(' ');
      if (want !== got || status >= 400 !== expected.length > 0)
        differences.push(
          `${entry.name}: check ${want || 'allows it'}; server ${status} ${got} ${got === '' ? message : ''}`,
        );
    }
    expect(differences).toEqual([]);
    // A rule that never refused anything was not judged.
    const held = /^- `([a-z-]+)`/gm;
    const { text = '' } = renderGuardrails(TABLE_POLICY, { namespace: NAMESPACE, today: TODAY })[0] ?? {};
    expect([...denied].sort()).toEqual([...text.matchAll(held)].map(([, id]) => id).sort());
  });
});

describe('the catalogue', () => {
  const exempt = catalogueSubjects().flatMap(({ pipeline }) => {
    const { pod, podSecurity } = pipeline.template;
    return podSecurity === 'restricted' ? [] : pod.spec.containers.map(({ image = '' }) => image.replace(/[:@].*/, ''));
  });
  // Who needs root gets it by name, in a namespace of the level baseline.
  const policy = definePolicy({
    name: 'catalogue',
    extends: 'restricted',
    podSecurity: { namespaces: { 'catalogue-baseline': 'baseline' } },
    exemptions: exempt.map((image) => ({ rule: 'root-user' as const, image, reason: 'builds images' })),
  });
  const prepare = memo(async () => {
    const server = await guardedServer();
    for (const level of ['baseline', 'restricted']) {
      const files = renderGuardrails(policy, { namespace: `catalogue-${level}`, today: TODAY });
      const held = files.filter(({ name }) => name.endsWith('.yaml'));
      await applyAll(
        server,
        held.flatMap(({ text }) => loadAll(text) as JsonObject[]),
      );
    }
    const wrong = JSON.stringify({
      ...table[0]?.pod,
      spec: { ...(table[0]?.pod.spec as JsonObject), nodeName: 'node-1', serviceAccountName: 'default' },
    });
    await until(async () => (await server.dryRunPod(wrong, 'catalogue-restricted')).message.includes('node-name'));
    await until(async () => (await server.dryRunPod(wrong, 'catalogue-baseline')).message.includes('node-name'));
    return server;
  });

  test.each(catalogueSubjects())('$name passes its own guardrails, all of them', async ({ pipeline }) => {
    const { template } = pipeline;
    const server = await prepare();
    expect(
      checkPodTemplate(template, policy, { namespace: `catalogue-${template.podSecurity}` }).filter(
        ({ severity }) => severity === 'error',
      ),
    ).toEqual([]);
    const { status, message } = await server.dryRunPod(renderPodYaml(template), `catalogue-${template.podSecurity}`);
    expect({ status, message }).toEqual({ status: 201, message: '' });
  });
});

describe('the types of the expressions', () => {
  const policies = [TABLE_POLICY, PRESETS.recommended, PRESETS.restricted].flatMap((policy) =>
    objectsOf('admission-policy.yaml', policy).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy'),
  );

  test.each(policies.map((policy) => ({ name: nameOf(policy), policy })))(
    'the server warns of none in $name',
    async ({ name, policy }) => {
      const server = await guardedServer();
      await applyAll(server, [withExpressionsBare(policy, `types-${name}`)]);
      expect(await typeWarnings(server, `types-${name}`)).toEqual([]);
    },
  );

  test('the server warns of a field that no pod has', async () => {
    const server = await guardedServer();
    const bare = JSON.stringify(withExpressionsBare(policies[0] ?? {}, 'misspelt'));
    await applyAll(server, [JSON.parse(bare.replaceAll('hostPID', 'hostPid')) as JsonObject]);
    expect(JSON.stringify(await typeWarnings(server, 'misspelt'))).toContain("undefined field 'hostPid'");
  });
});

/** Applies objects; throws at those that the server refuses. */
async function applyAll(server: ApiServer, objects: readonly JsonObject[]): Promise<void> {
  const applied = await applyObjects(server, objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  const refused = applied.filter(({ answer }) => answer.status >= 300);
  if (refused.length > 0)
    throw new Error(refused.map(({ title, answer }) => `${title}: ${answer.status} ${answer.message}`).join('\n'));
}

function nameOf({ metadata }: JsonObject): string {
  return (metadata as { name: string }).name;
}

/**
 * The type checker looks at validations, and takes a variable with a mistake for anything: each is made a validation here, and
 * lists of containers, which have no type, are that of the regular ones.
 */
function withExpressionsBare(policy: JsonObject, name: string): JsonObject {
  const spec = policy.spec as JsonObject & { variables: { expression: string }[]; validations: JsonObject[] };
  const bare = spec.variables.map(({ expression }) => {
    const typed = expression.replace(/variables\.(?:steady|all)Containers/g, 'object.spec.containers');
    return { expression: `size(${expression.startsWith('variables.steady') ? expression : typed}) >= 0` };
  });
  return { ...policy, metadata: { name }, spec: { ...spec, validations: [...spec.validations, ...bare] } };
}

describe.each(['baseline', 'restricted'] as const)('under Pod Security admission at %s', (level) => {
  test('the verdict and the words are those of the server', async () => {
    const server = await guardedServer();
    const differences: string[] = [];
    for (const entry of table) {
      const { status, message } = await serverVerdict(server, entry, level);
      const { allowed, failures } = evaluatePodSecurity(entry.pod as unknown as PodTemplate['pod'], { level });
      const words = failures.map(({ reason, detail }) => `${reason} (${detail})`).join(', ');
      if (allowed !== status < 300 || !message.endsWith(words))
        differences.push(`${entry.name}: ${status} ${message}; ours: ${words}`);
    }
    expect(differences).toEqual([]);
  });
});

/** What the server's type checker says of a policy, once it has looked at it. */
async function typeWarnings(server: ApiServer, name: string): Promise<unknown> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const path = `/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/${name}`;
    const { body } = await server.request('GET', path);
    const { typeChecking } = (body.status ?? {}) as { typeChecking?: { expressionWarnings?: unknown } };
    if (typeChecking !== undefined) return typeChecking.expressionWarnings ?? [];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nobody has checked the types of ${name} after 20 s`);
}

/** A new policy takes effect within a second: the first refusal shows it. */
async function untilInForce(server: ApiServer): Promise<void> {
  const wrong = table.find(({ name }) => name === 'hostPID: true');
  if (wrong === undefined) throw new Error('the table lacks the pod that shows it');
  await until(async () => (await serverVerdict(server, wrong, NAMESPACE)).status === 403);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it is not so after 20 s');
}

function memo<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
