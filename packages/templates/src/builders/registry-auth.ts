import { projectedVolume, type VolumeDefinition } from '@podwright/core';
import { volumeName } from '../volume-name';

/**
 * A Secret of type `kubernetes.io/dockerconfigjson` as the `config.json` that builders read, in a folder of the container.
 *
 * @param prefix begins the volume's name, so that two builders of one pod can use two Secrets.
 */
export function registryAuth(prefix: string, mountPath: string, secretName: string): VolumeDefinition<never> {
  return projectedVolume(volumeName(prefix, 'registry-auth'), mountPath, {
    sources: [{ secret: { name: secretName, items: [{ key: '.dockerconfigjson', path: 'config.json' }] } }],
  });
}

/** The option of every builder that pushes. */
export const REGISTRY_SECRET = {
  type: 'string',
  text: 'A Secret of type `kubernetes.io/dockerconfigjson` with the right to push.',
} as const;
