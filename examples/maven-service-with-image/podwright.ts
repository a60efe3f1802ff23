import { junit, pipeline, podTemplate, sh } from '@podwright/core';
import { kaniko, kanikoBuild, maven, registryCache } from '@podwright/templates';

const build = podTemplate('payments', { podSecurity: 'baseline' })
  .container(maven({ jdk: 21, resources: { cpu: 1, memory: '2Gi' } }))
  .container(kaniko({ registrySecret: 'registry-push' }))
  .build();

export default pipeline(build, { retries: 2, timeout: { time: 1, unit: 'HOURS' } })
  .stage('Test', 'maven', sh('mvn -B verify'))
  .stage(
    'Image',
    'kaniko',
    kanikoBuild({
      destination: 'registry.example.com/payments/api:${GIT_COMMIT}',
      cache: registryCache('registry.example.com/payments/api/cache'),
      labels: { 'org.opencontainers.image.revision': '${GIT_COMMIT}' },
    }),
  )
  .post('always', junit('target/surefire-reports/*.xml', { allowEmptyResults: true }));
