import { env } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineTool } from '../define-tool';

// The images rename Ubuntu's uid 1000 and move its home.
const HOME = '/home/gradle';

/**
 * Gradle with a JDK of Eclipse Temurin, and git.
 *
 * @example gradle({ version: '9.7.1', jdk: 21 })
 */
export const gradle = defineTool({
  name: 'gradle',
  summary: 'Gradle with a JDK of Eclipse Temurin, and git.',
  image: {
    repository: 'docker.io/library/gradle',
    // Without the distribution a tag changes it when Ubuntu has a new one.
    tag: ({ version, jdk }) => `${version}-jdk${jdk}-noble`,
    mirrors: officialMirrors('gradle'),
  },
  options: {
    version: { type: 'string', format: 'version', default: '9.7.1', text: 'Version of Gradle.' },
    jdk: { type: 'number', values: [17, 21, 25], default: 21, text: 'Version of the JDK.' },
  },
  resources: { cpu: '1', memory: '3Gi' },
  smoke: 'gradle --version',
  recipe: () => ({
    passwdHome: HOME,
    // The image declares a volume at the user home: the runtime's own would lie over ours, and nothing bounds it.
    writablePaths: { [HOME]: '512Mi', [`${HOME}/.gradle`]: '2Gi' },
    env: [
      env('GRADLE_USER_HOME', `${HOME}/.gradle`),
      env(
        'GRADLE_OPTS',
        [
          // A daemon that outlives its build, and what it watches, help no other build in this pod.
          '-Dorg.gradle.daemon=false',
          '-Dorg.gradle.vfs.watch=false',
          // Half of the limit for the build itself, where 512 MiB would be all: compilers and tests have heaps of their own.
          '-Dorg.gradle.jvmargs=-XX:MaxRAMPercentage=50',
          `-Duser.home=${HOME}`,
        ].join(' '),
      ),
    ],
  }),
});
