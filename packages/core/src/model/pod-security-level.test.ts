import { levelAllows, POD_SECURITY_LEVELS } from './pod-security-level';

describe('levelAllows', () => {
  it('knows the levels from the loosest to the strictest', () => {
    expect(POD_SECURITY_LEVELS).toEqual(['privileged', 'baseline', 'restricted']);
    expect(Object.isFrozen(POD_SECURITY_LEVELS)).toBe(true);
  });

  it.each([
    ['privileged', ['privileged', 'baseline', 'restricted']],
    ['baseline', ['baseline', 'restricted']],
    ['restricted', ['restricted']],
  ] as const)('lets under %s run what needs one of %j', (promised, needs) => {
    expect(POD_SECURITY_LEVELS.filter((needed) => levelAllows(promised, needed))).toEqual(needs);
  });
});
