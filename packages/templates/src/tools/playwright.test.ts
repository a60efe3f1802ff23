import { podTemplate } from '@podwright/core';
import { variablesOf } from '../container-of';
import { playwright } from './playwright';

describe('playwright', () => {
  it('takes a version of three numbers', () => {
    expect(playwright().image).toBe('mcr.microsoft.com/playwright:v1.62.1-noble');
    expect(playwright({ version: '1.61.0' }).image).toBe('mcr.microsoft.com/playwright:v1.61.0-noble');
    expect(() => playwright({ version: 'latest' as '1.2.3' })).toThrow('playwright: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => playwright({ version: 'latest' })).toThrow('is no version');
  });

  it('has memory that the processes of a browser share', () => {
    const { pod } = podTemplate('build').container(playwright()).build();
    expect(pod.spec.volumes).toContainEqual({
      name: 'playwright-dev-shm',
      emptyDir: { sizeLimit: '1Gi', medium: 'Memory' },
    });
  });

  it.each([
    ['4Gi', '1024'],
    ['8Gi', '2048'],
  ])('has a heap of a quarter of the limit %s', (memory, heap) => {
    const { NODE_OPTIONS } = variablesOf(playwright({ resources: { memory } }));
    expect(NODE_OPTIONS).toBe(`--max-old-space-size=${heap}`);
  });

  it('has its folders in the home of uid 1000', () => {
    expect(variablesOf(playwright())).toMatchObject({
      HOME: '/home/ubuntu',
      XDG_CONFIG_HOME: '/home/ubuntu/.config',
      XDG_CACHE_HOME: '/home/ubuntu/.cache',
    });
  });
});
