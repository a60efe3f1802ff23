import { podTemplate, type Container, type ContainerDefinition } from '@podwright/core';

/** The container that a definition becomes in a pod, for tests. */
export function containerOf(definition: ContainerDefinition): Container | undefined {
  return podTemplate('build', { podSecurity: 'baseline' }).containers([definition]).build().pod.spec.containers[1];
}

/** Its environment variables with a plain value, by name. */
export function variablesOf(definition: ContainerDefinition): { readonly [name: string]: string | undefined } {
  return Object.fromEntries(containerOf(definition)?.env?.map(({ name, value }) => [name, value]) ?? []);
}

/** The paths that it mounts, in alphabetical order. */
export function mountPathsOf(definition: ContainerDefinition): readonly string[] {
  return (containerOf(definition)?.volumeMounts ?? []).map(({ mountPath }) => mountPath).sort();
}
