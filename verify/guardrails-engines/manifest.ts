import { loadAll } from 'js-yaml';
import { isJsonObject, type Json, type JsonObject } from '../lib/json';
import { engineError } from './engine-run';

/** What is read of a policy object before an engine gets its text. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly spec: JsonObject;
}

/**
 * The objects of a YAML stream.
 *
 * @throws Error when there is none, or one lacks what makes it an object: the engines pass over such a document.
 */
export function manifestsOf(engine: string, yaml: string): readonly Manifest[] {
  const manifests = (loadAll(yaml) as readonly Json[]).map((document, index): Manifest => {
    const { apiVersion, kind, metadata, spec } = isJsonObject(document) ? document : {};
    const name = isJsonObject(metadata) ? metadata['name'] : undefined;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string' || !isJsonObject(spec)) {
      throw engineError(engine, `was given a document without apiVersion, kind, name or spec: document ${index}`);
    }
    return { apiVersion, kind, name, spec };
  });
  if (manifests.length === 0) throw engineError(engine, 'was given no policy');
  return manifests;
}
