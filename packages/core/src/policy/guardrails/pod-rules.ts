/** Requests that an engine looks at: new pods, changed ones, and containers added to running ones, which is a resource of its own. */
export const POD_REQUESTS = Object.freeze({
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['CREATE', 'UPDATE'],
  resources: ['pods', 'pods/ephemeralcontainers'],
  scope: 'Namespaced',
});

/** Selects one namespace, by the label that the API server itself keeps. */
export function namespaceSelector(namespace: string): { readonly matchLabels: { readonly [key: string]: string } } {
  return { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
}
