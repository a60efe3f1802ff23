import { type ContainerDefinition } from '@podwright/core';
import { containerOf } from '../container-of';
import { php } from './php';

const untyped = php as (options: unknown) => ContainerDefinition;

describe('php', () => {
  it('is the image of PHP, or that of Composer', () => {
    expect(php().image).toBe('docker.io/library/php:8.5.9-cli-bookworm');
    expect(php({ version: '8.4' }).image).toBe('docker.io/library/php:8.4.24-cli-bookworm');
    expect(php({ variant: 'composer' }).image).toBe('docker.io/library/composer:2.10.2');
    expect(php.entry.create({ variant: 'composer' }).image).toBe('docker.io/library/composer:2.10.2');
  });

  it('takes another image, which wins over both', () => {
    const image = 'registry.example.com/mirror/composer:2.10.2';
    expect(php({ variant: 'composer', image }).image).toBe(image);
    expect(php({ variant: 'composer', image: undefined }).image).toBe('docker.io/library/composer:2.10.2');
  });

  it.each([{ variant: 'cli' }, { variant: 'composer' }] as const)('keeps Composer’s folders in HOME, %o', (options) => {
    const { env = [], volumeMounts = [] } = containerOf(php(options)) ?? {};
    for (const name of ['COMPOSER_HOME', 'COMPOSER_CACHE_DIR']) {
      const folder = env.find((variable) => variable.name === name)?.value ?? '';
      expect(volumeMounts.some(({ mountPath }) => mountPath !== '/tmp' && folder.startsWith(`${mountPath}/`))).toBe(
        true,
      );
    }
  });

  it('refuses a version of PHP in the image of Composer, which has its own', () => {
    expect(() => php({ variant: 'composer', version: '8.4' })).toThrow(
      'php: version: "8.4" cannot be chosen in the image of Composer; leave it out, or take variant: \'cli\'',
    );
  });

  it.each([
    [
      'a variant that it does not have',
      { variant: 'fpm' },
      'php: variant: "fpm" is no choice; use one of cli, composer',
    ],
    ['a version as a number', { version: 8.5 }, 'php: version: 8.5 is no string'],
    ['no mapping', null, 'is no mapping'],
    ['an image that is no text', { variant: 'composer', image: 2 }, 'php: image: 2 is no text'],
  ])('refuses %s', (_, options, message) => {
    expect(() => untyped(options)).toThrow(message);
  });

  it('does not compile with a variant that it does not have', () => {
    // @ts-expect-error -- fpm
    expect(() => php({ variant: 'fpm' })).toThrow('is no choice');
  });
});
