import { emptyDir, type ContainerDefinition } from '@podwright/core';
import { containerOf } from '../container-of';
import { jdk } from './jdk';

const untyped = jdk as (options: unknown) => ContainerDefinition;

describe('jdk', () => {
  it.each([
    [17, '17.0.20_8-jdk-noble'],
    [21, '21.0.12_8-jdk-noble'],
    [25, '25.0.4_7-jdk-noble'],
  ] as const)('has of version %d the release that is known', (version, tag) => {
    expect(jdk({ version }).image).toBe(`docker.io/library/eclipse-temurin:${tag}`);
  });

  it('has its home where the JVM finds it, and no further variable', () => {
    expect(containerOf(jdk())?.env).toEqual([{ name: 'HOME', value: '/home/ubuntu' }]);
    expect(containerOf(jdk())?.volumeMounts?.map(({ mountPath }) => mountPath)).toEqual(['/tmp', '/home/ubuntu']);
  });

  it('takes a volume of one’s own for what the wrapper keeps', () => {
    const made = containerOf(jdk({ volumes: [emptyDir('m2', '/home/ubuntu/.m2', { sizeLimit: '1Gi' })] }));
    expect(made?.volumeMounts?.map(({ mountPath }) => mountPath)).toContain('/home/ubuntu/.m2');
  });

  it('refuses a version that it does not have', () => {
    // @ts-expect-error -- 11
    expect(() => jdk({ version: 11 })).toThrow('jdk: version: 11 is no choice; use one of 17, 21, 25');
    expect(() => untyped({ version: '21' })).toThrow('jdk: version: "21" is no number');
  });
});
