import { faultLine } from '../../model/fault';
import { definePolicy, type PolicyDefinition } from '../define-policy';
import type { ChosenOptions, WorkloadIdentity } from './guardrail';
import { identityFaults, workloadIdentityGuardrail } from './workload-identity';

const OPTIONS: ChosenOptions = {
  namespace: 'ci',
  engine: 'admission',
  pods: 50,
  controller: { namespace: 'jenkins', serviceAccount: 'jenkins' },
  identity: undefined,
  today: '2027-01-31',
};
const EKS = { provider: 'eks', role: 'arn:aws:iam::111122223333:role/ci/image-builds' } as const;
const GKE = { provider: 'gke', serviceAccount: 'image-builds@project.iam.gserviceaccount.com' } as const;
const AKS = { provider: 'aks', clientId: '0a1B2c3d-0000-4000-8000-00000000000f' } as const;

const objects = (identity: WorkloadIdentity | undefined) =>
  workloadIdentityGuardrail.objects(definePolicy({}), { ...OPTIONS, identity });
const stops = (identity: WorkloadIdentity): string =>
  workloadIdentityGuardrail.stops(definePolicy({}), { ...OPTIONS, identity });
const cannot = (identity: WorkloadIdentity | undefined, definition: PolicyDefinition = {}): string =>
  workloadIdentityGuardrail.cannot(definePolicy(definition), { ...OPTIONS, identity });

/** The JSON documents in a Markdown text. */
const jsonOf = (text: string): unknown[] =>
  [...text.matchAll(/```json\n([^`]*)```/g)].map(([, json = '']): unknown => JSON.parse(json));

describe('the account of image builds', () => {
  it.each<[WorkloadIdentity, { [key: string]: string }]>([
    [EKS, { 'eks.amazonaws.com/role-arn': EKS.role }],
    [GKE, { 'iam.gke.io/gcp-service-account': GKE.serviceAccount }],
    [AKS, { 'azure.workload.identity/client-id': AKS.clientId }],
  ])('says to the cloud who it is: %j', (identity, annotations) => {
    expect(objects(identity)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'image-builds', namespace: 'ci', annotations },
        automountServiceAccountToken: false,
      },
    ]);
  });

  it('is not there without an identity, and nothing is said of it', () => {
    expect(objects(undefined)).toEqual([]);
    expect(workloadIdentityGuardrail.stops(definePolicy({}), OPTIONS)).toBe('');
    expect(cannot(undefined)).toBe('');
  });
});

describe('what the cloud needs', () => {
  it('is at EKS a role that only this account takes, and the actions of a push', () => {
    const [trust, permissions] = jsonOf(stops(EKS));
    expect(trust).toMatchObject({
      Statement: [
        {
          Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/OIDC_PROVIDER' },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              'OIDC_PROVIDER:aud': 'sts.amazonaws.com',
              'OIDC_PROVIDER:sub': 'system:serviceaccount:ci:image-builds',
            },
          },
        },
      ],
    });
    expect(permissions).toMatchObject({
      Statement: [
        { Action: 'ecr:GetAuthorizationToken', Resource: '*' },
        {
          Action: [
            'ecr:BatchCheckLayerAvailability',
            'ecr:BatchGetImage',
            'ecr:CompleteLayerUpload',
            'ecr:GetDownloadUrlForLayer',
            'ecr:InitiateLayerUpload',
            'ecr:PutImage',
            'ecr:UploadLayerPart',
          ],
          Resource: 'arn:aws:ecr:REGION:111122223333:repository/REPOSITORY',
        },
      ],
    });
  });

  it('is at EKS in the partition of the role', () => {
    const text = stops({ provider: 'eks', role: 'arn:aws-us-gov:iam::111122223333:role/x' });
    expect(text).toContain('arn:aws-us-gov:iam::111122223333:oidc-provider/');
    expect(text).toContain('arn:aws-us-gov:ecr:');
  });

  it('is at GKE the role of a writer, the leave to use the account, and the label', () => {
    const text = stops(GKE);
    expect(text).toContain(`--role=roles/artifactregistry.writer --member=serviceAccount:${GKE.serviceAccount}`);
    expect(text).toContain(
      "--role=roles/iam.workloadIdentityUser --member='serviceAccount:PROJECT.svc.id.goog[ci/image-builds]'",
    );
    expect(text).toContain('/PROJECT.svc.id.goog/subject/ns/ci/sa/image-builds');
    expect(text).toContain('`workload-identity: image-builds`');
  });

  it('is at AKS AcrPush, a credential for this account only, and the label', () => {
    const text = stops(AKS);
    expect(text).toContain(`--role AcrPush --assignee ${AKS.clientId}`);
    expect(text).toContain('--subject system:serviceaccount:ci:image-builds --audience api://AzureADTokenExchange');
    expect(text).toContain('`azure.workload.identity/use: "true"`');
  });
});

describe('what an identity cannot', () => {
  it('is to be used under a policy that does not allow its account', () => {
    const refused = 'add it to `serviceAccounts`';
    expect(cannot(EKS)).not.toContain(refused);
    expect(cannot(EKS, { serviceAccounts: ['image-builds'] })).not.toContain(refused);
    expect(cannot(EKS, { serviceAccounts: ['builds'] })).toContain(refused);
  });

  it('is to be used under a policy that refuses the volume of its token, which GKE has not', () => {
    const refused = 'add `projected` to `volumes`';
    expect(cannot(EKS, { volumes: ['emptyDir'] })).toContain(refused);
    expect(cannot(AKS, { volumes: ['emptyDir'] })).toContain(refused);
    expect(cannot(AKS, { volumes: ['projected'] })).not.toContain(refused);
    expect(cannot(GKE, { volumes: ['emptyDir'] })).not.toContain(refused);
    expect(cannot(AKS)).not.toContain(refused);
  });
});

describe('identityFaults', () => {
  const lines = (identity: unknown): string[] => identityFaults(identity).map(faultLine);

  it.each<WorkloadIdentity>([
    EKS,
    GKE,
    AKS,
    { provider: 'eks', role: 'arn:aws-cn:iam::111122223333:role/x' },
    { provider: 'eks', role: 'arn:aws-us-gov:iam::111122223333:role/a/b/with+=,.@-_chars' },
    { provider: 'gke', serviceAccount: 'builds@project.example.com.iam.gserviceaccount.com' },
  ])('finds nothing wrong with %j', (identity) => {
    expect(lines(identity)).toEqual([]);
  });

  it.each([
    'role/image-builds',
    'arn:aws:iam::1111:role/x',
    'arn:aws:iam::111122223333:user/x',
    'arn:aws:iam::111122223333:role/',
    'arn:aws:iam::111122223333:role/a b',
    ' arn:aws:iam::111122223333:role/x',
    'arn:aws:iam::111122223333:role/x\n',
    'arn:aws:sts::111122223333:assumed-role/x',
    7,
    null,
  ])('refuses the role %j', (role) => {
    expect(lines({ provider: 'eks', role })).toEqual([
      `identity.role: ${JSON.stringify(role)} is no ARN of an IAM role; write it in full, such as "arn:aws:iam::111122223333:role/image-builds"`,
    ]);
  });

  it.each([
    'image-builds',
    'image-builds@example.com',
    'image-builds@.iam.gserviceaccount.com',
    'Image-Builds@project.iam.gserviceaccount.com',
    '123456789-compute@developer.gserviceaccount.com',
    'serviceAccount:image-builds@project.iam.gserviceaccount.com',
  ])('refuses the service account %j', (serviceAccount) => {
    expect(lines({ provider: 'gke', serviceAccount })).toEqual([
      `identity.serviceAccount: ${JSON.stringify(serviceAccount)} is no e-mail address of a Google service account; write it in full, such as "image-builds@project.iam.gserviceaccount.com"`,
    ]);
  });

  it.each(['', 'image-builds', '0a1b2c3d00004000800000000000000f', '{0a1b2c3d-0000-4000-8000-00000000000f}'])(
    'refuses the client id %j',
    (clientId) => {
      expect(lines({ provider: 'aks', clientId })).toEqual([
        `identity.clientId: ${JSON.stringify(clientId)} is no client id; write the UUID that \`az identity show --query clientId\` prints`,
      ]);
    },
  );

  it.each([
    ['eks', 'role'],
    ['gke', 'serviceAccount'],
    ['aks', 'clientId'],
  ])('misses what %s needs', (provider, name) => {
    expect(lines({ provider })).toEqual([expect.stringMatching(`^identity\\.${name}: is missing; write `)]);
  });

  it('refuses the field of another cloud, and misses the own one', () => {
    expect(lines({ provider: 'gke', role: EKS.role })).toEqual([
      expect.stringMatching(/^identity\.serviceAccount: is missing; /),
      `identity.role: "${EKS.role}" is no field of an identity at gke; remove it: beside the provider it has serviceAccount alone`,
    ]);
    expect(lines({ ...AKS, clientid: 'x' })).toEqual([
      'identity.clientid: "x" is no field of an identity at aks; did you mean "clientId"?',
    ]);
  });

  it.each([
    [{ provider: 'esk', role: EKS.role }, 'identity.provider: "esk" is no provider; did you mean "eks"?'],
    [{ provider: 'openstack' }, 'identity.provider: "openstack" is no provider; use one of eks, gke, aks'],
    [{ provider: 'constructor' }, 'identity.provider: "constructor" is no provider; use one of eks, gke, aks'],
    [{ provider: ['eks'] }, 'identity.provider: ["eks"] is no provider; use one of eks, gke, aks'],
    [{}, 'identity.provider: is missing; use one of eks, gke, aks'],
  ])('refuses the provider of %j', (identity, line) => {
    expect(lines(identity)).toEqual([line]);
  });

  it.each([null, 'eks', 7, [], () => EKS])('refuses %p, which is no mapping', (identity) => {
    expect(lines(identity)).toEqual([expect.stringMatching(/^identity: .* is no identity; write \{ provider: /)]);
  });
});
