import { containerOf, variablesOf } from '../container-of';
import { cosign } from './cosign';

describe('cosign', () => {
  it('takes a version of three numbers', () => {
    expect(cosign().image).toBe('ghcr.io/sigstore/cosign/cosign:v2.6.1-dev');
    expect(cosign({ version: '2.6.0' }).image).toBe('ghcr.io/sigstore/cosign/cosign:v2.6.0-dev');
    expect(() => cosign({ version: 'latest' as '1.2.3' })).toThrow('cosign: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => cosign({ version: 'latest' })).toThrow('is no version');
  });

  it('waits in the shell of busybox, which is on PATH', () => {
    expect(containerOf(cosign())?.command).toEqual(['/busybox/sh', '-c']);
    expect(variablesOf(cosign()).PATH).toMatch(/^\/ko-app:\/busybox:/);
  });

  it('keeps its roots of trust and its login in HOME', () => {
    expect(variablesOf(cosign())).toMatchObject({
      TUF_ROOT: '/home/jenkins/.sigstore/root',
      DOCKER_CONFIG: '/home/jenkins/.docker',
    });
  });
});
