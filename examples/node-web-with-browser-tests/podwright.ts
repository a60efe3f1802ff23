import { archiveArtifacts, junit, pipeline, podTemplate, sh } from '@podwright/core';
import { node, playwright, wiremock } from '@podwright/templates';

// What the pages ask for is answered by a stub: no test leaves the pod.
const api = wiremock({ name: 'api' });

const shop = podTemplate('shop')
  .container(node({ resources: { cpu: 1, memory: '2Gi' } }))
  .container(playwright({ version: '1.62.1', uses: [api], resources: { cpu: 2, memory: '6Gi' } }))
  .container(api)
  .build();

export default pipeline(shop, { timeout: { time: 40 } })
  .stage('Install', 'node', sh('npm ci'))
  .parallel('Checks', (checks) =>
    checks.stage('Lint', 'node', sh('npm run lint')).stage('Unit tests', 'node', sh('npm test')),
  )
  .stage('Build', 'node', sh('npm run build'))
  .stage(
    'Browser tests',
    'playwright',
    sh('BACKEND=http://$API_HOST:$API_PORT npx playwright test --reporter=junit,html'),
  )
  .post('always', junit('reports/*.xml', { allowEmptyResults: true }))
  .post('failure', archiveArtifacts('playwright-report/**', { allowEmptyArchive: true }));
