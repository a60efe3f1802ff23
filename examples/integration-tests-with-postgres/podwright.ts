import { env, junit, pipeline, podTemplate, sh } from '@podwright/core';
import { go, postgres } from '@podwright/templates';

const orders = podTemplate('orders')
  .container(postgres({ database: 'orders', user: 'orders' }))
  .container(go({ env: [env('DATABASE_URL', 'postgres://orders@127.0.0.1:5432/orders?sslmode=disable')] }))
  .build();

export default pipeline(orders)
  .stage('Unit tests', 'go', sh('go vet ./... && go test ./...'))
  .stage('Integration tests', 'go', sh('go test -tags integration -count 1 ./integration/...'))
  .post('always', junit('reports/*.xml', { allowEmptyResults: true }));
