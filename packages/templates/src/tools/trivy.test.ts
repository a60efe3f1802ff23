import { variablesOf } from '../container-of';
import { trivy } from './trivy';

describe('trivy', () => {
  it('takes a version of three numbers', () => {
    expect(trivy().image).toBe('ghcr.io/aquasecurity/trivy:0.74.0');
    expect(trivy({ version: '0.73.0' }).image).toBe('ghcr.io/aquasecurity/trivy:0.73.0');
    expect(() => trivy({ version: 'latest' as '1.2.3' })).toThrow('trivy: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => trivy({ version: 'latest' })).toThrow('is no version');
  });

  it('has its cache where it can write, and is quiet', () => {
    expect(variablesOf(trivy())).toMatchObject({
      TRIVY_CACHE_DIR: '/home/jenkins/.cache/trivy',
      TRIVY_NO_PROGRESS: 'true',
      TRIVY_SKIP_VERSION_CHECK: 'true',
    });
  });
});
