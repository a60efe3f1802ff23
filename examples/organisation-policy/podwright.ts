import { pipeline, podTemplate, sh } from '@podwright/core';
import { kaniko, kanikoBuild, maven, registryCache } from '@podwright/templates';
import policy from './podwright.policy';

// The node pool and the deadline come from the policy, which leaves no choice about them.
const tests = podTemplate('payments-tests', { policy, namespace: 'builds' })
  .container(maven({ resources: { cpu: 2, memory: '4Gi' } }))
  .build();

const image = podTemplate('payments-image', {
  policy,
  podSecurity: 'baseline',
  namespace: 'image-builds',
  serviceAccountName: 'image-builds',
})
  .container(kaniko({ registrySecret: 'registry-push' }))
  .build();

export default [
  pipeline(tests).stage('Test', 'maven', sh('mvn -B verify')),
  pipeline(image).stage(
    'Image',
    'kaniko',
    kanikoBuild({
      destination: 'registry.example.com/payments/api:${GIT_COMMIT}',
      cache: registryCache('registry.example.com/payments/api/cache'),
    }),
  ),
];
