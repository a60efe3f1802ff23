import { podTemplate, type ContainerDefinition } from '@podwright/core';
import { kubectl } from './kubectl';

const containerOf = (definition: ContainerDefinition) =>
  podTemplate('build').containers([definition]).build().pod.spec.containers[1];
const variablesOf = (definition: ContainerDefinition): { readonly [name: string]: string | undefined } =>
  Object.fromEntries(containerOf(definition)?.env?.map(({ name, value }) => [name, value]) ?? []);

describe('kubectl', () => {
  it('takes a version of three numbers', () => {
    expect(kubectl().image).toBe('docker.io/alpine/kubectl:1.37.1');
    expect(kubectl({ version: '1.36.0' }).image).toBe('docker.io/alpine/kubectl:1.36.0');
    expect(() => kubectl({ version: 'latest' as '1.2.3' })).toThrow('kubectl: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => kubectl({ version: 'latest' })).toThrow('is no version');
  });

  it('has a HOME for its configuration and its caches', () => {
    expect(variablesOf(kubectl())).toMatchObject({ HOME: '/home/jenkins', USER: 'jenkins' });
  });

  it('gets no token of the cluster', () => {
    const { pod } = podTemplate('deploy').container(kubectl()).build();
    expect(pod.spec.automountServiceAccountToken).toBe(false);
  });
});
