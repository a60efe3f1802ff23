import { env } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineService } from '../define-service';
import { databaseAddress, PASSWORD_SECRET, passwordEnv } from '../service-password';

/**
 * A MariaDB server for tests, empty at every start, on 127.0.0.1:3306 of the pod.
 *
 * @example mariadb({ database: 'orders' })
 */
export const mariadb = defineService({
  name: 'mariadb',
  summary: 'A MariaDB server for tests, empty at every start, on 127.0.0.1:3306 of the pod.',
  image: {
    repository: 'docker.io/library/mariadb',
    tag: ({ version }) => version,
    mirrors: officialMirrors('mariadb'),
  },
  options: {
    version: {
      type: 'string',
      values: ['12.3.2', '11.8.8'],
      default: '12.3.2',
      text: 'Version, each of a long-term line.',
    },
    database: { type: 'string', default: 'test', text: 'Database to make.' },
    user: { type: 'string', default: 'test', text: 'Its owner; not `root`.' },
    passwordSecret: PASSWORD_SECRET,
  },
  resources: { cpu: '250m', memory: '512Mi' },
  port: 3306,
  user: { uid: 999 },
  smoke: 'mariadb -h 127.0.0.1 -u "$MARIADB_USER" -p"$MARIADB_PASSWORD" -e "select version()"',
  fields: ({ options: { database, user, passwordSecret } }) => ({
    args: ['mariadbd', '--bind-address=127.0.0.1'],
    env: [
      env('MARIADB_DATABASE', database),
      env('MARIADB_USER', user),
      passwordEnv('MARIADB_PASSWORD', passwordSecret),
      passwordEnv('MARIADB_ROOT_PASSWORD', passwordSecret),
    ],
    writablePaths: { '/var/lib/mysql': '2Gi', '/run/mysqld': '16Mi' },
    // Over TCP, because the server that runs while the database is made does without. It succeeds without a login too.
    readinessProbe: {
      exec: { command: ['mariadb-admin', 'ping', '-h', '127.0.0.1'] },
      periodSeconds: 2,
      timeoutSeconds: 5,
      failureThreshold: 60,
    },
  }),
  address: ({ options }) => databaseAddress(options),
});
