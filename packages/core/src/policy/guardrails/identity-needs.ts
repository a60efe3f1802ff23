import type { WorkloadIdentity } from './guardrail';
import { IDENTITY_ACCOUNT } from './identity-account';

/** What the pod and the cloud need for an identity, and what an image build may do at the registry: as Markdown. */
export function identityNeeds(identity: WorkloadIdentity, namespace: string): string {
  switch (identity.provider) {
    case 'eks':
      return eksNeeds(identity.role, namespace);
    case 'gke':
      return gkeNeeds(identity.serviceAccount, namespace);
    case 'aks':
      return aksNeeds(identity.clientId, namespace);
  }
}

function json(value: object): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}

function eksNeeds(role: string, namespace: string): string {
  const [, partition = 'aws', , , account = ''] = role.split(':');
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:${partition}:iam::${account}:oidc-provider/OIDC_PROVIDER` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            'OIDC_PROVIDER:aud': 'sts.amazonaws.com',
            'OIDC_PROVIDER:sub': `system:serviceaccount:${namespace}:${IDENTITY_ACCOUNT}`,
          },
        },
      },
    ],
  };
  const permissions = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      {
        Effect: 'Allow',
        Action: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:CompleteLayerUpload',
          'ecr:GetDownloadUrlForLayer',
          'ecr:InitiateLayerUpload',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
        Resource: `arn:${partition}:ecr:REGION:${account}:repository/REPOSITORY`,
      },
    ],
  };
  return [
    `Who may take the role ([trust policy](https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html); ` +
      '`OIDC_PROVIDER` is the issuer of the cluster without `https://`):',
    json(trust),
    'What the role may do ([to push](https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html), and to ' +
      'download the layers of bases and caches there):',
    json(permissions),
  ].join('\n\n');
}

function gkeNeeds(serviceAccount: string, namespace: string): string {
  return [
    'The Google service account needs `roles/artifactregistry.writer` ' +
      '[on the repository](https://cloud.google.com/artifact-registry/docs/access-control), and the account of the pods ' +
      '`roles/iam.workloadIdentityUser` [on the service account](https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity):',
    '```sh\n' +
      'gcloud artifacts repositories add-iam-policy-binding REPOSITORY --location=LOCATION \\\n' +
      `  --role=roles/artifactregistry.writer --member=serviceAccount:${serviceAccount}\n` +
      `gcloud iam service-accounts add-iam-policy-binding ${serviceAccount} \\\n` +
      `  --role=roles/iam.workloadIdentityUser --member='serviceAccount:PROJECT.svc.id.goog[${namespace}/${IDENTITY_ACCOUNT}]'\n` +
      '```',
    'Without a Google service account the role can be given to the pods themselves; the annotation is not needed then. As `--member`:',
    '```text\n' +
      'principal://iam.googleapis.com/projects/PROJECT_NUMBER/locations/global/workloadIdentityPools/PROJECT.svc.id.goog/' +
      `subject/ns/${namespace}/sa/${IDENTITY_ACCOUNT}\n` +
      '```',
    'The pods carry the label `workload-identity: image-builds`: without it the network keeps the metadata server from them.',
  ].join('\n\n');
}

function aksNeeds(clientId: string, namespace: string): string {
  return [
    'The managed identity needs `AcrPush` ' +
      '[on the registry](https://learn.microsoft.com/azure/container-registry/container-registry-rbac-built-in-roles-overview), ' +
      'or `Container Registry Repository Writer` where the registry grants by repository, and a ' +
      '[federated credential](https://learn.microsoft.com/azure/aks/workload-identity-deploy-cluster) for the account of the pods:',
    '```sh\n' +
      `az role assignment create --role AcrPush --assignee ${clientId} --scope REGISTRY_ID\n` +
      'az identity federated-credential create --name image-builds --identity-name IDENTITY --resource-group GROUP \\\n' +
      `  --issuer OIDC_ISSUER --subject system:serviceaccount:${namespace}:${IDENTITY_ACCOUNT} --audience api://AzureADTokenExchange\n` +
      '```',
    'The pods carry the label `azure.workload.identity/use: "true"`: without it they get no token.',
  ].join('\n\n');
}
