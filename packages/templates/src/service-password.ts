import { fieldEnv, secretEnv, type EnvVar } from '@podwright/core';

/**
 * The variable that holds the password of a service: from key `password` of a Secret, or else one that is another for every
 * build, the pod's own uid, which the API server makes at random. Who may read the pod can see it; it opens a server that
 * answers within that pod only.
 */
export function passwordEnv(name: string, passwordSecret: string | undefined): EnvVar {
  return passwordSecret === undefined ? fieldEnv(name, 'metadata.uid') : secretEnv(name, passwordSecret, 'password');
}

/** The option that every service with a password has. */
export const PASSWORD_SECRET = {
  type: 'string',
  text: 'The Secret with the password, key `password`; without one it is another for every build, the uid of the pod.',
} as const;

/** What steps must know of a database: its name, its owner and the password. */
export function databaseAddress({ database, user, passwordSecret }: DatabaseOptions): {
  readonly [suffix: string]: string | EnvVar;
} {
  return { DATABASE: database, USER: user, PASSWORD: passwordEnv('', passwordSecret) };
}

/** The options of every database that asks for a login. */
interface DatabaseOptions {
  readonly database: string;
  readonly user: string;
  readonly passwordSecret: string | undefined;
}
