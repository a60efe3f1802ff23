import { podTemplate, type ContainerDefinition } from '@podwright/core';
import { sonarScanner } from './sonar-scanner';

const containerOf = (definition: ContainerDefinition) =>
  podTemplate('build').containers([definition]).build().pod.spec.containers[1];
const variablesOf = (definition: ContainerDefinition): { readonly [name: string]: string | undefined } =>
  Object.fromEntries(containerOf(definition)?.env?.map(({ name, value }) => [name, value]) ?? []);

describe('sonar-scanner', () => {
  it('names the image and the scanner in it', () => {
    expect(sonarScanner().image).toBe('docker.io/sonarsource/sonar-scanner-cli:12.2.0.4256_8.1.0');
  });

  it('has its home in the temporary directory, as the image has it', () => {
    const mounts = containerOf(sonarScanner())?.volumeMounts?.map(({ mountPath }) => mountPath);
    expect(mounts).toEqual(['/tmp']);
    expect(variablesOf(sonarScanner()).HOME).toBe('/tmp');
  });

  it('keeps engine and plugins there, with a heap of half the limit', () => {
    expect(variablesOf(sonarScanner())).toMatchObject({
      SONAR_USER_HOME: '/tmp/.sonar',
      SONAR_SCANNER_OPTS: '-XX:MaxRAMPercentage=50 -Duser.home=/tmp',
    });
  });
});
