import { containerOf, mountPathsOf } from '../container-of';
import { redis } from './redis';

describe('redis', () => {
  it('is pinned to a full version', () => {
    expect(redis().image).toBe('docker.io/library/redis:8.10.1');
  });

  it('listens within the pod only, and saves nothing', () => {
    const args = ['redis-server', '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    expect(containerOf(redis())?.args).toEqual(args);
  });

  it('tells who uses it where it is, under its own name', () => {
    expect(redis({ name: 'session-store' }).address).toEqual([
      { name: 'SESSION_STORE_HOST', value: '127.0.0.1' },
      { name: 'SESSION_STORE_PORT', value: '6379' },
    ]);
  });

  it('writes /data, which the server works in', () => {
    expect(mountPathsOf(redis())).toEqual(['/data', '/tmp']);
  });
});
