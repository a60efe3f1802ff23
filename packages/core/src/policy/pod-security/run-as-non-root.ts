import type { PodSecurityCheck } from './check';
import { failedContainers, failedSettings, hasUserNamespace } from './fields';
import { containersOf, named, setters } from './wording';

/** The kubelet refuses root, on the pod or on each container. */
export const runAsNonRoot: PodSecurityCheck = {
  id: 'runAsNonRoot',
  level: 'restricted',
  revisions: [0, 35],
  summary: 'Reports a container that nobody keeps from running as root',
  why: 'Root in a container is root of the node, the same uid, held back by nothing but the fences of the kernel and the runtime. When one of them has a hole it matters who stands behind it: CVE-2019-5736 gave the node to processes of uid 0, and to no others.',
  help: 'set runAsNonRoot: true on the pod, which podwright does by itself',
  check: (pod, minor) => {
    if (minor >= 35 && hasUserNamespace(pod)) return undefined;
    const reason = 'runAsNonRoot != true';
    const denied = failedSettings(
      pod,
      'runAsNonRoot',
      (context) => context.runAsNonRoot,
      (value) => value === false,
      true,
    );
    if (denied.length > 0)
      return { reason, detail: `${setters(denied)} must not set securityContext.runAsNonRoot=false`, fields: denied };
    if (pod.spec.securityContext?.runAsNonRoot === true) return undefined;
    const missing = failedContainers(
      pod,
      'runAsNonRoot',
      (context) => context.runAsNonRoot,
      (value) => value === undefined,
      true,
    );
    if (missing.length === 0) return undefined;
    return {
      reason,
      detail: `pod or ${named('container', containersOf(missing))} must set securityContext.runAsNonRoot=true`,
      fields: missing,
    };
  },
};
