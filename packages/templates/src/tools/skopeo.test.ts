import { podTemplate, type ContainerDefinition } from '@podwright/core';
import { skopeo } from './skopeo';

const containerOf = (definition: ContainerDefinition) =>
  podTemplate('build').containers([definition]).build().pod.spec.containers[1];
const variablesOf = (definition: ContainerDefinition): { readonly [name: string]: string | undefined } =>
  Object.fromEntries(containerOf(definition)?.env?.map(({ name, value }) => [name, value]) ?? []);

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
