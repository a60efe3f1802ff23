import { containerOf } from '../container-of';
import { shellcheck } from './shellcheck';

describe('shellcheck', () => {
  it('takes a version of three numbers', () => {
    expect(shellcheck().image).toBe('docker.io/koalaman/shellcheck-alpine:v0.11.0');
    expect(shellcheck({ version: '0.10.0' }).image).toBe('docker.io/koalaman/shellcheck-alpine:v0.10.0');
    expect(() => shellcheck({ version: 'latest' as '1.2.3' })).toThrow('shellcheck: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => shellcheck({ version: 'latest' })).toThrow('is no version');
  });

  it('asks for little', () => {
    expect(containerOf(shellcheck())?.resources?.requests).toMatchObject({ cpu: '50m', memory: '256Mi' });
  });
});
