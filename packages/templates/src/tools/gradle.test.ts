import { emptyDir, podTemplate, type ContainerDefinition } from '@podwright/core';
import { gradle } from './gradle';

const build = (definition: ContainerDefinition) => podTemplate('build').containers([definition]).build().pod.spec;
const containerOf = (definition: ContainerDefinition) => build(definition).containers[1];
const untyped = gradle as (options: unknown) => ContainerDefinition;

describe('gradle', () => {
  it('makes its tag from the version of Gradle and that of the JDK', () => {
    expect(gradle().image).toBe('docker.io/library/gradle:9.7.1-jdk21-noble');
    expect(gradle({ version: '9.6.0', jdk: 25 }).image).toBe('docker.io/library/gradle:9.6.0-jdk25-noble');
  });

  it('keeps its user home on a volume of its own, over the one that the image declares', () => {
    const { containers, volumes = [] } = build(gradle());
    const mounts = containers[1]?.volumeMounts ?? [];
    expect(mounts.map(({ mountPath }) => mountPath)).toEqual(['/tmp', '/home/gradle', '/home/gradle/.gradle']);
    const own = volumes.find(({ name }) => name === mounts[2]?.name);
    expect(own?.emptyDir?.sizeLimit).toBe('2Gi');
    expect(containers[1]?.env).toContainEqual({ name: 'GRADLE_USER_HOME', value: '/home/gradle/.gradle' });
  });

  it('leaves no daemon, and has a heap that follows the limit because it is a share of it', () => {
    expect(
      containerOf(gradle())
        ?.env?.find(({ name }) => name === 'GRADLE_OPTS')
        ?.value?.split(' '),
    ).toEqual([
      '-Dorg.gradle.daemon=false',
      '-Dorg.gradle.vfs.watch=false',
      '-Dorg.gradle.jvmargs=-XX:MaxRAMPercentage=50',
      '-Duser.home=/home/gradle',
    ]);
  });

  it('takes another volume for its user home', () => {
    const made = containerOf(gradle({ volumes: [emptyDir('big', '/home/gradle/.gradle', { sizeLimit: '8Gi' })] }));
    const place = made?.volumeMounts?.filter(({ mountPath }) => mountPath === '/home/gradle/.gradle');
    expect(place?.map(({ name }) => name)).toEqual(['big']);
  });

  it('refuses what is no version and a JDK that it does not have', () => {
    // @ts-expect-error -- two numbers
    expect(() => gradle({ version: '9.7' })).toThrow('gradle: version: "9.7" is no version; write three numbers');
    // @ts-expect-error -- 11
    expect(() => gradle({ jdk: 11 })).toThrow('gradle: jdk: 11 is no choice; use one of 17, 21, 25');
    expect(() => untyped({ gradle: 9 })).toThrow('unknown option "gradle"');
  });
});
