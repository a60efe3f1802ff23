import { containerOf, variablesOf } from '../container-of';
import { sonarScanner } from './sonar-scanner';

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
      SONAR_SCANNER_JAVA_OPTS: '-XX:MaxRAMPercentage=50 -Duser.home=/tmp',
    });
  });
});
