/**
 * Requests that an engine looks at: new pods, changed ones, and the two changes of running ones that are resources of their own,
 * containers added to them and other amounts of cpu and memory.
 */
export const POD_REQUESTS = Object.freeze({
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['CREATE', 'UPDATE'],
  resources: ['pods', 'pods/ephemeralcontainers', 'pods/resize'],
  scope: 'Namespaced',
});

/** Selects one namespace, by the label that the API server itself keeps. */
export function namespaceSelector(namespace: string): { readonly matchLabels: { readonly [key: string]: string } } {
  return { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
}
