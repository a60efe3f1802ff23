import { containerOf, mountPathsOf } from '../container-of';
import { mariadb } from './mariadb';

describe('mariadb', () => {
  it('takes a version of a long-term line', () => {
    expect(mariadb().image).toBe('docker.io/library/mariadb:12.3.2');
    expect(mariadb({ version: '11.8.8' }).image).toBe('docker.io/library/mariadb:11.8.8');
  });

  it('makes the database and its owner, with the password of the build for root as well', () => {
    const uid = { fieldRef: { fieldPath: 'metadata.uid' } };
    expect(containerOf(mariadb({ database: 'orders', user: 'app' }))?.env).toEqual([
      { name: 'HOME', value: '/tmp' },
      { name: 'MARIADB_DATABASE', value: 'orders' },
      { name: 'MARIADB_USER', value: 'app' },
      { name: 'MARIADB_PASSWORD', valueFrom: uid },
      { name: 'MARIADB_ROOT_PASSWORD', valueFrom: uid },
    ]);
  });

  it('tells who uses it where it is and how to get in', () => {
    expect(mariadb({ database: 'orders' }).address.map(({ name, value }) => `${name}=${value}`)).toEqual([
      'MARIADB_HOST=127.0.0.1',
      'MARIADB_PORT=3306',
      'MARIADB_DATABASE=orders',
      'MARIADB_USER=test',
      'MARIADB_PASSWORD=undefined',
    ]);
  });

  it('listens within the pod only', () => {
    expect(containerOf(mariadb())?.args).toEqual(['mariadbd', '--bind-address=127.0.0.1']);
  });

  it('writes its data and its socket', () => {
    expect(mountPathsOf(mariadb())).toEqual(['/run/mysqld', '/tmp', '/var/lib/mysql']);
  });
});
