import { isEnvName, isLabel, isLabelKey, isLabelValue, isSubdomain } from './names';

const a = (count: number): string => 'a'.repeat(count);

describe('isLabel', () => {
  it.each(['a', '0', 'maven', 'jdk-21', 'a--b', '1a', a(63)])('accepts %s', (text) => {
    expect(isLabel(text)).toBe(true);
  });

  it.each(['', '-a', 'a-', 'A', 'a_b', 'a.b', 'a b', 'ä', 'a\n', a(64)])('refuses %j', (text) => {
    expect(isLabel(text)).toBe(false);
  });
});

describe('isSubdomain', () => {
  it.each(['a', 'a.b', 'registry.example.com', '1.2', 'a-b.c-d', a(253)])('accepts %s', (text) => {
    expect(isSubdomain(text)).toBe(true);
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a.-b', 'A.b', 'a_b', 'a\n', a(254)])('refuses %j', (text) => {
    expect(isSubdomain(text)).toBe(false);
  });
});

describe('isLabelKey', () => {
  it.each(['app', 'App', 'a.b_c-d', 'app.kubernetes.io/name', `example.com/${a(63)}`, `${a(253)}/a`])(
    'accepts %s',
    (text) => {
      expect(isLabelKey(text)).toBe(true);
    },
  );

  it.each([
    '',
    '/',
    'a/',
    '/a',
    'a/b/c',
    '-a',
    'a-',
    'a b',
    'Example.com/a',
    a(64),
    `example.com/${a(64)}`,
    `${a(254)}/a`,
  ])('refuses %j', (text) => {
    expect(isLabelKey(text)).toBe(false);
  });
});

describe('isLabelValue', () => {
  it.each(['', 'a', 'A.b_c-d', '1', a(63)])('accepts %j', (text) => {
    expect(isLabelValue(text)).toBe(true);
  });

  it.each(['-a', 'a-', '.', 'a b', 'a/b', 'a\n', a(64)])('refuses %j', (text) => {
    expect(isLabelValue(text)).toBe(false);
  });
});

describe('isEnvName', () => {
  it.each(['A', 'a_b', '1', 'spring.datasource.url', 'with space', '%PATH%', '~'])('accepts %s', (text) => {
    expect(isEnvName(text)).toBe(true);
  });

  it.each(['', 'A=B', '=', 'Ä', 'a\n', 'a\tb', '\0'])('refuses %j', (text) => {
    expect(isEnvName(text)).toBe(false);
  });
});
