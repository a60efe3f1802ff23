import { containerOf, variablesOf } from '../container-of';
import { syft } from './syft';

describe('syft', () => {
  it('takes a version of three numbers', () => {
    expect(syft().image).toBe('ghcr.io/anchore/syft:v1.51.0-debug');
    expect(syft({ version: '1.50.0' }).image).toBe('ghcr.io/anchore/syft:v1.50.0-debug');
    expect(() => syft({ version: 'latest' as '1.2.3' })).toThrow('syft: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => syft({ version: 'latest' })).toThrow('is no version');
  });

  it('waits in the shell of busybox, and finds the program in the root folder', () => {
    expect(containerOf(syft())?.command).toEqual(['/busybox/sh', '-c']);
    expect(variablesOf(syft()).PATH).toMatch(/^\/busybox:.*:\/$/);
  });

  it('asks nobody for a newer version', () => {
    expect(variablesOf(syft())).toMatchObject({
      SYFT_CHECK_FOR_APP_UPDATE: 'false',
      SYFT_CACHE_DIR: '/home/jenkins/.cache/syft',
    });
  });
});
