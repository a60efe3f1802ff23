import type { PodSecurityLevel } from '../../model/pod-security-level';
import type { PodSecurityCheckId } from '../../model/rule-id';
import { checksOf, POD_SECURITY_CHECKS } from './checks';
import { NEWEST_MINOR } from './version';

/** The checks of the official evaluator, their revisions and what they override. */
const OFFICIAL: readonly [PodSecurityCheckId, PodSecurityLevel, number[], PodSecurityCheckId?][] = [
  ['appArmorProfile', 'baseline', [0]],
  ['capabilities_baseline', 'baseline', [0]],
  ['hostNamespaces', 'baseline', [0]],
  ['hostPathVolumes', 'baseline', [0]],
  ['hostPorts', 'baseline', [0]],
  ['hostProbesAndHostLifecycle', 'baseline', [34]],
  ['privileged', 'baseline', [0]],
  ['procMount', 'baseline', [0, 35]],
  ['seLinuxOptions', 'baseline', [0, 31]],
  ['seccompProfile_baseline', 'baseline', [0, 19]],
  ['sysctls', 'baseline', [0, 27, 29, 32, 37]],
  ['windowsHostProcess', 'baseline', [0]],
  ['allowPrivilegeEscalation', 'restricted', [8, 25]],
  ['capabilities_restricted', 'restricted', [22, 25], 'capabilities_baseline'],
  ['procMount_restricted', 'restricted', [35], 'procMount'],
  ['restrictedVolumes', 'restricted', [0], 'hostPathVolumes'],
  ['runAsNonRoot', 'restricted', [0, 35]],
  ['runAsUser', 'restricted', [23, 35]],
  ['seccompProfile_restricted', 'restricted', [19, 25], 'seccompProfile_baseline'],
];
const BASELINE_0: readonly PodSecurityCheckId[] = [
  'appArmorProfile',
  'capabilities_baseline',
  'hostNamespaces',
  'hostPathVolumes',
  'hostPorts',
  'privileged',
  'procMount',
  'seLinuxOptions',
  'seccompProfile_baseline',
  'sysctls',
  'windowsHostProcess',
];
/** Releases at which the checks of restricted change: what goes, and what comes. */
const CHANGES: readonly [number, PodSecurityCheckId[], PodSecurityCheckId[]][] = [
  [0, ['hostPathVolumes'], ['restrictedVolumes', 'runAsNonRoot']],
  [8, [], ['allowPrivilegeEscalation']],
  [19, ['seccompProfile_baseline'], ['seccompProfile_restricted']],
  [22, ['capabilities_baseline'], ['capabilities_restricted']],
  [23, [], ['runAsUser']],
  [34, [], ['hostProbesAndHostLifecycle']],
  [35, ['procMount'], ['procMount_restricted']],
];
const MINORS = Array.from({ length: NEWEST_MINOR + 1 }, (_, minor) => minor);

const idsOf = (level: PodSecurityLevel, minor?: number): string[] => checksOf(level, minor).map(({ id }) => id);
const inOrder = (ids: Iterable<string>): string[] => {
  const order = OFFICIAL.map(([id]): string => id);
  return [...ids].sort((a, b) => order.indexOf(a) - order.indexOf(b));
};

describe('POD_SECURITY_CHECKS', () => {
  it('are those of the official evaluator, with their revisions and overrides, in its order', () => {
    expect(
      POD_SECURITY_CHECKS.map(({ id, level, revisions, overrides }) =>
        overrides === undefined ? [id, level, revisions] : [id, level, revisions, overrides],
      ),
    ).toEqual(OFFICIAL);
  });

  it('stand by level, and in it by the bytes of their ids', () => {
    const ids = (level: string): string[] =>
      POD_SECURITY_CHECKS.filter((check) => check.level === level).map(({ id }) => id);
    expect(POD_SECURITY_CHECKS.map(({ id }) => id)).toEqual([...ids('baseline').sort(), ...ids('restricted').sort()]);
    expect(ids('baseline').indexOf('seLinuxOptions')).toBeLessThan(ids('baseline').indexOf('seccompProfile_baseline'));
  });

  it('have revisions that increase, up to the newest release known', () => {
    for (const { revisions } of POD_SECURITY_CHECKS)
      expect([...new Set(revisions)].sort((a, b) => a - b)).toEqual(revisions);
    expect(Math.max(...POD_SECURITY_CHECKS.flatMap(({ revisions }) => revisions))).toBe(NEWEST_MINOR);
  });

  it('say what they report, why, and what to do', () => {
    for (const { summary, why, help } of POD_SECURITY_CHECKS) {
      expect(summary).toMatch(/^Reports .*[^.]$/);
      expect(why).toMatch(/\.$/);
      expect(help).toMatch(/^[a-z].*[^.]$/);
    }
  });

  it('cannot be changed', () => {
    expect(() => (POD_SECURITY_CHECKS as unknown[]).push(1)).toThrow(TypeError);
  });
});

describe('checksOf', () => {
  it('has none for privileged', () => {
    for (const minor of MINORS) expect(idsOf('privileged', minor)).toEqual([]);
  });

  it('has at baseline eleven, and from v1.34 on twelve', () => {
    for (const minor of MINORS)
      expect(idsOf('baseline', minor)).toEqual(
        minor < 34 ? BASELINE_0 : inOrder([...BASELINE_0, 'hostProbesAndHostLifecycle']),
      );
  });

  it('has at restricted those of baseline, without what is overridden, and its own', () => {
    const ids = new Set<string>(BASELINE_0);
    for (const minor of MINORS) {
      for (const [since, goes, comes] of CHANGES) {
        if (since !== minor) continue;
        goes.forEach((id) => ids.delete(id));
        comes.forEach((id) => ids.add(id));
      }
      expect(idsOf('restricted', minor)).toEqual(inOrder(ids));
    }
  });

  it('puts checks of restricted in the place of their twins of baseline', () => {
    const twins = POD_SECURITY_CHECKS.flatMap(({ id, overrides }) =>
      overrides === undefined ? [] : [[overrides, id]],
    );
    expect(twins).toEqual([
      ['capabilities_baseline', 'capabilities_restricted'],
      ['procMount', 'procMount_restricted'],
      ['hostPathVolumes', 'restrictedVolumes'],
      ['seccompProfile_baseline', 'seccompProfile_restricted'],
    ]);
    for (const [overridden, id] of twins) {
      const ids = checksOf('restricted').map((check) => check.id as string);
      expect(ids).toContain(id);
      expect(ids).not.toContain(overridden);
    }
  });

  it('takes the newest release where none is asked for, and for every later one', () => {
    for (const level of ['privileged', 'baseline', 'restricted'] as const) {
      expect(idsOf(level)).toEqual(idsOf(level, NEWEST_MINOR));
      expect(idsOf(level, 99)).toEqual(idsOf(level, NEWEST_MINOR));
    }
  });

  it('selects once', () => {
    expect(checksOf('restricted', 20)).toBe(checksOf('restricted', 20));
    expect(checksOf('restricted')).toBe(checksOf('restricted', NEWEST_MINOR));
    expect(checksOf('restricted', 20)).not.toBe(checksOf('baseline', 20));
  });

  it.each([
    ['Restricted', '"Restricted"'],
    ['', '""'],
    ['constructor', '"constructor"'],
    [undefined, 'undefined'],
    [null, 'null'],
  ])('refuses the level %j, however often it is asked for', (level, quoted) => {
    const refused = () => checksOf(level as PodSecurityLevel);
    const error = new RangeError(
      `level: ${quoted} is no Pod Security level; use one of privileged, baseline, restricted`,
    );
    expect(refused).toThrow(RangeError);
    expect(refused).toThrow(error);
  });
});
