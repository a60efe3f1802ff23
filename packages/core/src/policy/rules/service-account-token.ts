import { defineRule } from '../rule';

/** A mounted token lets every build step speak to the cluster's API. */
export const serviceAccountToken = defineRule({
  id: 'service-account-token',
  severity: 'error',
  summary: 'Reports a pod whose containers get a token of the cluster',
  why: 'A mounted token lets every build step, and every dependency that it runs, speak to the API of the cluster.',
  help: 'set automountServiceAccountToken: false, which podwright does by itself; a step that needs the API gets a projected token of its own, short-lived and in one container',
  scope: 'pod',
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
  admission: () => ({
    subject: 'pod',
    broken: '!has(object.spec.automountServiceAccountToken) || object.spec.automountServiceAccountToken',
    message: 'every container gets a token of the cluster',
  }),
});
