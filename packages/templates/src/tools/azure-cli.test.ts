import { podTemplate, type ContainerDefinition } from '@podwright/core';
import { azureCli } from './azure-cli';

const containerOf = (definition: ContainerDefinition) =>
  podTemplate('build').containers([definition]).build().pod.spec.containers[1];
const variablesOf = (definition: ContainerDefinition): { readonly [name: string]: string | undefined } =>
  Object.fromEntries(containerOf(definition)?.env?.map(({ name, value }) => [name, value]) ?? []);

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
