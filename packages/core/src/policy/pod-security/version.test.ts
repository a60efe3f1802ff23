import { isPodSecurityVersion, minorOf, NEWEST_MINOR, type PodSecurityVersion } from './version';

const VERSIONS: [PodSecurityVersion, number][] = [
  ['latest', 37],
  ['v1.0', 0],
  ['v1.9', 9],
  ['v1.10', 10],
  ['v1.36', 36],
  ['v1.37', 37],
];
const NONE: [unknown, string][] = [
  ['', '""'],
  ['v1', '"v1"'],
  ['v1.', '"v1."'],
  ['1.37', '"1.37"'],
  ['1.37.0', '"1.37.0"'],
  ['v1.37.0', '"v1.37.0"'],
  ['v1.037', '"v1.037"'],
  ['v1.00', '"v1.00"'],
  ['v1.-1', '"v1.-1"'],
  ['v1.1e1', '"v1.1e1"'],
  ['v1.x', '"v1.x"'],
  ['v0.37', '"v0.37"'],
  ['v2.0', '"v2.0"'],
  ['v11.0', '"v11.0"'],
  ['V1.37', '"V1.37"'],
  [' v1.37', '" v1.37"'],
  ['v1.37\n', '"v1.37\\n"'],
  ['Latest', '"Latest"'],
  ['latest ', '"latest "'],
  [37, '37'],
  [null, 'null'],
  [undefined, 'undefined'],
  [['v1.37'], '["v1.37"]'],
];

describe('minorOf', () => {
  it.each(VERSIONS)('of %s is %d', (version, minor) => {
    expect(minorOf(version)).toBe(minor);
  });

  it.each<PodSecurityVersion>(['v1.38', 'v1.100', 'v1.4294967296'])('takes %s for the newest it knows', (version) => {
    expect(minorOf(version)).toBe(NEWEST_MINOR);
  });

  it.each(NONE)('refuses %j, and says what it may be', (version, quoted) => {
    const refused = () => minorOf(version as PodSecurityVersion);
    expect(refused).toThrow(RangeError);
    expect(refused).toThrow(new RangeError(`version: ${quoted} is no Pod Security version; use latest or v1.N`));
  });
});

describe('isPodSecurityVersion', () => {
  it.each(VERSIONS)('is true of %s', (version) => {
    expect(isPodSecurityVersion(version)).toBe(true);
  });

  it('is true of a version newer than those known', () => {
    expect(isPodSecurityVersion('v1.38')).toBe(true);
  });

  it.each(NONE)('is false of %j', (version) => {
    expect(isPodSecurityVersion(version)).toBe(false);
  });
});
