import { env, mergeEnv, secretEnv, service, type ContainerDefinition } from '@podwright/core';
import { defineEntry } from './catalogue-entry';
import { refuseWrongOptions } from './option-faults';
import { withResources, type ToolOptions } from './tool-options';

/** Options of `postgres`. */
export interface PostgresOptions<Name extends string = string> extends ToolOptions<Name> {
  /** Database to make. @default test */
  readonly database?: string | undefined;
  /** Its owner. @default test */
  readonly user?: string | undefined;
  /** The Secret with the password, key `password`. Without one the server asks for none, and answers within the pod only. */
  readonly passwordSecret?: string | undefined;
}

const IMAGE = 'docker.io/library/postgres:18.6';
// Started as its own user the image's entrypoint has nothing to step down from, for which it would need capabilities.
const POSTGRES_UID = 999;

/**
 * A PostgreSQL server for tests, empty at every start, on 127.0.0.1:5432 of the pod.
 *
 * @example postgres({ database: 'orders' })
 */
export function postgres<const Name extends string = 'postgres'>(
  options: PostgresOptions<Name> = {},
): ContainerDefinition<Name, 'restricted', never, 'service'> {
  refuseWrongOptions(postgresEntry, options);
  const {
    name = 'postgres' as Name,
    image = IMAGE,
    resources,
    env: variables,
    volumes,
    database = 'test',
    user = 'test',
    passwordSecret,
  } = options;
  return service(name, image, {
    // The containers of a pod share their loopback address: nobody else can reach the server.
    args: ['postgres', '-c', 'listen_addresses=127.0.0.1'],
    resources: withResources({ cpu: '250m', memory: '512Mi' }, resources),
    env: mergeEnv(
      [
        env('POSTGRES_USER', user),
        env('POSTGRES_DB', database),
        passwordSecret === undefined
          ? env('POSTGRES_HOST_AUTH_METHOD', 'trust')
          : secretEnv('POSTGRES_PASSWORD', passwordSecret, 'password'),
      ],
      variables,
    ),
    writablePaths: { '/var/lib/postgresql': '2Gi', '/var/run/postgresql': '16Mi' },
    securityContext: { runAsUser: POSTGRES_UID, runAsGroup: POSTGRES_UID },
    // Over TCP, because the server that runs while the database is made listens on the socket only.
    readinessProbe: {
      exec: { command: ['pg_isready', '-h', '127.0.0.1', '-U', user, '-d', database] },
      periodSeconds: 2,
      failureThreshold: 30,
    },
    volumes,
  });
}

/** The catalogue's entry of PostgreSQL. */
export const postgresEntry = defineEntry({
  name: 'postgres',
  kind: 'service',
  level: 'restricted',
  image: IMAGE,
  summary: 'A PostgreSQL server for tests, empty at every start, on 127.0.0.1:5432 of the pod.',
  options: {
    database: { type: 'string', text: 'Database to make.' },
    user: { type: 'string', text: 'Its owner.' },
    passwordSecret: {
      type: 'string',
      text: 'The Secret with the password, key `password`; without one the server asks for none, and answers within the pod only.',
    },
  },
  create: postgres,
});
