import { junit, pipeline, podTemplate, sh } from '@podwright/core';
import { go, postgres } from '@podwright/templates';

const database = postgres({ name: 'db', database: 'orders', user: 'orders' });

const orders = podTemplate('orders')
  .container(database)
  .container(go({ uses: [database] }))
  .build();

export default pipeline(orders)
  .stage('Unit tests', 'go', sh('go vet ./... && go test ./...'))
  .stage(
    'Integration tests',
    'go',
    // Where the database is and how to get in: DB_HOST, DB_PORT, DB_DATABASE, DB_USER and DB_PASSWORD.
    sh('go test -tags integration -count 1 ./integration/...'),
  )
  .post('always', junit('reports/*.xml', { allowEmptyResults: true }));
