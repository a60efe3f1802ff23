import { variablesOf } from '../container-of';
import { gitleaks } from './gitleaks';

describe('gitleaks', () => {
  it('takes a version of three numbers', () => {
    expect(gitleaks().image).toBe('ghcr.io/gitleaks/gitleaks:v8.30.1');
    expect(gitleaks({ version: '8.28.0' }).image).toBe('ghcr.io/gitleaks/gitleaks:v8.28.0');
    expect(() => gitleaks({ version: 'latest' as '1.2.3' })).toThrow('gitleaks: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => gitleaks({ version: 'latest' })).toThrow('is no version');
  });

  it('has a HOME, where git finds its configuration', () => {
    expect(variablesOf(gitleaks())).toMatchObject({ HOME: '/home/jenkins', USER: 'jenkins' });
  });
});
