import type { Right } from './account-rights';
import type { ApiAnswer, ApiServer } from './api-server';
import type { JsonObject } from './json';

/** The rights that the calls of the Kubernetes plugin need. */
export const PLUGIN_RIGHTS: readonly Right[] = [
  ...['create', 'delete', 'get', 'list', 'watch'].map((verb) => ({ group: '', resource: 'pods', verb })),
  ...['create', 'get'].map((verb) => ({ group: '', resource: 'pods/exec', verb })),
  { group: '', resource: 'pods/log', verb: 'get' },
  ...['list', 'watch'].map((verb) => ({ group: '', resource: 'events', verb })),
];

/** The calls that are refused without one of the rights, by its text. */
export const CALLS_BY_RIGHT: { readonly [right: string]: readonly string[] } = {
  'pods create': ['create'],
  'pods get': ['get'],
  'pods list': ['list'],
  'pods watch': ['watch'],
  'pods delete': ['delete'],
  'pods/exec create': ['exec'],
  'pods/exec get': ['exec'],
  'pods/log get': ['log', 'follow log'],
  'events list': ['events'],
  'events watch': ['watch events'],
};

/** What the plugin calls, by name; in an order in which each finds its pod. */
const CALLS: readonly (readonly [name: string, call: (as: Caller) => Promise<ApiAnswer>])[] = [
  ['create', ({ post }) => post('/pods', agentPod('agent'))],
  ['get', ({ get }) => get('/pods/agent')],
  ['list', ({ get }) => get('/pods?labelSelector=jenkins%2Flabel%3Dbuild')],
  // Both end after a second, with the one event that the object exists.
  ['watch', ({ get }) => get('/pods?watch=true&resourceVersion=0&timeoutSeconds=1&fieldSelector=metadata.name%3Dseen')],
  ['exec', ({ get }) => get('/pods/agent/exec?container=jnlp&command=sh&stdin=true&stdout=true')],
  ['log', ({ get }) => get('/pods/agent/log?container=jnlp&tailLines=30')],
  ['follow log', ({ get }) => get('/pods/agent/log?container=jnlp&tailLines=20&follow=true')],
  ['events', ({ get }) => get('/events?fieldSelector=involvedObject.name%3Dagent')],
  [
    'watch events',
    ({ get }) => get('/events?watch=true&resourceVersion=0&timeoutSeconds=1&fieldSelector=metadata.name%3Dseen'),
  ],
  ['delete', ({ remove }) => remove('/pods/agent')],
];

interface Caller {
  readonly get: (path: string) => Promise<ApiAnswer>;
  readonly post: (path: string, body: JsonObject) => Promise<ApiAnswer>;
  readonly remove: (path: string) => Promise<ApiAnswer>;
}

/**
 * A pod of an agent. It runs nowhere, though it names a node: without one, its log is an empty text and no question to a
 * kubelet.
 */
export function agentPod(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { 'jenkins/label': 'build' } },
    spec: {
      nodeName: 'gone',
      automountServiceAccountToken: false,
      containers: [{ name: 'jnlp', image: 'registry.example.com/agent:1' }],
    },
  };
}

function callerIn(server: ApiServer, namespace: string, token: string): Caller {
  const path = (rest: string): string => `/api/v1/namespaces/${namespace}${rest}`;
  return {
    get: (rest) => server.request('GET', path(rest), undefined, { token }),
    post: (rest, body) => server.post(path(rest), body, { token }),
    remove: (rest) => server.request('DELETE', path(rest), undefined, { token }),
  };
}

/**
 * Makes every call of the plugin as the owner of a token, and tells the status of each by name. The namespace needs a pod
 * and an event named `seen`.
 */
export async function pluginCalls(
  server: ApiServer,
  namespace: string,
  token: string,
): Promise<{ [call: string]: number }> {
  const seen: { [call: string]: number } = {};
  for (const [name, call] of CALLS) seen[name] = (await call(callerIn(server, namespace, token))).status;
  return seen;
}
