import type { PodSecurityCheck } from './check';
import { failedSettings } from './fields';
import { setters } from './wording';

/** No process of the Windows host. */
export const windowsHostProcess: PodSecurityCheck = {
  id: 'windowsHostProcess',
  level: 'baseline',
  revisions: [0],
  summary: 'Reports a pod or container for Windows that runs as a process of its node',
  why: "A HostProcess container is none: it is a process of the Windows node, with the node's network and files, under a user of the node that the pod names. It is what privileged is on Linux.",
  help: 'remove windowsOptions.hostProcess',
  check: (pod) => {
    const fields = failedSettings(
      pod,
      'windowsOptions.hostProcess',
      (context) => context.windowsOptions?.hostProcess,
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
