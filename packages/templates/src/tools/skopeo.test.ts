import { variablesOf } from '../container-of';
import { skopeo } from './skopeo';

describe('skopeo', () => {
  it('takes a version of three numbers', () => {
    expect(skopeo().image).toBe('quay.io/skopeo/stable:v1.22.2');
    expect(skopeo({ version: '1.20.0' }).image).toBe('quay.io/skopeo/stable:v1.20.0');
    expect(() => skopeo({ version: 'latest' as '1.2.3' })).toThrow('skopeo: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => skopeo({ version: 'latest' })).toThrow('is no version');
  });

  it('keeps credentials and large layers in the temporary directory', () => {
    expect(variablesOf(skopeo())).toMatchObject({
      REGISTRY_AUTH_FILE: '/tmp/auth.json',
      TMPDIR: '/tmp',
    });
  });
});
