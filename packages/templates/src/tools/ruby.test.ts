import { containerOf } from '../container-of';
import { ruby } from './ruby';

const variable = (name: string) => containerOf(ruby())?.env?.find((one) => one.name === name)?.value;

describe('ruby', () => {
  it('has of each version the release that is known', () => {
    expect(ruby().image).toBe('docker.io/library/ruby:4.0.6-trixie');
    expect(ruby({ version: '3.4' }).image).toBe('docker.io/library/ruby:3.4.10-trixie');
  });

  it('moves gems and Bundler’s settings together to where they can be written, and finds their programs', () => {
    const mounts = containerOf(ruby())?.volumeMounts ?? [];
    const gems = variable('GEM_HOME') ?? '';
    expect(mounts.some(({ mountPath }) => gems.startsWith(`${mountPath}/`))).toBe(true);
    expect(variable('BUNDLE_APP_CONFIG')).toBe(gems);
    expect(variable('PATH')?.split(':')).toEqual(expect.arrayContaining([`${gems}/bin`, '/usr/local/bin', '/bin']));
  });

  it('has a temporary directory of its own, which the container makes before it waits', () => {
    expect(variable('TMPDIR')).toBe('/home/jenkins/tmp');
    expect(containerOf(ruby())?.args?.[0]).toMatch(/^mkdir -m 700 -p "\$TMPDIR"; trap /);
  });

  it('refuses a version that it does not have', () => {
    // @ts-expect-error -- a whole release
    expect(() => ruby({ version: '4.0.6' })).toThrow('ruby: version: "4.0.6" is no choice; use one of 3.4, 4.0');
  });
});
