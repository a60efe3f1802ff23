import { containerOf, mountPathsOf } from '../container-of';
import { mongo } from './mongo';

describe('mongo', () => {
  it('takes a version that exists', () => {
    expect(mongo().image).toBe('docker.io/library/mongo:8.0.29');
    expect(mongo({ version: '8.3.8' }).image).toBe('docker.io/library/mongo:8.3.8');
  });

  it('listens within the pod only, and starts once, without a user', () => {
    expect(containerOf(mongo())?.args).toEqual(['mongod', '--bind_ip', '127.0.0.1']);
    expect(containerOf(mongo())?.env).toEqual([{ name: 'HOME', value: '/tmp' }]);
  });

  it('gives the shell that asks it time to start', () => {
    expect(containerOf(mongo())?.readinessProbe).toMatchObject({ timeoutSeconds: 10, periodSeconds: 5 });
  });

  it('writes its data', () => {
    expect(mountPathsOf(mongo())).toEqual(['/data/configdb', '/data/db', '/tmp']);
  });
});
