import { env, podTemplate, secretEnv, type ContainerDefinition, type PodTemplate } from '@podwright/core';
import { postgres } from './postgres';

const build = (definition: ContainerDefinition): PodTemplate => podTemplate('build').containers([definition]).build();
const containerOf = (definition: ContainerDefinition) => build(definition).pod.spec.containers[1];

describe('postgres', () => {
  it('is this container', () => {
    expect(containerOf(postgres())).toEqual({
      name: 'postgres',
      image: 'docker.io/library/postgres:18.6',
      args: ['postgres', '-c', 'listen_addresses=127.0.0.1'],
      env: [
        { name: 'HOME', value: '/tmp' },
        { name: 'POSTGRES_USER', value: 'test' },
        { name: 'POSTGRES_DB', value: 'test' },
        { name: 'POSTGRES_PASSWORD', valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } } },
      ],
      volumeMounts: [
        { name: 'postgres-tmp', mountPath: '/tmp' },
        { name: 'postgres-var-lib-postgresql', mountPath: '/var/lib/postgresql' },
        { name: 'postgres-var-run-postgresql', mountPath: '/var/run/postgresql' },
      ],
      resources: {
        requests: { cpu: '250m', memory: '512Mi', 'ephemeral-storage': '512Mi' },
        limits: { memory: '512Mi', 'ephemeral-storage': '4Gi' },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
        runAsUser: 999,
        runAsGroup: 999,
      },
      ports: [{ containerPort: 5432 }],
      readinessProbe: {
        exec: { command: ['pg_isready', '-h', '127.0.0.1', '-U', 'test', '-d', 'test'] },
        periodSeconds: 2,
        failureThreshold: 30,
      },
    });
  });

  it('runs its own process, so that no stage can run in it', () => {
    const template = build(postgres());
    expect(template.roles.postgres).toBe('service');
    expect(template.stepContainers).toEqual(['jnlp']);
  });

  it('takes the database and its owner, whom the probe asks for', () => {
    const made = containerOf(postgres({ database: 'orders', user: 'app' }));
    expect(made?.env).toEqual(expect.arrayContaining([env('POSTGRES_USER', 'app'), env('POSTGRES_DB', 'orders')]));
    expect(made?.readinessProbe?.exec?.command?.join(' ')).toBe('pg_isready -h 127.0.0.1 -U app -d orders');
  });

  it('asks for a password when a Secret holds one, and keeps the pod out of the build log then', () => {
    const template = build(postgres({ passwordSecret: 'orders-db' }));
    const variables = template.pod.spec.containers[1]?.env;
    expect(variables).toContainEqual(secretEnv('POSTGRES_PASSWORD', 'orders-db', 'password'));
    expect(template.settings.showRawYaml).toBe(false);
    expect(build(postgres()).settings.showRawYaml).toBeUndefined();
  });

  it('tells the steps that use it where it is and how they get in', () => {
    const db = postgres({ name: 'orders-db', database: 'orders' });
    const uid = { fieldRef: { fieldPath: 'metadata.uid' } };
    expect(db.address).toEqual([
      { name: 'ORDERS_DB_HOST', value: '127.0.0.1' },
      { name: 'ORDERS_DB_PORT', value: '5432' },
      { name: 'ORDERS_DB_DATABASE', value: 'orders' },
      { name: 'ORDERS_DB_USER', value: 'test' },
      { name: 'ORDERS_DB_PASSWORD', valueFrom: uid },
    ]);
    expect(postgres({ passwordSecret: 'orders-db' }).address).toContainEqual(
      secretEnv('POSTGRES_PASSWORD', 'orders-db', 'password'),
    );
  });

  it('listens within the pod only, whether it asks for a password or not', () => {
    for (const options of [{}, { passwordSecret: 'orders-db' }]) {
      expect(containerOf(postgres(options))?.args).toEqual(['postgres', '-c', 'listen_addresses=127.0.0.1']);
    }
  });

  it('takes another name, image, resources and variables', () => {
    const image = 'docker.io/library/postgres:17.11';
    const pgdata = env('PGDATA', '/var/lib/postgresql/17/docker');
    const made = containerOf(postgres({ name: 'db', image, resources: { memory: '1Gi' }, env: [pgdata] }));
    expect([made?.name, made?.image, made?.resources?.limits?.memory]).toEqual(['db', image, '1Gi']);
    expect(made?.env).toContainEqual(pgdata);
    expect(made?.volumeMounts?.map(({ name }) => name)).toContain('db-var-lib-postgresql');
  });

  it('refuses a password in plain text, and an option that it does not have', () => {
    expect(() => build(postgres({ env: [env('POSTGRES_PASSWORD', 'hunter2')] }))).toThrow('looks like a secret');
    // @ts-expect-error -- a password is in a Secret
    expect(() => postgres({ password: 'hunter2' })).toThrow(
      'unknown option "password"; use name, image, resources, env, volumes, database, user, passwordSecret',
    );
    // @ts-expect-error -- no text
    expect(() => postgres({ database: 5 })).toThrow('postgres: database: 5 is no string; write a string');
  });
});
