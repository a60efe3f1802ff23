import { pipeline, podTemplate, projectedVolume, sh } from '@podwright/core';
import { awsCli, helm } from '@podwright/templates';

// A token of the cluster for the one container that deploys, for ten minutes; the pod itself has none.
const clusterToken = projectedVolume('cluster-token', '/var/run/secrets/kubernetes.io/serviceaccount', {
  sources: [
    { serviceAccountToken: { path: 'token', expirationSeconds: 600 } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
  ],
});

// The service account is bound to a role of the cloud: no key lies in Jenkins or in the cluster.
const deploy = podTemplate('deploy', { namespace: 'deployments', serviceAccountName: 'deploy-payments' })
  .container(awsCli())
  .container(helm({ version: '4.3.0', volumes: [clusterToken] }))
  .build();

export default pipeline(deploy, { timeout: { time: 15 } })
  .stage(
    'Settings',
    'aws-cli',
    sh('aws ssm get-parameter --name /payments/values --query Parameter.Value --output text > values.yaml'),
  )
  .stage(
    'Deploy',
    'helm',
    sh(
      'helm upgrade payments charts/payments --install --namespace payments --values values.yaml --wait --timeout 10m',
    ),
  );
