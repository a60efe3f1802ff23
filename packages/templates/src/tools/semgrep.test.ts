import { podTemplate, type ContainerDefinition } from '@podwright/core';
import { semgrep } from './semgrep';

const containerOf = (definition: ContainerDefinition) =>
  podTemplate('build').containers([definition]).build().pod.spec.containers[1];
const variablesOf = (definition: ContainerDefinition): { readonly [name: string]: string | undefined } =>
  Object.fromEntries(containerOf(definition)?.env?.map(({ name, value }) => [name, value]) ?? []);

describe('semgrep', () => {
  it('takes a version of three numbers', () => {
    expect(semgrep().image).toBe('docker.io/semgrep/semgrep:1.175.1');
    expect(semgrep({ version: '1.174.0' }).image).toBe('docker.io/semgrep/semgrep:1.174.0');
    expect(() => semgrep({ version: 'latest' as '1.2.3' })).toThrow('semgrep: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => semgrep({ version: 'latest' })).toThrow('is no version');
  });

  it('reports nothing and asks nobody for a newer version', () => {
    expect(variablesOf(semgrep())).toMatchObject({
      HOME: '/home/semgrep',
      SEMGREP_SEND_METRICS: 'off',
      SEMGREP_ENABLE_VERSION_CHECK: '0',
    });
  });
});
