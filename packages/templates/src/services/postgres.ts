import { env } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineService } from '../define-service';
import { databaseAddress, PASSWORD_SECRET, passwordEnv } from '../service-password';

/**
 * A PostgreSQL server for tests, empty at every start, on 127.0.0.1:5432 of the pod.
 *
 * @example postgres({ database: 'orders' })
 */
export const postgres = defineService({
  name: 'postgres',
  summary: 'A PostgreSQL server for tests, empty at every start, on 127.0.0.1:5432 of the pod.',
  image: { repository: 'docker.io/library/postgres', tag: '18.6', mirrors: officialMirrors('postgres') },
  options: {
    database: { type: 'string', default: 'test', text: 'Database to make.' },
    user: { type: 'string', default: 'test', text: 'Its owner.' },
    passwordSecret: PASSWORD_SECRET,
  },
  resources: { cpu: '250m', memory: '512Mi' },
  port: 5432,
  user: { uid: 999 },
  smoke: 'psql -h 127.0.0.1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "select version()"',
  fields: ({ options: { database, user, passwordSecret } }) => ({
    // The containers of a pod share their loopback address: nobody else can reach the server.
    args: ['postgres', '-c', 'listen_addresses=127.0.0.1'],
    env: [env('POSTGRES_USER', user), env('POSTGRES_DB', database), passwordEnv('POSTGRES_PASSWORD', passwordSecret)],
    writablePaths: { '/var/lib/postgresql': '2Gi', '/var/run/postgresql': '16Mi' },
    // Over TCP, because the server that runs while the database is made listens on the socket only.
    readinessProbe: {
      exec: { command: ['pg_isready', '-h', '127.0.0.1', '-U', user, '-d', database] },
      periodSeconds: 2,
      failureThreshold: 30,
    },
  }),
  address: ({ options }) => databaseAddress(options),
});
