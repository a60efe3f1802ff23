import { listOf } from './list-of';
import type { PodSpec, Volume } from './kubernetes.generated';
import { isPlainObject } from './schema';

/** Whether a pod refers to a Secret anywhere: environment, volumes, image pulls. */
export function refersToSecret(spec: PodSpec): boolean {
  const containers = [...listOf(spec.initContainers), ...listOf(spec.containers), ...listOf(spec.ephemeralContainers)];
  return (
    (spec.imagePullSecrets ?? []).length > 0 ||
    containers.some(
      ({ env, envFrom }) =>
        listOf(env).some((variable) => isSet(variable?.valueFrom?.secretKeyRef)) ||
        listOf(envFrom).some((source) => isSet(source?.secretRef)),
    ) ||
    listOf(spec.volumes).some(mountsSecret)
  );
}

/** Names by which the sources of volumes refer to a Secret: their own, or the one they log in with. */
const SECRET_FIELDS = ['secretName', 'secretRef', 'nodePublishSecretRef'];

function mountsSecret(volume: Volume): boolean {
  return (
    isSet(volume.secret) ||
    listOf(volume.projected?.sources).some((source) => isSet(source?.secret)) ||
    Object.values(volume).some(
      (source: unknown) => isPlainObject(source) && SECRET_FIELDS.some((field) => isSet(source[field])),
    )
  );
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
