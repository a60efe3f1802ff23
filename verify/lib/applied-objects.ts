import { load } from 'js-yaml';
import type { ApiAnswer, ApiServer } from './api-server';

/** What is read of an object before it is sent as it stands. */
interface ObjectHead {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** An object of a file, with the server's answer. */
export interface AppliedObject {
  /** Kind and name, such as `Role podwright-controller`. */
  readonly title: string;
  readonly answer: ApiAnswer;
}

/**
 * Applies the objects of a YAML text as `kubectl apply --server-side` does: one after the other, unknown fields refused.
 * With `dryRun` the server checks and admits them, and keeps nothing.
 */
export async function applyObjects(
  server: ApiServer,
  yamlText: string,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<AppliedObject[]> {
  const applied: AppliedObject[] = [];
  for (const document of yamlText.split(/^---$/m)) {
    const { apiVersion, kind, metadata } = load(document) as ObjectHead;
    const query = `fieldManager=podwright&force=true&fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`;
    const path = `${await collectionPath(server, apiVersion, kind, metadata.namespace)}/${metadata.name}?${query}`;
    applied.push({ title: `${kind} ${metadata.name}`, answer: await server.request('PATCH', path, document) });
  }
  return applied;
}

/** Path of the objects of a kind, by what the server says of itself. */
async function collectionPath(
  server: ApiServer,
  apiVersion: string,
  kind: string,
  namespace: string | undefined,
): Promise<string> {
  const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const { body } = await server.request('GET', base);
  const resources = (body.resources ?? []) as unknown as readonly { readonly kind: string; readonly name: string }[];
  const resource = resources.find((one) => one.kind === kind && !one.name.includes('/'));
  if (resource === undefined) throw new Error(`the server knows no ${kind} in ${apiVersion}`);
  return `${base}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${resource.name}`;
}
