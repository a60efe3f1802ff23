import { env } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineService } from '../define-service';
import { databaseAddress, PASSWORD_SECRET, passwordEnv } from '../service-password';

/**
 * A MySQL server for tests, empty at every start, on 127.0.0.1:3306 of the pod.
 *
 * @example mysql({ database: 'orders' })
 */
export const mysql = defineService({
  name: 'mysql',
  summary: 'A MySQL server for tests, empty at every start, on 127.0.0.1:3306 of the pod.',
  image: {
    repository: 'docker.io/library/mysql',
    tag: ({ version }) => version,
    mirrors: officialMirrors('mysql'),
  },
  options: {
    // `latest` is an innovation release with another way of counting.
    version: {
      type: 'string',
      values: ['8.4.11', '9.7.2'],
      default: '8.4.11',
      text: 'Version, each of a long-term line.',
    },
    database: { type: 'string', default: 'test', text: 'Database to make.' },
    user: { type: 'string', default: 'test', text: 'Its owner; not `root`.' },
    passwordSecret: PASSWORD_SECRET,
  },
  resources: { cpu: '250m', memory: '1Gi' },
  port: 3306,
  user: { uid: 999 },
  smoke: 'mysql -h 127.0.0.1 -u "$MYSQL_USER" -p"$MYSQL_PASSWORD" -e "select version()"',
  fields: ({ options: { database, user, passwordSecret } }) => ({
    // The second protocol would listen on all addresses.
    args: ['mysqld', '--bind-address=127.0.0.1', '--mysqlx=OFF'],
    env: [
      env('MYSQL_DATABASE', database),
      env('MYSQL_USER', user),
      passwordEnv('MYSQL_PASSWORD', passwordSecret),
      passwordEnv('MYSQL_ROOT_PASSWORD', passwordSecret),
    ],
    writablePaths: { '/var/lib/mysql': '2Gi', '/var/run/mysqld': '16Mi' },
    // Over TCP, because the server that runs while the database is made does without. It succeeds without a login too.
    readinessProbe: {
      exec: { command: ['mysqladmin', 'ping', '-h', '127.0.0.1'] },
      periodSeconds: 2,
      timeoutSeconds: 5,
      failureThreshold: 60,
    },
  }),
  address: ({ options }) => databaseAddress(options),
});
