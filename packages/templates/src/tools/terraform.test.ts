import { podTemplate, type ContainerDefinition } from '@podwright/core';
import { terraform } from './terraform';

const containerOf = (definition: ContainerDefinition) =>
  podTemplate('build').containers([definition]).build().pod.spec.containers[1];
const variablesOf = (definition: ContainerDefinition): { readonly [name: string]: string | undefined } =>
  Object.fromEntries(containerOf(definition)?.env?.map(({ name, value }) => [name, value]) ?? []);

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
