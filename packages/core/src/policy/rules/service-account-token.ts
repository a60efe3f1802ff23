import { defineRule } from '../rule';

/** A mounted token lets every build step speak to the cluster's API. */
export const serviceAccountToken = defineRule({
  id: 'service-account-token',
  severity: 'error',
  help: 'leave the field out; a step that needs the API gets a projected token of its own, short-lived and in one container',
  check: ({ pod }) =>
    pod.spec.automountServiceAccountToken === false
      ? []
      : [
          {
            path: 'spec.automountServiceAccountToken',
            value: pod.spec.automountServiceAccountToken ?? true,
            message: 'every container gets a token of the cluster',
          },
        ],
});
