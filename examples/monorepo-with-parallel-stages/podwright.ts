import { dir, junit, pipeline, podTemplate, sh } from '@podwright/core';
import { go, maven, node, python, redis } from '@podwright/templates';

const sessions = redis({ name: 'sessions' });

// One pod for all parts: the checkout is made once, and every part has its own tool.
const monorepo = podTemplate('monorepo', {
  workspaceVolume: { genericEphemeralVolume: { requestsSize: '40Gi', accessModes: 'ReadWriteOnce' } },
})
  .container(maven({ jdk: 21, resources: { cpu: 1, memory: '3Gi' } }))
  .container(node({ uses: [sessions], resources: { cpu: 1, memory: '3Gi' } }))
  .container(python({ installer: 'uv' }))
  .container(go({ resources: { memory: '3Gi' } }))
  .container(sessions)
  .build();

export default pipeline(monorepo, { timeout: { time: 1, unit: 'HOURS' } })
  .parallel(
    'Test',
    (parts) =>
      parts
        .stage('Billing', 'maven', dir('billing', sh('mvn -B verify')))
        .stage('Web', 'node', dir('web', sh('npm ci && npm test')))
        .stage('Reports', 'python', dir('reports', sh('uv sync --frozen && uv run python -m unittest')))
        .stage('Gateway', 'go', dir('gateway', sh('go vet ./... && go test ./...'))),
    { failFast: true },
  )
  .stage('Contracts', 'node', sh('node tools/check-contracts.js'))
  .post('always', junit('*/reports/*.xml', { allowEmptyResults: true }));
