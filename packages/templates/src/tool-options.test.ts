import { memoryLimit, withResources } from './tool-options';

const DEFAULTS = { cpu: '500m', memory: '2Gi', 'ephemeral-storage': '8Gi' };

describe('withResources', () => {
  it.each([
    ['nothing', undefined, DEFAULTS],
    ['an empty mapping', {}, DEFAULTS],
    ['an explicit undefined', { memory: undefined }, DEFAULTS],
    ['one amount', { memory: '4Gi' }, { ...DEFAULTS, memory: '4Gi' }],
    [
      'all amounts',
      { cpu: 2, memory: '4Gi', 'ephemeral-storage': '1Gi' },
      { cpu: 2, memory: '4Gi', 'ephemeral-storage': '1Gi' },
    ],
  ])('keeps what is left out, given %s', (_, given, expected) => {
    expect(withResources(DEFAULTS, given)).toEqual(expected);
  });

  it('lets a request or a limit said in full take the place of the short form', () => {
    expect(withResources(DEFAULTS, { limits: { memory: '4Gi' } })).toEqual({
      cpu: '500m',
      'ephemeral-storage': '8Gi',
      limits: { memory: '4Gi' },
    });
    expect(withResources(DEFAULTS, { requests: { cpu: '1', 'ephemeral-storage': '4Gi' } })).toEqual({
      memory: '2Gi',
      requests: { cpu: '1', 'ephemeral-storage': '4Gi' },
    });
  });

  it('keeps the request of cpu beside a limit of it', () => {
    expect(withResources(DEFAULTS, { limits: { cpu: 2 } })).toEqual({ ...DEFAULTS, limits: { cpu: 2 } });
  });

  it('changes neither of the two', () => {
    const given = Object.freeze({ limits: Object.freeze({ memory: '4Gi' }) });
    const defaults = Object.freeze({ ...DEFAULTS });
    expect(withResources(defaults, given)).not.toBe(given);
    expect(defaults).toEqual(DEFAULTS);
  });
});

describe('memoryLimit', () => {
  it.each([
    ['the limit', { limits: { memory: '4Gi' }, memory: '2Gi', requests: { memory: '1Gi' } }, '4Gi'],
    ['the short form', { memory: '2Gi', requests: { memory: '1Gi' } }, '2Gi'],
    ['a lone request, which is the limit too', { requests: { memory: '1Gi' } }, '1Gi'],
    ['a number', { memory: 1024 }, '1024'],
  ])('is %s', (_, resources, expected) => {
    expect(memoryLimit(resources)).toBe(expected);
  });
});
