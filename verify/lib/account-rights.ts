import type { ApiServer } from './api-server';

/** A verb on a resource, as the server authorises it. */
export interface Right {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
}

interface ApiResource {
  readonly name: string;
  readonly verbs: readonly string[];
}

interface ApiGroup {
  readonly versions: readonly { readonly groupVersion: string }[];
}

/** Verbs of requests, and those that only authorisation knows. */
const VERBS = [
  ...['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'],
  ...['use', 'bind', 'escalate', 'impersonate', 'approve', 'sign', 'attest'],
];

/** Names that stand for more than one. */
const WILDCARDS: readonly Right[] = [
  { group: '', resource: '*', verb: 'get' },
  { group: '', resource: 'pods', verb: '*' },
  { group: '*', resource: '*', verb: '*' },
];

/** Subjects whom one may act as: resources of no list. */
const SUBJECTS = [
  ...['users', 'groups', 'serviceaccounts'].map((resource) => ({ group: '', resource })),
  ...['userextras/scopes', 'uids'].map((resource) => ({ group: 'authentication.k8s.io', resource })),
].map((subject): Right => ({ ...subject, verb: 'impersonate' }));

/** Every right there is in a server: each resource that it names, with each verb. */
export async function allRights(server: ApiServer): Promise<readonly Right[]> {
  const { body: groups } = await server.request('GET', '/apis');
  const versions = ((groups.groups ?? []) as unknown as readonly ApiGroup[]).flatMap((group) =>
    group.versions.map(({ groupVersion }) => groupVersion),
  );
  const rights = new Map<string, Right>();
  for (const version of ['v1', ...versions]) {
    const { body } = await server.request('GET', version === 'v1' ? '/api/v1' : `/apis/${version}`);
    for (const { name, verbs } of (body.resources ?? []) as unknown as readonly ApiResource[])
      for (const verb of new Set([...VERBS, ...verbs])) {
        const right = { group: version.includes('/') ? (version.split('/')[0] ?? '') : '', resource: name, verb };
        rights.set(rightText(right), right);
      }
  }
  for (const right of [...WILDCARDS, ...SUBJECTS]) rights.set(rightText(right), right);
  return [...rights.values()];
}

/** A right as one text: `pods/exec create`, `apps/deployments get`. */
export function rightText({ group, resource, verb }: Right): string {
  return `${group === '' ? '' : `${group}/`}${resource} ${verb}`;
}

/** Whether the owner of a token has a right; in all namespaces, where none is named. */
export async function hasRight(
  server: ApiServer,
  token: string,
  { group, resource, verb }: Right,
  namespace?: string,
): Promise<boolean> {
  const [name = '', ...subresource] = resource.split('/');
  const resourceAttributes = {
    group,
    resource: name,
    verb,
    ...(subresource.length === 0 ? {} : { subresource: subresource.join('/') }),
    ...(namespace === undefined ? {} : { namespace }),
  };
  const { status, message, body } = await server.post(
    '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } },
    { token },
  );
  if (status !== 201) throw new Error(`SelfSubjectAccessReview: ${status} ${message}`);
  return (body.status as unknown as { readonly allowed: boolean }).allowed;
}

/** Which of the rights the owner of a token has, as texts, in order. */
export async function rightsOf(
  server: ApiServer,
  token: string,
  rights: readonly Right[],
  namespace?: string,
): Promise<readonly string[]> {
  const answers = await Promise.all(
    rights.map(async (right) => ((await hasRight(server, token, right, namespace)) ? [rightText(right)] : [])),
  );
  return answers.flat().sort();
}

/** What the server's own list says that the owner of a token may do in a namespace, as texts, in order. */
export async function listedRights(server: ApiServer, token: string, namespace: string): Promise<readonly string[]> {
  const { status, message, body } = await server.post(
    '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
    { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace } },
    { token },
  );
  if (status !== 201) throw new Error(`SelfSubjectRulesReview: ${status} ${message}`);
  const { resourceRules, incomplete } = body.status as unknown as {
    readonly incomplete: boolean;
    readonly resourceRules: readonly {
      readonly apiGroups: readonly string[];
      readonly resources: readonly string[];
      readonly verbs: readonly string[];
      readonly resourceNames?: readonly string[];
    }[];
  };
  if (incomplete) throw new Error('SelfSubjectRulesReview: incomplete');
  const texts = resourceRules.flatMap(({ apiGroups, resources, verbs, resourceNames = [] }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) =>
        verbs.map((verb) => [rightText({ group, resource, verb }), ...resourceNames].join(' ')),
      ),
    ),
  );
  return [...new Set(texts)].sort();
}

/** A token of a service account, by the subresource that the kubelet uses. */
export async function accountToken(server: ApiServer, namespace: string, name: string): Promise<string> {
  const { status, message, body } = await server.post(`/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 3600 },
  });
  if (status !== 201) throw new Error(`token of ${namespace}/${name}: ${status} ${message}`);
  return (body.status as unknown as { readonly token: string }).token;
}
