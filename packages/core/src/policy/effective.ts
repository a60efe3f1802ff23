import type { Container, PodSpec } from '../model/kubernetes.generated';

/** The uid that a container is told to run as, by itself or by the pod; undefined when its image decides. */
export function effectiveUser({ securityContext }: Partial<Container>, spec: PodSpec): number | undefined {
  return securityContext?.runAsUser ?? spec.securityContext?.runAsUser ?? undefined;
}

/** Whether the kubelet refuses to start a container as root. */
export function mustBeNonRoot({ securityContext }: Partial<Container>, spec: PodSpec): boolean {
  return (securityContext?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) === true;
}

/** CEL: a field of the security context of the container `c`, or the pod's, or what stands for neither. */
export function celEffective(field: string, otherwise: string): string {
  return `(has(c.securityContext) && has(c.securityContext.${field}) ? c.securityContext.${field} : (has(object.spec.securityContext) && has(object.spec.securityContext.${field}) ? object.spec.securityContext.${field} : ${otherwise}))`;
}

/** CEL: whether root in the pod is nobody on the node. */
export const CEL_USER_NAMESPACE = '(has(object.spec.hostUsers) && !object.spec.hostUsers)';

/** Whether a pod is for Windows: it says so, or chooses such nodes, as the plugin's users do. */
export function isForWindows({ os, nodeSelector }: PodSpec): boolean {
  return os?.name === 'windows' || nodeSelector?.['kubernetes.io/os'] === 'windows';
}

/** CEL: whether the pod is for Windows. */
export const CEL_WINDOWS =
  "((has(object.spec.os) && object.spec.os.name == 'windows') || (has(object.spec.nodeSelector) && 'kubernetes.io/os' in object.spec.nodeSelector && object.spec.nodeSelector['kubernetes.io/os'] == 'windows'))";
