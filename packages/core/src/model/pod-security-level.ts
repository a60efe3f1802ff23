/**
 * The levels of the Pod Security Standards, as namespaces name them.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** The levels from the loosest to the strictest. */
export const POD_SECURITY_LEVELS: readonly PodSecurityLevel[] = Object.freeze(['privileged', 'baseline', 'restricted']);

/** Whether a pod that needs one level may run where another is promised. */
export function levelAllows(promised: PodSecurityLevel, needed: PodSecurityLevel): boolean {
  return POD_SECURITY_LEVELS.indexOf(needed) >= POD_SECURITY_LEVELS.indexOf(promised);
}
