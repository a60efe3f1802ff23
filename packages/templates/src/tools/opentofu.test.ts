import { variablesOf } from '../container-of';
import { opentofu } from './opentofu';

describe('opentofu', () => {
  it('takes a version of three numbers', () => {
    expect(opentofu().image).toBe('ghcr.io/opentofu/opentofu:1.12.6');
    expect(opentofu({ version: '1.11.0' }).image).toBe('ghcr.io/opentofu/opentofu:1.11.0');
    expect(() => opentofu({ version: 'latest' as '1.2.3' })).toThrow('opentofu: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => opentofu({ version: 'latest' })).toThrow('is no version');
  });

  it('asks nothing', () => {
    expect(variablesOf(opentofu())).toMatchObject({
      TF_INPUT: '0',
      TF_IN_AUTOMATION: '1',
    });
  });
});
