import { InvalidPodTemplateError, parseImageReference, suggestionFor, type Fault } from '@podwright/core';
import { withoutVariables } from '../shell-word';

/** A cache of layers in a repository of the registry: the only kind that every pod on every node can share. */
export interface RegistryCache {
  readonly repository: string;
  /** How long a layer is used, as a duration of Go. */
  readonly ttl: string;
  /** Whether the build only reads: for pull requests, because who writes the cache writes into later images. */
  readonly readOnly: boolean;
}

/**
 * Names the repository that holds the layers.
 *
 * @throws InvalidPodTemplateError when it is no repository, or has a tag or digest.
 * @example registryCache('registry.example.com/payments/cache', { ttl: '168h' })
 */
export function registryCache(
  repository: string,
  fields: { readonly ttl?: string; readonly readOnly?: boolean } = {},
): RegistryCache {
  const faults: Fault[] = [];
  const image = typeof repository === 'string' ? parseImageReference(withoutVariables(repository)) : undefined;
  if (image === undefined || image.tag !== undefined || image.digest !== undefined) {
    const remedy = 'write registry/repository without tag and digest';
    faults.push({ path: 'repository', value: repository, message: 'is no repository', remedy });
  }
  const { ttl = '336h', readOnly = false, ...others } = fields ?? {};
  for (const option of Object.keys(others)) {
    const remedy = suggestionFor(option, ['ttl', 'readOnly'], 'use ttl, readOnly');
    faults.push({ path: 'options', message: `unknown option ${JSON.stringify(option)}`, remedy });
  }
  if (typeof ttl !== 'string' || !/^(?:\d+(?:\.\d+)?(?:h|m|s))+$/.test(ttl))
    faults.push({ path: 'ttl', value: ttl, message: 'is no duration', remedy: 'write hours such as 336h' });
  if (typeof readOnly !== 'boolean')
    faults.push({ path: 'readOnly', value: readOnly, message: 'is not true or false', remedy: 'write true or false' });
  if (faults.length > 0) throw new InvalidPodTemplateError('registryCache', faults, 'registryCache');
  return Object.freeze({ repository, ttl, readOnly });
}
