import { InvalidPodTemplateError, type Fault } from '@podwright/core';
import { registryCache } from './registry-cache';

function faultsOf(...args: readonly unknown[]): readonly Fault[] {
  try {
    (registryCache as (...args: readonly unknown[]) => unknown)(...args);
    return [];
  } catch (error) {
    if (error instanceof InvalidPodTemplateError) return error.faults;
    throw error;
  }
}

describe('registryCache', () => {
  it('is written for two weeks unless told otherwise', () => {
    expect(registryCache('registry.example.com/payments/cache')).toEqual({
      repository: 'registry.example.com/payments/cache',
      ttl: '336h',
      readOnly: false,
    });
  });

  it('can be told how long, and to read only', () => {
    expect(registryCache('registry.example.com:5000/cache', { ttl: '24h30m', readOnly: true })).toEqual({
      repository: 'registry.example.com:5000/cache',
      ttl: '24h30m',
      readOnly: true,
    });
  });

  it('cannot be changed', () => {
    expect(Object.isFrozen(registryCache('registry.example.com/cache'))).toBe(true);
  });

  it('may have variables of the build in its name', () => {
    expect(registryCache('${REGISTRY}/cache').repository).toBe('${REGISTRY}/cache');
  });

  it.each([
    ['a tag', 'registry.example.com/cache:latest'],
    ['a digest', `registry.example.com/cache@sha256:${'a'.repeat(64)}`],
    ['a variable as its tag', 'registry.example.com/cache:${BRANCH_NAME}'],
    ['capitals', 'registry.example.com/Cache'],
    ['a scheme', 'https://registry.example.com/cache'],
    ['nothing in it', ''],
    ['a number in its place', 5],
    ['no name', undefined],
  ])('refuses a repository with %s', (_, repository) => {
    expect(faultsOf(repository)).toEqual([
      {
        path: 'repository',
        value: repository,
        message: 'is no repository',
        remedy: 'write registry/repository without tag and digest',
      },
    ]);
  });

  it.each(['14d', '2 weeks', '', '336', 'h', 336, null])('refuses the duration %j', (ttl) => {
    expect(faultsOf('registry.example.com/cache', { ttl })).toEqual([
      { path: 'ttl', value: ttl, message: 'is no duration', remedy: 'write hours such as 336h' },
    ]);
  });

  it('refuses a misspelt readOnly, which would let a pull request write', () => {
    expect(faultsOf('registry.example.com/cache', { readonly: true })).toEqual([
      { path: 'options', message: 'unknown option "readonly"', remedy: 'did you mean "readOnly"?' },
    ]);
    // @ts-expect-error -- the types know it as well
    expect(() => registryCache('registry.example.com/cache', { readonly: true })).toThrow('unknown option');
  });

  it('tells every fault together', () => {
    expect(() =>
      (registryCache as (...args: readonly unknown[]) => unknown)('a:b', { ttl: 1, readOnly: 'yes', x: 1 }),
    ).toThrow(
      new Error(
        [
          'registryCache: 4 faults',
          '  repository: "a:b" is no repository; write registry/repository without tag and digest',
          '  options: unknown option "x"; use ttl, readOnly',
          '  ttl: 1 is no duration; write hours such as 336h',
          '  readOnly: "yes" is not true or false; write true or false',
        ].join('\n'),
      ),
    );
  });
});
