import {
  definePolicy,
  renderGuardrails,
  type GuardrailOptions,
  type Policy,
  type WorkloadIdentity,
} from '@podwright/core';
import { load } from 'js-yaml';
import { accountToken, allRights, hasRight, listedRights, rightsOf, rightText, type Right } from './lib/account-rights';
import type { ApiAnswer, ApiServer } from './lib/api-server';
import { applyObjects } from './lib/applied-objects';
import type { JsonObject } from './lib/json';
import { agentPod, CALLS_BY_RIGHT, PLUGIN_RIGHTS, pluginCalls } from './lib/plugin-calls';
import { sharedJudges } from './lib/shared-judges';

/** Files of objects that are not about single pods. */
const FILES = /-(resource-quota|limit-range|network-policy|rbac|workload-identity)\.yaml$/;

const CONTROLLER = { namespace: 'jenkins', serviceAccount: 'controller' };

const BARE = definePolicy({ name: 'bare' });
const FULL = definePolicy({
  name: 'full',
  extends: 'restricted',
  images: {
    allow: ['registry.example.com:5000', 'docker.io/library', '[fd12::1]:6000/team'],
    mirrors: { 'quay.io': 'mirror.example.com:8443/quay' },
    requireDigest: true,
  },
  resources: {
    requireRequests: ['cpu', 'memory', 'ephemeral-storage'],
    requests: { cpu: { min: '50m', max: '1500m' }, memory: { max: '4.5Gi' }, 'ephemeral-storage': { max: '2e9' } },
    limits: { cpu: { max: '0.1' }, memory: { max: '8Gi' }, 'ephemeral-storage': { max: '20Gi' } },
  },
  serviceAccounts: ['default', 'builds', 'image-builds'],
  nodePools: [{ pool: 'builds' }],
  capabilities: [],
  volumes: ['emptyDir', 'ephemeral', 'projected'],
  deadline: 7200,
});

const IDENTITIES: readonly (WorkloadIdentity | undefined)[] = [
  undefined,
  { provider: 'eks', role: 'arn:aws:iam::111122223333:role/image-builds' },
  { provider: 'gke', serviceAccount: 'image-builds@project.iam.gserviceaccount.com' },
  { provider: 'aks', clientId: '00000000-0000-4000-8000-000000000000' },
];

const judges = sharedJudges();

const filesOf = (policy: Policy, options: Omit<GuardrailOptions, 'controller'>) =>
  renderGuardrails(policy, { controller: CONTROLLER, ...options }).filter(({ name }) => FILES.test(name));

/** The Role and what belongs to it, as text. */
const rbacOf = (namespace: string, policy = FULL): string =>
  filesOf(policy, { namespace }).find(({ name }) => name.endsWith('rbac.yaml'))?.text ?? '';

/** What the server lets every account do: ask about itself, and read certificates of authorities. */
const COMMON = [
  'authentication.k8s.io/selfsubjectreviews create',
  'authorization.k8s.io/selfsubjectaccessreviews create',
  'authorization.k8s.io/selfsubjectrulesreviews create',
  'certificates.k8s.io/clustertrustbundles get',
  'certificates.k8s.io/clustertrustbundles list',
  'certificates.k8s.io/clustertrustbundles watch',
];

/** A namespace with objects, and with a pod and an event that can be watched. */
async function createWith(server: ApiServer, namespace: string, text: string): Promise<void> {
  await server.createNamespace(namespace);
  const answers = await applyObjects(server, text);
  const path = `/api/v1/namespaces/${namespace}`;
  const event = { involvedObject: { kind: 'Pod', name: 'agent', namespace }, reason: 'Seen', type: 'Normal' };
  answers.push(
    { title: 'Pod seen', answer: await server.post(`${path}/pods`, agentPod('seen')) },
    {
      title: 'Event seen',
      answer: await server.post(`${path}/events`, {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: 'seen', namespace },
        ...event,
      }),
    },
  );
  for (const { title, answer } of answers)
    if (answer.status >= 300) throw new Error(`${title}: ${answer.status} ${answer.message}`);
}

/** The RBAC of a namespace without one right. */
function rbacWithout(namespace: string, { resource, verb }: Right): string {
  const [role = '', ...others] = rbacOf(namespace).split(/^---$/m);
  const { rules, ...rest } = load(role) as { readonly rules: readonly { resources: string[]; verbs: string[] }[] };
  const left = rules
    .map((rule) =>
      rule.resources[0] === resource ? { ...rule, verbs: rule.verbs.filter((one) => one !== verb) } : rule,
    )
    .filter(({ verbs }) => verbs.length > 0);
  return [JSON.stringify({ ...rest, rules: left }), ...others].join('\n---\n');
}

/** Authorisation knows a new Role some time after it is created. */
async function untilAllowed(server: ApiServer, token: string, right: Right, namespace: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await hasRight(server, token, right, namespace)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${rightText(right)} in ${namespace} is not allowed`);
}

/** The server with the Role in the namespace `agents`, and tokens of the controller and of an account without rights. */
interface SetUp {
  readonly server: ApiServer;
  readonly token: string;
  readonly nobody: string;
}

let setUp: Promise<SetUp> | undefined;

function controller(): Promise<SetUp> {
  return (setUp ??= (async () => {
    const server = await judges.apiServer();
    await server.createNamespace(CONTROLLER.namespace);
    await server.createNamespace('elsewhere');
    for (const [namespace, name] of [
      [CONTROLLER.namespace, CONTROLLER.serviceAccount],
      ['elsewhere', 'nobody'],
    ] as const)
      await server.post(`/api/v1/namespaces/${namespace}/serviceaccounts`, {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name },
      });
    await createWith(server, 'agents', rbacOf('agents'));
    const token = await accountToken(server, CONTROLLER.namespace, CONTROLLER.serviceAccount);
    for (const right of PLUGIN_RIGHTS) await untilAllowed(server, token, right, 'agents');
    return { server, token, nobody: await accountToken(server, 'elsewhere', 'nobody') };
  })());
}

describe('the server accepts every object', () => {
  test.each(
    [BARE, FULL].flatMap((policy) =>
      IDENTITIES.map((identity) => [policy.name, identity?.provider ?? 'none', policy, identity] as const),
    ),
  )('of the policy %s with the identity %s', async (name, provider, policy, identity) => {
    const { server } = await controller();
    const namespace = `accepted-${name}-${provider}`;
    await server.createNamespace(namespace);
    const files = filesOf(policy, { namespace, identity });
    expect(files).toHaveLength(identity === undefined ? 4 : 5);
    const answers = (await Promise.all(files.map(({ text }) => applyObjects(server, text, { dryRun: true })))).flat();
    expect(answers.filter(({ answer }) => answer.status >= 300)).toEqual([]);
    expect(answers.length).toBeGreaterThanOrEqual(8);
  });

  test('and would refuse a field that does not exist', async () => {
    const { server } = await controller();
    const text = rbacOf('agents').replace('automountServiceAccountToken', 'automountServiceAccountTokens');
    const refused = (await applyObjects(server, text, { dryRun: true })).filter(({ answer }) => answer.status >= 300);
    expect(refused.map(({ answer }) => answer.message)).toEqual([
      expect.stringContaining('automountServiceAccountTokens'),
    ]);
  });
});

describe('the controller', () => {
  test('makes all calls of the plugin; without a kubelet exec and logs fail, but not for want of rights', async () => {
    const { server, token } = await controller();
    expect(await pluginCalls(server, 'agents', token)).toEqual({
      create: 201,
      get: 200,
      list: 200,
      watch: 200,
      // The node of the pod is not there.
      exec: 404,
      log: 404,
      'follow log': 404,
      events: 200,
      'watch events': 200,
      delete: 200,
    });
  });

  test('has no right in the namespace but these, of all there are', async () => {
    const { server, token, nobody } = await controller();
    const rights = await allRights(server);
    expect(rights.length).toBeGreaterThan(1000);
    const common = await rightsOf(server, nobody, rights, 'agents');
    expect(await rightsOf(server, token, rights, 'agents')).toEqual(
      [...common, ...PLUGIN_RIGHTS.map(rightText)].sort(),
    );
  });

  test('has no right in its own namespace, in another, and in all together', async () => {
    const { server, token, nobody } = await controller();
    const rights = await allRights(server);
    for (const namespace of [CONTROLLER.namespace, 'elsewhere', undefined]) {
      const common = await rightsOf(server, nobody, rights, namespace);
      expect(common).toEqual(COMMON);
      expect(await rightsOf(server, token, rights, namespace)).toEqual(common);
    }
  });

  test('has these rights by the server’s own list too, none by name or wildcard', async () => {
    const { server, token } = await controller();
    expect(await listedRights(server, token, 'agents')).toEqual([...COMMON, ...PLUGIN_RIGHTS.map(rightText)].sort());
    expect(await listedRights(server, token, 'elsewhere')).toEqual(COMMON);
  });

  test('is refused every call in another namespace', async () => {
    const { server, token } = await controller();
    expect(new Set(Object.values(await pluginCalls(server, 'elsewhere', token)))).toEqual(new Set([403]));
  });
});

describe('no right is one too many', () => {
  test.each(PLUGIN_RIGHTS.map((right) => [rightText(right), right] as const))(
    'without %s the plugin is refused a call',
    async (name, right) => {
      const { server, token } = await controller();
      const namespace = `without-${name.replace(/[/ ]/g, '-')}`;
      await createWith(server, namespace, rbacWithout(namespace, right));
      for (const left of PLUGIN_RIGHTS) if (left !== right) await untilAllowed(server, token, left, namespace);
      const refused = Object.entries(await pluginCalls(server, namespace, token)).flatMap(([call, status]) =>
        status === 403 ? [call] : [],
      );
      expect(refused).toEqual(CALLS_BY_RIGHT[name]);
    },
  );
});

describe('an agent', () => {
  test.each(['default', 'builds', 'image-builds'])('that runs as %s has no rights', async (name) => {
    const { server } = await controller();
    const token = await accountToken(server, 'agents', name);
    expect(await rightsOf(server, token, await allRights(server), 'agents')).toEqual(COMMON);
    for (const namespace of ['agents', 'elsewhere'])
      expect(await listedRights(server, token, namespace)).toEqual(COMMON);
  });

  test('gets no token from its account', async () => {
    const { server } = await controller();
    for (const name of ['default', 'builds']) {
      const { spec } = agentPod('tokenless');
      const { containers } = spec;
      const answer = await server.post('/api/v1/namespaces/agents/pods?dryRun=All', {
        ...agentPod('tokenless'),
        spec: { serviceAccountName: name, containers },
      });
      expect(answer.status).toBe(201);
      expect((answer.body.spec as { readonly volumes?: unknown }).volumes).toBeUndefined();
    }
  });
});

describe('the LimitRange', () => {
  const namespace = 'limited';
  const dryRun = async (server: ApiServer, spec: JsonObject, resources: JsonObject = {}): Promise<ApiAnswer> =>
    server.post(`/api/v1/namespaces/${namespace}/pods?dryRun=All`, {
      ...agentPod('limited'),
      spec: { ...spec, containers: [{ name: 'jnlp', image: 'registry.example.com/agent:1', resources }] },
    });
  const requestsOf = ({ body }: ApiAnswer): unknown =>
    (body.spec as unknown as { containers: { resources: { requests?: object } }[] }).containers[0]?.resources.requests;

  beforeAll(async () => {
    const { server } = await controller();
    const text = filesOf(BARE, { namespace }).find(({ name }) => name.endsWith('limit-range.yaml'))?.text ?? '';
    await createWith(server, namespace, text);
    for (let i = 0; i < 100 && requestsOf(await dryRun(server, {})) === undefined; i++)
      await new Promise((resolve) => setTimeout(resolve, 50));
  });

  test('fills in nothing that the policy wants stated', async () => {
    const { server } = await controller();
    expect(requestsOf(await dryRun(server, {}))).toEqual({ 'ephemeral-storage': '1Gi' });
  });

  test('lets a container request what it likes', async () => {
    const { server } = await controller();
    const requests = { cpu: '64', memory: '512Gi', 'ephemeral-storage': '1Ti' };
    expect(await dryRun(server, {}, { requests })).toMatchObject({ status: 201 });
  });

  test('refuses a pod that names less for the pod as a whole, as the README says', async () => {
    const { server } = await controller();
    const filled = filesOf(definePolicy({ name: 'silent', extends: 'baseline' }), { namespace }).find(({ name }) =>
      name.endsWith('limit-range.yaml'),
    )?.text;
    for (const { answer } of await applyObjects(server, filled ?? '')) expect(answer.status).toBe(200);
    const spec = { resources: { requests: { memory: '64Mi' }, limits: { memory: '64Mi' } } };
    for (let i = 0; i < 100 && (await dryRun(server, spec)).status === 201; i++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await dryRun(server, spec)).toMatchObject({ status: 422 });
  });
});
