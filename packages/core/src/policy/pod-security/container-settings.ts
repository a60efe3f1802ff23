import type { Failure, JudgedPod, PodSecurityCheck } from './check';
import { failedContainers, failedSettings, hasUserNamespace, isWindows } from './fields';
import { containersOf, named, quoted, setters, sortedSet } from './wording';

/** No privileged container. */
export const privileged: PodSecurityCheck = {
  id: 'privileged',
  level: 'baseline',
  help: 'remove privileged',
  check: (pod) => {
    const fields = failedContainers(
      pod,
      'privileged',
      (context) => context?.privileged,
      (value) => value === true,
    );
    if (fields.length === 0) return undefined;
    return {
      reason: 'privileged',
      detail: `${named('container', containersOf(fields))} must not set securityContext.privileged=true`,
      fields,
    };
  },
};

function procMountFailure(pod: JudgedPod): Failure | undefined {
  const fields = failedContainers(
    pod,
    'procMount',
    (context) => context?.procMount,
    (value) => value !== undefined && value !== 'Default',
  );
  if (fields.length === 0) return undefined;
  const values = sortedSet(fields.map(({ value }) => String(value)));
  return {
    reason: 'procMount',
    detail: `${named('container', containersOf(fields))} must not set securityContext.procMount to ${quoted(values)}`,
    fields,
  };
}

/** The parts of /proc that runtimes mask stay masked, unless root in the pod is nobody on the node. */
export const procMount: PodSecurityCheck = {
  id: 'procMount',
  level: 'baseline',
  help: 'leave procMount out',
  check: (pod) => (hasUserNamespace(pod) ? undefined : procMountFailure(pod)),
};

/** The parts of /proc that runtimes mask stay masked. */
export const procMountRestricted: PodSecurityCheck = {
  id: 'procMount_restricted',
  level: 'restricted',
  overrides: 'procMount',
  help: 'leave procMount out',
  check: procMountFailure,
};

/** No process gains more rights than its parent. */
export const allowPrivilegeEscalation: PodSecurityCheck = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  help: 'leave allowPrivilegeEscalation out: it is false by itself',
  check: (pod) => {
    if (isWindows(pod)) return undefined;
    const fields = failedContainers(
      pod,
      'allowPrivilegeEscalation',
      (context) => context?.allowPrivilegeEscalation,
      (value) => value !== false,
    );
    if (fields.length === 0) return undefined;
    return {
      reason: 'allowPrivilegeEscalation != false',
      detail: `${named('container', containersOf(fields))} must set securityContext.allowPrivilegeEscalation=false`,
      fields,
    };
  },
};

/** No process of the Windows host. */
export const windowsHostProcess: PodSecurityCheck = {
  id: 'windowsHostProcess',
  level: 'baseline',
  help: 'remove windowsOptions.hostProcess',
  check: (pod) => {
    const fields = failedSettings(
      pod,
      'windowsOptions.hostProcess',
      (context) => context?.windowsOptions?.hostProcess,
      (value) => value === true,
    );
    if (fields.length === 0) return undefined;
    return {
      reason: 'hostProcess',
      detail: `${setters(fields)} must not set securityContext.windowsOptions.hostProcess=true`,
      fields,
    };
  },
};
