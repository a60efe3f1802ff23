import { variablesOf } from '../container-of';
import { terraform } from './terraform';

describe('terraform', () => {
  it('takes a version of three numbers', () => {
    expect(terraform().image).toBe('docker.io/hashicorp/terraform:1.15.8');
    expect(terraform({ version: '1.14.0' }).image).toBe('docker.io/hashicorp/terraform:1.14.0');
    expect(() => terraform({ version: 'latest' as '1.2.3' })).toThrow('terraform: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => terraform({ version: 'latest' })).toThrow('is no version');
  });

  it('asks nothing and tells nobody', () => {
    expect(variablesOf(terraform())).toMatchObject({
      TF_INPUT: '0',
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
    });
  });
});
