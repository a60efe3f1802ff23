import type { Fault } from '../model/fault';
import type { EnvFromSource, EnvVar, PodSpec, Volume } from '../model/kubernetes.generated';
import { listOf } from '../model/list-of';
import { isSubdomain } from '../model/names';
import { itemPath } from '../model/path';
import type { PodTemplate } from '../model/pod-template';

type Reference = readonly [path: string, name: unknown];

/** Names of other objects that the pod refers to: what no object can be called, the server refuses, or the pod waits for. */
export function checkReferences({ pod }: PodTemplate): Fault[] {
  return references(pod.spec).flatMap(([path, name]): Fault[] => {
    // Wrong types are reported by the schema.
    if (typeof name !== 'string' || isSubdomain(name)) return [];
    const remedy = 'use lower-case letters, digits, "-" and "."';
    return [{ path, value: name, message: 'cannot be the name of a Kubernetes object', remedy }];
  });
}

function references(spec: PodSpec): Reference[] {
  const containers = (['initContainers', 'containers'] as const).flatMap((list) =>
    listOf(spec[list]).flatMap((container, i) => {
      const path = itemPath(`spec.${list}`, i);
      return [...ofEnv(container.env, `${path}.env`), ...ofEnvFrom(container.envFrom, `${path}.envFrom`)];
    }),
  );
  return [
    ['spec.serviceAccountName', spec.serviceAccountName],
    ['spec.priorityClassName', spec.priorityClassName],
    ['spec.runtimeClassName', spec.runtimeClassName],
    ...listOf(spec.imagePullSecrets).map((secret, i): Reference => [
      `${itemPath('spec.imagePullSecrets', i)}.name`,
      secret?.name,
    ]),
    ...containers,
    ...listOf(spec.volumes).flatMap((volume, i) => ofVolume(volume, itemPath('spec.volumes', i))),
  ];
}

function ofEnv(env: readonly EnvVar[] | undefined, path: string): Reference[] {
  return listOf(env).flatMap((variable, i): Reference[] => {
    const source = variable?.valueFrom;
    if (source === undefined) return [];
    const at = `${itemPath(path, i)}.valueFrom`;
    return [
      [`${at}.secretKeyRef.name`, source?.secretKeyRef?.name],
      [`${at}.configMapKeyRef.name`, source?.configMapKeyRef?.name],
    ];
  });
}

function ofEnvFrom(envFrom: readonly EnvFromSource[] | undefined, path: string): Reference[] {
  return listOf(envFrom).flatMap((source, i): Reference[] => [
    [`${itemPath(path, i)}.secretRef.name`, source?.secretRef?.name],
    [`${itemPath(path, i)}.configMapRef.name`, source?.configMapRef?.name],
  ]);
}

function ofVolume(volume: Volume, path: string): Reference[] {
  if (volume?.emptyDir !== undefined) return [];
  return [
    [`${path}.secret.secretName`, volume?.secret?.secretName],
    [`${path}.configMap.name`, volume?.configMap?.name],
    [`${path}.persistentVolumeClaim.claimName`, volume?.persistentVolumeClaim?.claimName],
    ...listOf(volume?.projected?.sources).flatMap((source, i): Reference[] => [
      [`${itemPath(`${path}.projected.sources`, i)}.secret.name`, source?.secret?.name],
      [`${itemPath(`${path}.projected.sources`, i)}.configMap.name`, source?.configMap?.name],
    ]),
  ];
}
