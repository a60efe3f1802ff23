import { emptyDir, env, type ContainerDefinition } from '@podwright/core';
import { containerOf } from '../container-of';
import { maven } from './maven';

const untyped = maven as (options: unknown) => ContainerDefinition;

describe('maven', () => {
  it('is this container', () => {
    expect(containerOf(maven())).toEqual({
      name: 'maven',
      image: 'docker.io/library/maven:3.9.16-eclipse-temurin-21',
      command: ['sh', '-c'],
      args: ["trap 'exit 0' TERM INT; while :; do sleep 3600 & wait $!; done"],
      workingDir: '/home/jenkins/agent',
      env: [
        { name: 'HOME', value: '/home/ubuntu' },
        { name: 'MAVEN_OPTS', value: '-XX:MaxRAMPercentage=50 -Duser.home=/home/ubuntu' },
        { name: 'MAVEN_CONFIG', value: '' },
      ],
      volumeMounts: [
        { name: 'maven-tmp', mountPath: '/tmp' },
        { name: 'maven-home', mountPath: '/home/ubuntu' },
      ],
      resources: {
        requests: { cpu: '500m', memory: '2Gi', 'ephemeral-storage': '512Mi' },
        limits: { memory: '2Gi', 'ephemeral-storage': '4Gi' },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      },
    });
  });

  it('takes the JDK by its version', () => {
    expect(maven({ jdk: 17 }).image).toBe('docker.io/library/maven:3.9.16-eclipse-temurin-17');
    expect(maven({ jdk: 21 }).image).toBe(maven().image);
  });

  it('takes another name, which its volumes follow', () => {
    const made = containerOf(maven({ name: 'maven-17', jdk: 17 }));
    expect(made?.name).toBe('maven-17');
    expect(made?.volumeMounts?.map(({ name }) => name)).toEqual(['maven-17-tmp', 'maven-17-home']);
  });

  it('takes another image, which wins over the JDK', () => {
    const image = 'registry.example.com/mirror/maven:3.9.9-eclipse-temurin-21';
    expect(containerOf(maven({ image, jdk: 17 }))?.image).toBe(image);
  });

  it('has a heap that follows the memory limit, because it is a share of it', () => {
    const made = containerOf(maven({ resources: { memory: '4Gi' } }));
    expect(made?.resources?.limits?.memory).toBe('4Gi');
    expect(made?.env).toContainEqual({
      name: 'MAVEN_OPTS',
      value: '-XX:MaxRAMPercentage=50 -Duser.home=/home/ubuntu',
    });
  });

  it('takes variables, which replace its own of the same name', () => {
    const given = [env('MAVEN_ARGS', '--no-transfer-progress'), env('MAVEN_OPTS', '-Xmx1g')];
    expect(containerOf(maven({ env: given }))?.env).toEqual([
      { name: 'HOME', value: '/home/ubuntu' },
      { name: 'MAVEN_CONFIG', value: '' },
      ...given,
    ]);
  });

  it('takes volumes, one of which may be its home', () => {
    const home = emptyDir('m2', '/home/ubuntu', { sizeLimit: '3Gi' });
    const made = containerOf(maven({ volumes: [home, emptyDir('cache', '/cache')] }));
    expect(made?.volumeMounts?.map(({ name, mountPath }) => `${name} ${mountPath}`)).toEqual([
      'm2 /home/ubuntu',
      'cache /cache',
      'maven-tmp /tmp',
    ]);
  });

  it('does not change what it is given', () => {
    const options = Object.freeze({ env: Object.freeze([env('A', 'b')]) });
    maven(options);
    expect(options).toEqual({ env: [{ name: 'A', value: 'b' }] });
  });

  it.each([
    ['a JDK that it does not have', { jdk: 18 }, 'maven: jdk: 18 is no choice; use one of 17, 21'],
    ['a JDK in quotes', { jdk: '21' }, 'maven: jdk: "21" is no number; write a number'],
    ['a misspelt option', { jkd: 17 }, 'maven: options: unknown option "jkd"; did you mean "jdk"?'],
    ['a list of options', [], 'maven: options: [] is no mapping; write { option: value }'],
  ])('refuses %s', (_, options, message) => {
    expect(() => untyped(options)).toThrow(message);
  });

  it('does not compile with a JDK that it does not have, or a misspelt option', () => {
    // @ts-expect-error -- 18
    expect(() => maven({ jdk: 18 })).toThrow('is no choice');
    // @ts-expect-error -- jkd
    expect(() => maven({ jkd: 17 })).toThrow('unknown option');
    // @ts-expect-error -- of resources
    expect(() => containerOf(maven({ resources: { mem: '1Gi' } }))).toThrow('unknown field "mem"');
  });
});
