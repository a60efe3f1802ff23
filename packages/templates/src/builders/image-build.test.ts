import { InvalidPodTemplateError, type Fault } from '@podwright/core';
import { readImageBuild, type ImageBuildOptions } from './image-build';
import { registryCache } from './registry-cache';

const destination = 'registry.example.com/payments/api:1.2.3';
const read = (options: unknown) => readImageBuild('kanikoBuild', options as ImageBuildOptions);

function faultsOf(options: unknown): readonly Fault[] {
  try {
    read(options);
    return [];
  } catch (error) {
    if (error instanceof InvalidPodTemplateError) return error.faults;
    throw error;
  }
}

describe('readImageBuild', () => {
  it('builds the workspace unless told otherwise', () => {
    expect(read({ destination })).toEqual({
      destinations: [destination],
      context: '${PWD}',
      dockerfile: '${PWD}/Dockerfile',
      digestFile: '${PWD}/image.digest',
      buildArgs: [],
      labels: [],
      secrets: [],
      target: undefined,
      cache: undefined,
    });
  });

  it('looks for the Dockerfile in the context', () => {
    const paths = (options: object) => {
      const { context, dockerfile } = read({ destination, ...options });
      return [context, dockerfile];
    };
    expect(paths({ context: 'services/api' })).toEqual(['${PWD}/services/api', '${PWD}/services/api/Dockerfile']);
    expect(paths({ context: './services/api//' })).toEqual(['${PWD}/services/api', '${PWD}/services/api/Dockerfile']);
    expect(paths({ context: 'api', dockerfile: 'build/api.Dockerfile' })).toEqual([
      '${PWD}/api',
      '${PWD}/build/api.Dockerfile',
    ]);
    expect(paths({ dockerfile: '/etc/images/Dockerfile' })).toEqual(['${PWD}', '/etc/images/Dockerfile']);
  });

  it('takes several destinations, and variables of the build in them', () => {
    const several = [destination, 'registry.example.com/payments/api:${GIT_COMMIT}', '${REGISTRY}/api:${TAG}'];
    expect(read({ destination: several }).destinations).toEqual(several);
  });

  it('takes an explicit undefined for an option that is left out', () => {
    const undefinedOnes = { context: undefined, buildArgs: undefined, secrets: undefined, cache: undefined };
    expect(read({ destination, ...undefinedOnes })).toEqual(read({ destination }));
  });

  it.each([undefined, null, 'registry.example.com/a:1', ['a'], 5])('refuses %j in the place of options', (options) => {
    expect(faultsOf(options)).toEqual([
      { path: 'options', value: options, message: 'is no mapping', remedy: 'write { destination: … }' },
    ]);
  });

  const name = 'write registry/repository:tag, the path in lower case';
  const below = 'write a path below the workspace, without ".."';
  const secret = "write { id: 'npmrc', src: '/path/of/the/file' }";
  const digest = `registry.example.com/a@sha256:${'0'.repeat(64)}`;
  it.each<[string, object, Partial<Fault>]>([
    [
      'an image in capitals',
      { destination: 'Registry/API:1' },
      { value: 'Registry/API:1', message: 'is no image name', remedy: name },
    ],
    ['a number', { destination: 5 }, { value: 5, message: 'is no image name', remedy: name }],
    ['one of several', { destination: [destination, ''] }, { value: '', message: 'is no image name', remedy: name }],
    [
      'no tag',
      { destination: 'registry.example.com/a' },
      { message: 'has no tag', remedy: 'name one, such as :1.2.3 or :${GIT_COMMIT}' },
    ],
    ['a digest', { destination: digest }, { message: 'has a digest', remedy: 'a push is by tag' }],
    ['no destination', { destination: undefined }, { message: 'is missing', remedy: 'name the image to push' }],
    ['none of several', { destination: [] }, { message: 'is missing', remedy: 'name the image to push' }],
    [
      'a context above the workspace',
      { context: '../other' },
      { path: 'context', message: 'is no path of the workspace', remedy: below },
    ],
    ['an empty context', { context: '' }, { path: 'context', value: '' }],
    ['a context that is no text', { context: 5 }, { path: 'context', value: 5 }],
    ['a Dockerfile above the workspace', { dockerfile: 'a/../../b' }, { path: 'dockerfile', remedy: below }],
    ['a digest file that is no text', { digestFile: true }, { path: 'digestFile', value: true, remedy: below }],
    [
      'an ARG with a hyphen',
      { buildArgs: { 'A-B': 'c' } },
      { path: 'buildArgs', value: 'A-B', message: 'cannot name an ARG', remedy: 'use letters, digits and "_"' },
    ],
    [
      'an ARG that is a number',
      { buildArgs: { V: 1.1 } },
      { path: 'buildArgs.V', value: 1.1, message: 'is no text', remedy: 'write it in quotes' },
    ],
    [
      'ARGs as a list',
      { buildArgs: ['A=b'] },
      { path: 'buildArgs', message: 'is no mapping', remedy: "write { NAME: 'value' }" },
    ],
    [
      'a blank target',
      { target: ' ' },
      { path: 'target', value: ' ', message: 'names no stage', remedy: 'write the name of a stage of the Dockerfile' },
    ],
    [
      'a label with "="',
      { labels: { 'a=b': 'c' } },
      {
        path: 'labels',
        value: 'a=b',
        message: 'cannot be the key of a label',
        remedy: 'use a text without spaces and "="',
      },
    ],
    ['a label that is null', { labels: { a: null } }, { path: 'labels.a', value: null, message: 'is no text' }],
    ['labels as text', { labels: 'a=b' }, { path: 'labels', value: 'a=b', message: 'is no mapping' }],
    [
      'secrets as a mapping',
      { secrets: { npmrc: '/a' } },
      { path: 'secrets', message: 'is no list', remedy: "write [{ id: 'npmrc', src: '/path/of/the/file' }]" },
    ],
    [
      'a secret without a file',
      { secrets: [{ id: 'a' }] },
      { path: 'secrets[0]', value: { id: 'a' }, message: 'is no secret', remedy: secret },
    ],
    ['a secret with a comma', { secrets: [{ id: 'a', src: '/a,b' }] }, { path: 'secrets[0]', remedy: secret }],
    [
      'a secret with a misspelt key',
      { secrets: [{ id: 'a', src: '/a', evn: 'B' }] },
      { path: 'secrets[0]', remedy: secret },
    ],
    ['the second secret', { secrets: [{ id: 'a', src: '/a' }, null] }, { path: 'secrets[1]', value: null }],
    [
      'a cache as text',
      { cache: 'registry.example.com/c' },
      {
        path: 'cache',
        value: 'registry.example.com/c',
        message: 'is no cache',
        remedy: 'make it with registryCache()',
      },
    ],
    ['a cache of one’s own', { cache: { repository: 'a' } }, { path: 'cache', message: 'is no cache' }],
    [
      'a misspelt option',
      { dockerFile: 'x' },
      { path: 'options', message: 'unknown option "dockerFile"', remedy: 'did you mean "dockerfile"?' },
    ],
    [
      'an option of another tool',
      { push: true },
      {
        path: 'options',
        remedy: 'use destination, context, dockerfile, buildArgs, target, labels, secrets, cache, digestFile',
      },
    ],
  ])('refuses %s', (_, options, fault) => {
    const faults = faultsOf({ destination, ...options });
    expect(faults).toEqual([expect.objectContaining({ path: 'destination', ...fault })]);
  });

  it('tells every fault together, under the name of the step', () => {
    const options = { destination: 'a', context: '..', buildArgs: { '1': 'x' }, secrets: [{}], cache: {}, foo: 1 };
    expect(() => read(options)).toThrow(
      new Error(
        [
          'kanikoBuild: 6 faults',
          '  destination: "a" has no tag; name one, such as :1.2.3 or :${GIT_COMMIT}',
          '  context: ".." is no path of the workspace; write a path below the workspace, without ".."',
          '  buildArgs: "1" cannot name an ARG; use letters, digits and "_"',
          "  secrets[0]: {} is no secret; write { id: 'npmrc', src: '/path/of/the/file' }",
          '  cache: {} is no cache; make it with registryCache()',
          `  options: unknown option "foo"; use ${'destination, context, dockerfile, buildArgs, target, labels, secrets, cache, digestFile'}`,
        ].join('\n'),
      ),
    );
  });

  it('keeps the cache as it was made', () => {
    const cache = registryCache('registry.example.com/cache');
    expect(read({ destination, cache }).cache).toBe(cache);
  });
});
