/**
 * Whether a pod is one that runs, as the API answers it: then it has a node, and what the plugin adds to every pod. No
 * template has a status.
 */
export function hasStarted(pod: object): boolean {
  const { status } = pod as { readonly status?: { readonly startTime?: unknown } | null };
  return Boolean(status?.startTime);
}
