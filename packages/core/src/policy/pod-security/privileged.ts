import type { PodSecurityCheck } from './check';
import { failedContainers } from './fields';
import { containersOf, named } from './wording';

/** No privileged container. */
export const privileged: PodSecurityCheck = {
  id: 'privileged',
  level: 'baseline',
  revisions: [0],
  help: 'remove privileged',
  check: (pod) => {
    const fields = failedContainers(
      pod,
      'privileged',
      (context) => context.privileged,
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
