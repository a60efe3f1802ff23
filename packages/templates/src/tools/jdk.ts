import { officialMirrors } from '../catalogue-image';
import { defineTool } from '../define-tool';

// Releases are numbered per line, and a tag with the build number keeps its JDK.
const TAGS = { 17: '17.0.20_8', 21: '21.0.12_8', 25: '25.0.4_7' };

/**
 * A JDK of Eclipse Temurin, for builds that bring their wrapper; without git.
 *
 * @example jdk({ version: 25 })
 */
export const jdk = defineTool({
  name: 'jdk',
  summary: 'A JDK of Eclipse Temurin, for builds that bring their wrapper; without git.',
  image: {
    repository: 'docker.io/library/eclipse-temurin',
    tag: ({ version }) => `${TAGS[version]}-jdk-noble`,
    mirrors: officialMirrors('eclipse-temurin'),
  },
  options: { version: { type: 'number', values: [17, 21, 25], default: 21, text: 'Version of the JDK.' } },
  resources: { cpu: '500m', memory: '2Gi' },
  smoke:
    'java -version && cd /tmp && echo "class Smoke { public static void main(String[] a) { } }" > Smoke.java && javac Smoke.java',
  // Ubuntu's uid 1000 is `ubuntu`: the JVM finds its home there without being told.
  recipe: () => ({ passwdHome: '/home/ubuntu' }),
});
