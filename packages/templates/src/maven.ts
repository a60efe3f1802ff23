import { container, env, mergeEnv, type ContainerDefinition } from '@podwright/core';
import { defineEntry } from './catalogue-entry';
import { refuseWrongOptions } from './option-faults';
import { withResources, type ToolOptions } from './tool-options';

/** Options of `maven`. */
export interface MavenOptions<Name extends string = string> extends ToolOptions<Name> {
  /** Version of the JDK. @default 21 */
  readonly jdk?: 17 | 21 | undefined;
}

const MAVEN_VERSION = '3.9.16';
const imageOf = (jdk: number): string => `docker.io/library/maven:${MAVEN_VERSION}-eclipse-temurin-${jdk}`;

// The images are Ubuntu's, whose uid 1000 is `ubuntu`: the JVM takes its home from there and not from HOME.
const HOME = '/home/ubuntu';

/**
 * Maven with a JDK of Eclipse Temurin, and git.
 *
 * @example maven({ jdk: 21, resources: { cpu: 1, memory: '2Gi' } })
 */
export function maven<const Name extends string = 'maven'>(
  options: MavenOptions<Name> = {},
): ContainerDefinition<Name, 'restricted', never, 'step'> {
  refuseWrongOptions(mavenEntry, options);
  const { jdk = 21, name = 'maven' as Name, image = imageOf(jdk), resources, env: variables, volumes } = options;
  return container(name, image, {
    home: HOME,
    resources: withResources({ cpu: '500m', memory: '2Gi' }, resources),
    env: mergeEnv(
      [
        // Half of the limit for Maven itself: the tests it forks have heaps of their own.
        env('MAVEN_OPTS', `-XX:MaxRAMPercentage=50 -Duser.home=${HOME}`),
        // The image's entrypoint would unset it; kept, the Maven wrapper takes it for an argument.
        env('MAVEN_CONFIG', ''),
      ],
      variables,
    ),
    volumes,
  });
}

/** The catalogue's entry of Maven. */
export const mavenEntry = defineEntry({
  name: 'maven',
  kind: 'tool',
  level: 'restricted',
  image: imageOf(21),
  summary: 'Maven with a JDK of Eclipse Temurin, and git.',
  options: { jdk: { type: 'number', values: [17, 21], text: 'Version of the JDK.' } },
  create: maven,
});
