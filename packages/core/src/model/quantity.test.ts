import { mebibytesOf, parseQuantity } from './quantity';

describe('parseQuantity', () => {
  it.each([
    ['1', 1],
    ['0', 0],
    ['007', 7],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['1.', 1],
    ['+2', 2],
    ['-1', -1],
    ['-.5', -0.5],
  ])('reads the number %s', (text, amount) => {
    expect(parseQuantity(text)).toBe(amount);
  });

  it.each([
    ['3n', 3e-9],
    ['3u', 3e-6],
    ['500m', 0.5],
    ['2k', 2e3],
    ['2M', 2e6],
    ['2G', 2e9],
    ['2T', 2e12],
    ['2P', 2e15],
    ['2E', 2e18],
    ['2Ki', 2 ** 11],
    ['2Mi', 2 ** 21],
    ['2Gi', 2 ** 31],
    ['2Ti', 2 ** 41],
    ['2Pi', 2 ** 51],
    ['2Ei', 2 ** 61],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['0.1m', 0.0001],
  ])('reads the suffix of %s', (text, amount) => {
    expect(parseQuantity(text)).toBeCloseTo(amount, 12);
  });

  it.each([
    ['1e3', 1000],
    ['1E3', 1000],
    ['1e+3', 1000],
    ['15e-1', 1.5],
    ['1.5e9', 1.5e9],
  ])('reads the exponent of %s', (text, amount) => {
    expect(parseQuantity(text)).toBe(amount);
  });

  it('tells an exponent from the suffix for exa', () => {
    expect(parseQuantity('1E')).toBe(1e18);
    expect(parseQuantity('1E1')).toBe(10);
  });

  it.each(['', ' ', '.', '-', 'Gi', 'm', '1 Gi', ' 1', '1\n', '1K', '1KB', '1GiB', '1gi', '1mi', '1kk', '1e', '1e3Ki'])(
    'refuses %j',
    (text) => {
      expect(parseQuantity(text)).toBeUndefined();
    },
  );

  it.each(['1_000', '1,5', '0x10', '1..2', '--1', 'Infinity', 'NaN', '1e1.5', 'one'])('refuses %j', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it('answers alike when asked again', () => {
    for (const text of ['64Mi', 'nothing', '64Mi', 'nothing']) {
      expect(parseQuantity(text)).toBe(text === '64Mi' ? 64 * 2 ** 20 : undefined);
    }
  });
});

describe('mebibytesOf', () => {
  it.each([
    ['512Mi', undefined, 512],
    ['2Gi', undefined, 2048],
    ['1G', undefined, 953],
    ['1048576', undefined, 1],
    ['1048575', undefined, 0],
    ['1Gi', 0.75, 768],
    ['1Gi', 0.5, 512],
    ['1000Mi', 0.7, 700],
    ['100Mi', 0.333, 33],
    ['0', undefined, 0],
  ])('takes %s times %s as %d whole mebibytes', (text, share, mebibytes) => {
    expect(mebibytesOf(text, share)).toBe(mebibytes);
  });

  it('knows none for a text that is no quantity', () => {
    expect(mebibytesOf('much')).toBeUndefined();
  });
});
