import { env } from '@podwright/core';
import { defineTool } from '../define-tool';

// The home of the image's user, uid 1000, which is the temporary directory too.
const HOME = '/tmp';

/**
 * The scanner of SonarQube, with git, Node.js and Python.
 *
 * @example sonarScanner({ resources: { memory: '3Gi' } })
 */
export const sonarScanner = defineTool({
  name: 'sonar-scanner',
  summary: 'The scanner of SonarQube, with git, Node.js and Python.',
  image: { repository: 'docker.io/sonarsource/sonar-scanner-cli', tag: '12.2.0.4256_8.1.0' },
  resources: { cpu: '500m', memory: '2Gi' },
  smoke: 'sonar-scanner --version',
  recipe: () => ({
    passwdHome: HOME,
    env: [
      // Its own place is below /opt, which is read-only here.
      env('SONAR_USER_HOME', `${HOME}/.sonar`),
      // Half of the limit: the analysis of TypeScript is a Node process beside it. Older servers have the analysis in the
      // scanner's own JVM, newer ones in a second one.
      env('SONAR_SCANNER_OPTS', `-XX:MaxRAMPercentage=50 -Duser.home=${HOME}`),
      env('SONAR_SCANNER_JAVA_OPTS', `-XX:MaxRAMPercentage=50 -Duser.home=${HOME}`),
    ],
    writablePaths: { [HOME]: '2Gi' },
  }),
});
