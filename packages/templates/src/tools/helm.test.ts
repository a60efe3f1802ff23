import { variablesOf } from '../container-of';
import { helm } from './helm';

describe('helm', () => {
  it('takes a version of three numbers', () => {
    expect(helm().image).toBe('docker.io/alpine/helm:4.3.0');
    expect(helm({ version: '3.17.2' }).image).toBe('docker.io/alpine/helm:3.17.2');
    expect(() => helm({ version: 'latest' as '1.2.3' })).toThrow('helm: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => helm({ version: 'latest' })).toThrow('is no version');
  });

  it('has a HOME for its caches, its configuration and its plugins', () => {
    expect(variablesOf(helm())).toMatchObject({ HOME: '/home/jenkins' });
  });
});
