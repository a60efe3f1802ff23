import { container, podTemplate, service, type ContainerDefinition } from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const db = service('db', IMAGE, {
  readinessProbe: { exec: { command: ['true'] } },
  ports: [{ containerPort: 5432 }],
  address: [{ name: 'DB_HOST', value: '127.0.0.1' }],
});
const at = (name: string, port: number, protocol?: 'UDP') =>
  service(name, IMAGE, {
    readinessProbe: { exec: { command: ['true'] } },
    ports: [protocol === undefined ? { containerPort: port } : { containerPort: port, protocol }],
  });
const build = (...definitions: readonly ContainerDefinition[]) => podTemplate('build').containers(definitions).build();

describe('services that steps use', () => {
  it('are told to the container as environment variables, which its own replace', () => {
    const lint = container('lint', IMAGE, { uses: [db], env: [{ name: 'A', value: 'b' }] });
    const other = container('other', IMAGE, { uses: [db], env: [{ name: 'DB_HOST', value: 'elsewhere' }] });
    const { pod } = build(db, lint, other);
    expect(pod.spec.containers[2]?.env).toEqual([
      { name: 'HOME', value: '/home/jenkins' },
      { name: 'DB_HOST', value: '127.0.0.1' },
      { name: 'A', value: 'b' },
    ]);
    expect(pod.spec.containers[3]?.env).toContainEqual({ name: 'DB_HOST', value: 'elsewhere' });
  });

  it('are in the pod, or the template is refused', () => {
    expect(() => build(container('lint', IMAGE, { uses: [db] }))).toThrow(
      'container "lint": uses: "db" is no service of this pod template; add it with .container() as well',
    );
    expect(() => build(at('dbs', 1), container('lint', IMAGE, { uses: [db] }))).toThrow('did you mean "dbs"?');
  });

  it('are services: nothing else compiles, or is let through', () => {
    const lint = container('lint', IMAGE);
    // @ts-expect-error -- a container for steps
    expect(() => container('a', IMAGE, { uses: [lint] })).toThrow('uses[0]');
    // @ts-expect-error -- a name
    expect(() => container('a', IMAGE, { uses: ['db'] })).toThrow('uses[0]: "db" is no service');
    // @ts-expect-error -- one
    expect(() => container('a', IMAGE, { uses: db })).toThrow('is no list');
  });
});

describe('two services on one port', () => {
  const message = 'spec.containers[2].ports: 5432 is taken by container "db"';

  it('are refused, whether the port is said or asked by a probe', () => {
    expect(() => build(db, at('db-2', 5432))).toThrow(message);
    for (const probe of [{ tcpSocket: { port: 5432 } }, { httpGet: { port: 5432 } }, { grpc: { port: 5432 } }]) {
      expect(() => build(db, service('db-2', IMAGE, { readinessProbe: probe }))).toThrow(message);
    }
  });

  it('are let through on two ports, or with two protocols', () => {
    expect(() => build(db, at('db-2', 5433), at('dns', 5432, 'UDP'))).not.toThrow();
  });

  it('are one when a container says its own port twice', () => {
    const ports = [{ containerPort: 1 }, { containerPort: 1, name: 'again' }];
    expect(() => build(container('a', IMAGE, { ports }))).not.toThrow();
  });
});
