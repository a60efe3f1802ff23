import { defineRule } from '../rule';

/** The name of the account a pod runs as: the old field counts too, and none is `default`. */
const CEL_ACCOUNT =
  "(has(object.spec.serviceAccountName) && object.spec.serviceAccountName != '' ? object.spec.serviceAccountName : (has(object.spec.serviceAccount) && object.spec.serviceAccount != '' ? object.spec.serviceAccount : 'default'))";

/** A pod runs as an account that is meant for builds. */
export const serviceAccountNotAllowed = defineRule({
  id: 'service-account-not-allowed',
  severity: 'error',
  summary: 'Reports a pod that runs as a service account which the policy does not name',
  why: 'Whoever may create pods may run them as any account of the namespace: with its rights in the cluster, its secrets and its cloud identity.',
  help: 'name a service account of the policy as serviceAccountName',
  scope: 'pod',
  check: ({ pod, policy }) => {
    const allowed = policy.serviceAccounts;
    if (allowed === undefined) return [];
    const { serviceAccountName, serviceAccount } = pod.spec;
    const name = serviceAccountName || serviceAccount || 'default';
    return allowed.includes(name)
      ? []
      : [
          {
            path: 'spec.serviceAccountName',
            value: name,
            message: `the pod runs as the service account ${JSON.stringify(name)}, which is not allowed`,
          },
        ];
  },
  admission: ({ serviceAccounts }) =>
    serviceAccounts === undefined
      ? undefined
      : {
          subject: 'pod',
          broken: `!(${CEL_ACCOUNT} in variables.serviceAccounts)`,
          message: 'the pod runs as a service account that is not allowed',
          parameters: { serviceAccounts },
        },
});
