import { env } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineTool } from '../define-tool';

// The images are Ubuntu's, whose uid 1000 is `ubuntu`: the JVM takes its home from there and not from HOME.
const HOME = '/home/ubuntu';

/**
 * Maven with a JDK of Eclipse Temurin, and git.
 *
 * @example maven({ jdk: 21, resources: { cpu: 1, memory: '2Gi' } })
 */
export const maven = defineTool({
  name: 'maven',
  summary: 'Maven with a JDK of Eclipse Temurin, and git.',
  image: {
    repository: 'docker.io/library/maven',
    tag: ({ jdk }) => `3.9.16-eclipse-temurin-${jdk}`,
    mirrors: officialMirrors('maven'),
  },
  options: { jdk: { type: 'number', values: [17, 21], default: 21, text: 'Version of the JDK.' } },
  resources: { cpu: '500m', memory: '2Gi' },
  smoke: 'mvn -version',
  recipe: () => ({
    passwdHome: HOME,
    env: [
      // Half of the limit for Maven itself: the tests it forks have heaps of their own.
      env('MAVEN_OPTS', `-XX:MaxRAMPercentage=50 -Duser.home=${HOME}`),
      // The image's entrypoint would unset it; kept, the Maven wrapper takes it for an argument.
      env('MAVEN_CONFIG', ''),
    ],
  }),
});
