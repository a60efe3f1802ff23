import { podTemplate } from '@podwright/core';
import { containerOf, mountPathsOf } from '../container-of';
import { redis } from './redis';
import { valkey } from './valkey';

describe('valkey', () => {
  it('takes a version that exists', () => {
    expect(valkey().image).toBe('docker.io/valkey/valkey:9.1.0');
    expect(valkey({ version: '8.1.8' }).image).toBe('docker.io/valkey/valkey:8.1.8');
  });

  it('listens within the pod only, and saves nothing', () => {
    const args = ['valkey-server', '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    expect(containerOf(valkey())?.args).toEqual(args);
  });

  it('cannot stand beside Redis, which has its port', () => {
    expect(() => podTemplate('build').container(redis()).container(valkey()).build()).toThrow(
      'spec.containers[2].ports: 6379 is taken by container "redis"',
    );
  });

  it('writes /data, which the server works in', () => {
    expect(mountPathsOf(valkey())).toEqual(['/data', '/tmp']);
  });
});
