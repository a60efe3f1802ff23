import type { PodSpec } from './kubernetes.generated';

/** Whether a pod refers to a Secret anywhere: environment, volumes, image pulls. */
export function refersToSecret(spec: PodSpec): boolean {
  const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
  return (
    (spec.imagePullSecrets ?? []).length > 0 ||
    containers.some(
      ({ env, envFrom }) =>
        (Array.isArray(env) && env.some((variable) => variable?.valueFrom?.secretKeyRef !== undefined)) ||
        (Array.isArray(envFrom) && envFrom.some((source) => source?.secretRef !== undefined)),
    ) ||
    (spec.volumes ?? []).some(
      ({ secret, projected, csi }) =>
        secret !== undefined ||
        csi?.nodePublishSecretRef !== undefined ||
        (projected?.sources ?? []).some((source) => source?.secret !== undefined),
    )
  );
}
