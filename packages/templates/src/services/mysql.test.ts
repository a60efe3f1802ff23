import { containerOf, mountPathsOf } from '../container-of';
import { mysql } from './mysql';

describe('mysql', () => {
  it('takes a version of a long-term line', () => {
    expect(mysql().image).toBe('docker.io/library/mysql:8.4.11');
    expect(mysql({ version: '9.7.2' }).image).toBe('docker.io/library/mysql:9.7.2');
    // @ts-expect-error -- an innovation release
    expect(() => mysql({ version: '26.7.0' })).toThrow('use one of 8.4.11, 9.7.2');
  });

  it('makes the database and its owner, with the password of the build for root as well', () => {
    const uid = { fieldRef: { fieldPath: 'metadata.uid' } };
    expect(containerOf(mysql({ database: 'orders', user: 'app' }))?.env).toEqual([
      { name: 'HOME', value: '/tmp' },
      { name: 'MYSQL_DATABASE', value: 'orders' },
      { name: 'MYSQL_USER', value: 'app' },
      { name: 'MYSQL_PASSWORD', valueFrom: uid },
      { name: 'MYSQL_ROOT_PASSWORD', valueFrom: uid },
    ]);
  });

  it('takes the password from a Secret, for the server and for who uses it', () => {
    const secret = { secretKeyRef: { name: 'orders-db', key: 'password' } };
    const db = mysql({ passwordSecret: 'orders-db' });
    expect(containerOf(db)?.env).toContainEqual({ name: 'MYSQL_ROOT_PASSWORD', valueFrom: secret });
    expect(db.address).toContainEqual({ name: 'MYSQL_PASSWORD', valueFrom: secret });
  });

  it('listens within the pod only, on one port', () => {
    expect(containerOf(mysql())?.args).toEqual(['mysqld', '--bind-address=127.0.0.1', '--mysqlx=OFF']);
  });

  it('writes its data and its socket', () => {
    expect(mountPathsOf(mysql())).toEqual(['/tmp', '/var/lib/mysql', '/var/run/mysqld']);
  });
});
