import { podContainers } from '../pod-containers';
import type { PodSecurityCheck } from './check';
import { failedSettings, hasUserNamespace } from './fields';
import { containersOf, named, setters } from './wording';

/** The kubelet refuses root, on the pod or on each container. */
export const runAsNonRoot: PodSecurityCheck = {
  id: 'runAsNonRoot',
  level: 'restricted',
  help: 'leave runAsNonRoot out: it is true by itself',
  check: (pod) => {
    if (hasUserNamespace(pod)) return undefined;
    const reason = 'runAsNonRoot != true';
    const denied = failedSettings(
      pod,
      'runAsNonRoot',
      (context) => context?.runAsNonRoot,
      (value) => value === false,
    );
    if (denied.length > 0)
      return { reason, detail: `${setters(denied)} must not set securityContext.runAsNonRoot=false`, fields: denied };
    if (pod.spec.securityContext?.runAsNonRoot === true) return undefined;
    const missing = podContainers(pod.spec).flatMap(({ container, path }) =>
      typeof container.securityContext?.runAsNonRoot !== 'boolean'
        ? [{ path: `${path}.securityContext.runAsNonRoot`, container: container.name }]
        : [],
    );
    if (missing.length === 0) return undefined;
    return {
      reason,
      detail: `pod or ${named('container', containersOf(missing))} must set securityContext.runAsNonRoot=true`,
      fields: missing,
    };
  },
};

/** Nobody asks to be root. */
export const runAsUser: PodSecurityCheck = {
  id: 'runAsUser',
  level: 'restricted',
  help: 'leave runAsUser out, or use a uid that is not 0',
  check: (pod) => {
    if (hasUserNamespace(pod)) return undefined;
    const fields = failedSettings(
      pod,
      'runAsUser',
      (context) => context?.runAsUser,
      (value) => value === 0,
    );
    return fields.length === 0
      ? undefined
      : { reason: 'runAsUser=0', detail: `${setters(fields)} must not set runAsUser=0`, fields };
  },
};
