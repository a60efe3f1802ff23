import { podTemplate } from '@podwright/core';
import { containerOf, variablesOf } from '../container-of';
import { cypress } from './cypress';

describe('cypress', () => {
  it('takes a version of three numbers', () => {
    expect(cypress().image).toBe('docker.io/cypress/included:15.19.0');
    expect(cypress({ version: '15.18.0' }).image).toBe('docker.io/cypress/included:15.18.0');
    expect(() => cypress({ version: 'latest' as '1.2.3' })).toThrow('cypress: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => cypress({ version: 'latest' })).toThrow('is no version');
  });

  it('has a root that it can write, and memory that the processes of a browser share', () => {
    const { pod } = podTemplate('build').container(cypress()).build();
    expect(containerOf(cypress())?.securityContext).toMatchObject({ readOnlyRootFilesystem: false });
    expect(pod.spec.volumes).toContainEqual({
      name: 'cypress-dev-shm',
      emptyDir: { sizeLimit: '1Gi', medium: 'Memory' },
    });
  });

  it('has its home where uid 1000 has it', () => {
    expect(variablesOf(cypress())).toMatchObject({
      HOME: '/home/node',
      NODE_OPTIONS: '--max-old-space-size=1024',
      CYPRESS_CRASH_REPORTS: '0',
    });
  });
});
