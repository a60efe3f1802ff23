import { containerOf } from '../container-of';
import { hadolint } from './hadolint';

describe('hadolint', () => {
  it('takes a version of three numbers', () => {
    expect(hadolint().image).toBe('ghcr.io/hadolint/hadolint:v2.15.1-alpine');
    expect(hadolint({ version: '2.14.0' }).image).toBe('ghcr.io/hadolint/hadolint:v2.14.0-alpine');
    expect(() => hadolint({ version: 'latest' as '1.2.3' })).toThrow('hadolint: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => hadolint({ version: 'latest' })).toThrow('is no version');
  });

  it('asks for little', () => {
    expect(containerOf(hadolint())?.resources?.requests).toMatchObject({ cpu: '50m', memory: '256Mi' });
  });
});
