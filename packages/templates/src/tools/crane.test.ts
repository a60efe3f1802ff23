import { containerOf, variablesOf } from '../container-of';
import { crane } from './crane';

describe('crane', () => {
  it('takes a version of three numbers', () => {
    expect(crane().image).toBe('gcr.io/go-containerregistry/crane/debug:v0.22.1');
    expect(crane({ version: '0.21.9' }).image).toBe('gcr.io/go-containerregistry/crane/debug:v0.21.9');
    expect(() => crane({ version: 'latest' as '1.2.3' })).toThrow('crane: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => crane({ version: 'latest' })).toThrow('is no version');
  });

  it('waits in the shell of busybox, which is on PATH', () => {
    expect(containerOf(crane())?.command).toEqual(['/busybox/sh', '-c']);
    expect(containerOf(crane())?.args?.[0]).toContain('/busybox/sleep 3600');
    expect(variablesOf(crane()).PATH).toMatch(/^\/ko-app:\/busybox:/);
  });

  it('keeps its login in HOME', () => {
    expect(variablesOf(crane())).toMatchObject({
      DOCKER_CONFIG: '/home/jenkins/.docker',
    });
  });
});
