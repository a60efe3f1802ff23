import { variablesOf } from '../container-of';
import { semgrep } from './semgrep';

describe('semgrep', () => {
  it('takes a version of three numbers', () => {
    expect(semgrep().image).toBe('docker.io/semgrep/semgrep:1.175.1');
    expect(semgrep({ version: '1.174.0' }).image).toBe('docker.io/semgrep/semgrep:1.174.0');
    expect(() => semgrep({ version: 'latest' as '1.2.3' })).toThrow('semgrep: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => semgrep({ version: 'latest' })).toThrow('is no version');
  });

  it('reports nothing and asks nobody for a newer version', () => {
    expect(variablesOf(semgrep())).toMatchObject({
      HOME: '/home/semgrep',
      SEMGREP_SEND_METRICS: 'off',
      SEMGREP_ENABLE_VERSION_CHECK: '0',
    });
  });
});
