import { archiveArtifacts, pipeline, podTemplate, sh, withCredentials } from '@podwright/core';
import { node } from '@podwright/templates';

const web = podTemplate('web')
  .container(node({ resources: { cpu: 1, memory: '4Gi', 'ephemeral-storage': '8Gi' } }))
  .build();

export default pipeline(web, { timeout: { time: 30 } })
  .stage(
    'Install',
    'node',
    withCredentials([{ string: { credentialsId: 'npm', variable: 'NPM_TOKEN' } }], sh('npm ci')),
  )
  .parallel(
    'Checks',
    (checks) => checks.stage('Lint', 'node', sh('npm run lint')).stage('Unit tests', 'node', sh('npm test')),
    { failFast: true },
  )
  .stage('Build', 'node', sh('npm run build'))
  .post('success', archiveArtifacts('dist/**', { fingerprint: true }));
