import type { PodSecurityCheck } from './check';
import { failedContainers } from './fields';
import { containersOf, named } from './wording';

/** No privileged container. */
export const privileged: PodSecurityCheck = {
  id: 'privileged',
  level: 'baseline',
  revisions: [0],
  summary: 'Reports a container with privileged: true',
  why: 'A privileged container has all capabilities and every device of its node, and neither seccomp nor AppArmor holds it. To mount the disk of the node and to write to it is one command then.',
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
