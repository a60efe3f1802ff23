import { containerOf, variablesOf } from '../container-of';
import { grype } from './grype';

describe('grype', () => {
  it('takes a version of three numbers', () => {
    expect(grype().image).toBe('ghcr.io/anchore/grype:v0.116.0-debug');
    expect(grype({ version: '0.115.0' }).image).toBe('ghcr.io/anchore/grype:v0.115.0-debug');
    expect(() => grype({ version: 'latest' as '1.2.3' })).toThrow('grype: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => grype({ version: 'latest' })).toThrow('is no version');
  });

  it('waits in the shell of busybox, and finds the program in the root folder', () => {
    expect(containerOf(grype())?.command).toEqual(['/busybox/sh', '-c']);
    expect(variablesOf(grype()).PATH).toMatch(/^\/busybox:.*:\/$/);
  });

  it('asks nobody for a newer version', () => {
    expect(variablesOf(grype())).toMatchObject({
      GRYPE_CHECK_FOR_APP_UPDATE: 'false',
      GRYPE_DB_CACHE_DIR: '/home/jenkins/.cache/grype/db',
    });
  });
});
