import { variablesOf } from '../container-of';
import { azureCli } from './azure-cli';

describe('azure-cli', () => {
  it('takes a version of three numbers', () => {
    expect(azureCli().image).toBe('mcr.microsoft.com/azure-cli:2.89.1');
    expect(azureCli({ version: '2.88.0' }).image).toBe('mcr.microsoft.com/azure-cli:2.88.0');
    expect(() => azureCli({ version: 'latest' as '1.2.3' })).toThrow('azure-cli: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => azureCli({ version: 'latest' })).toThrow('is no version');
  });

  it('has its folder where it can be made, and reports nothing', () => {
    expect(variablesOf(azureCli())).toMatchObject({
      AZURE_CONFIG_DIR: '/home/jenkins/.azure',
      AZURE_CORE_COLLECT_TELEMETRY: '0',
    });
  });
});
