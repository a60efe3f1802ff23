import { InvalidPodTemplateError, type Fault } from '@podwright/core';
import { agentEntry } from './agent';
import { maven } from './tools/maven';
import { refuseWrongOptions } from './option-faults';
import { postgres } from './services/postgres';

/** Faults of options as plain JavaScript hands them in. */
function faultsOf(options: unknown, entry = maven.entry): readonly Fault[] {
  try {
    refuseWrongOptions(entry, options as object);
    return [];
  } catch (error) {
    if (error instanceof InvalidPodTemplateError) return error.faults;
    throw error;
  }
}

describe('refuseWrongOptions', () => {
  it.each([
    ['nothing', {}],
    ['an explicit undefined', { jdk: undefined, name: undefined }],
    ['every option', { jdk: 17, name: 'm', image: 'maven:3', resources: {}, env: [], volumes: [] }],
  ])('accepts %s', (_, options) => {
    expect(faultsOf(options)).toEqual([]);
  });

  it.each([undefined, null, 'jdk=17', 17, true, [], [{ jdk: 17 }]])('refuses %j, which is no mapping', (options) => {
    expect(faultsOf(options)).toEqual([
      { path: 'options', value: options, message: 'is no mapping', remedy: 'write { option: value }' },
    ]);
  });

  it.each<[string, unknown, string, string]>([
    ['name', 5, 'is no text', 'write a text'],
    ['image', { tag: '3' }, 'is no text', 'write a text'],
    ['resources', '2Gi', 'is no mapping', "write { cpu: '500m', memory: '1Gi' }"],
    ['resources', null, 'is no mapping', "write { cpu: '500m', memory: '1Gi' }"],
    ['env', { A: 'b' }, 'is no list of { name, value }', "write [{ name: 'NAME', value: 'text' }]"],
    ['env', ['A=b'], 'is no list of { name, value }', "write [{ name: 'NAME', value: 'text' }]"],
    ['env', [null], 'is no list of { name, value }', "write [{ name: 'NAME', value: 'text' }]"],
    ['volumes', { emptyDir: {} }, 'is no list of volumes', 'make each with emptyDir(), secretVolume(), …'],
    ['volumes', ['/cache'], 'is no list of volumes', 'make each with emptyDir(), secretVolume(), …'],
    ['jdk', '21', 'is no number', 'write a number'],
    ['jdk', 8, 'is no choice', 'use one of 17, 21'],
    ['jdk', NaN, 'is no choice', 'use one of 17, 21'],
  ])('refuses %s: %j', (option, value, message, remedy) => {
    expect(faultsOf({ [option]: value })).toEqual([{ path: option, value, message, remedy }]);
  });

  it('suggests the option that is meant', () => {
    expect(faultsOf({ resource: {} })[0]?.remedy).toBe('did you mean "resources"?');
    expect(faultsOf({ memory: '1Gi' })[0]?.remedy).toBe(
      'use name, image, resources, env, volumes, uses, passwdEntry, jdk',
    );
  });

  it('knows each template’s own options only', () => {
    expect(faultsOf({ jdk: 21 }, postgres.entry)[0]?.message).toBe('unknown option "jdk"');
    expect(faultsOf({ database: 'orders' }, postgres.entry)).toEqual([]);
    expect(faultsOf({ database: 'orders' }, agentEntry)[0]?.message).toBe('unknown option "database"');
  });

  it('is not taken in by names that every object has', () => {
    const options: unknown = JSON.parse('{ "__proto__": 1, "constructor": 2, "toString": 3 }');
    expect(faultsOf(options).map(({ message }) => message)).toEqual([
      'unknown option "__proto__"',
      'unknown option "constructor"',
      'unknown option "toString"',
    ]);
  });

  it('tells every fault together, under the name of the template', () => {
    expect(() => refuseWrongOptions(maven.entry, { jdk: 8, image: 1, foo: 2 })).toThrow(
      new Error(
        [
          'maven: 3 faults',
          '  jdk: 8 is no choice; use one of 17, 21',
          '  image: 1 is no text; write a text',
          '  options: unknown option "foo"; use name, image, resources, env, volumes, uses, passwdEntry, jdk',
        ].join('\n'),
      ),
    );
  });
});
