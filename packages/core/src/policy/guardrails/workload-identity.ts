import type { Policy } from '../policy';
import type { ChosenOptions, Guardrail, WorkloadIdentity } from './guardrail';
import { IDENTITY_ACCOUNT } from './identity-account';
import { identityNeeds } from './identity-needs';

export { identityFaults } from './identity-faults';

/** An account whose pods have an identity at the cloud's registry. */
export const workloadIdentityGuardrail: Guardrail = {
  file: 'workload-identity.yaml',
  title: 'Workload identity',
  stops: (_, options) =>
    options.identity === undefined
      ? ''
      : `Image builds need neither a password in a Secret nor the credentials of their node. A pod that runs as \`${IDENTITY_ACCOUNT}\` ` +
        `gets short-lived credentials of its own.\n\n${identityNeeds(options.identity, options.namespace)}`,
  cannot: (policy, options) =>
    options.identity === undefined
      ? ''
      : notes(policy, options, options.identity)
          .map((line) => `- ${line}`)
          .join('\n'),
  objects: (_, { namespace, identity }) =>
    identity === undefined
      ? []
      : [
          {
            apiVersion: 'v1',
            kind: 'ServiceAccount',
            metadata: { name: IDENTITY_ACCOUNT, namespace, annotations: annotationsOf(identity) },
            // The cloud's token is mounted without that of the cluster.
            automountServiceAccountToken: false,
          },
        ],
};

function annotationsOf(identity: WorkloadIdentity): { readonly [key: string]: string } {
  switch (identity.provider) {
    case 'eks':
      return { 'eks.amazonaws.com/role-arn': identity.role };
    case 'gke':
      return { 'iam.gke.io/gcp-service-account': identity.serviceAccount };
    case 'aks':
      return { 'azure.workload.identity/client-id': identity.clientId };
  }
}

function notes(
  { serviceAccounts, volumes }: Policy,
  { namespace }: ChosenOptions,
  { provider }: WorkloadIdentity,
): readonly string[] {
  return [
    `Any build that may choose its account can run as \`${IDENTITY_ACCOUNT}\`: where not all builds may push, give image ` +
      `builds a namespace of their own beside \`${namespace}\`.`,
    'It does not take the credentials of the node away from other pods: see the NetworkPolicy, and the section on nodes.',
    ...(serviceAccounts === undefined || serviceAccounts.includes(IDENTITY_ACCOUNT)
      ? []
      : [`The policy refuses pods that run as \`${IDENTITY_ACCOUNT}\`: add it to \`serviceAccounts\`.`]),
    ...(provider === 'gke' || volumes === undefined || volumes.includes('projected')
      ? []
      : [
          'The policy refuses the volume with the token, which a webhook adds to the pod: add `projected` to `volumes`.',
        ]),
  ];
}
