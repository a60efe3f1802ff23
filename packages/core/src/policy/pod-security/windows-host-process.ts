import type { PodSecurityCheck } from './check';
import { failedSettings } from './fields';
import { setters } from './wording';

/** No process of the Windows host. */
export const windowsHostProcess: PodSecurityCheck = {
  id: 'windowsHostProcess',
  level: 'baseline',
  revisions: [0],
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
