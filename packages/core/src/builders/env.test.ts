import { container, env, InvalidPodTemplateError, mergeEnv, podTemplate, secretEnv, type EnvVar } from '../index';

describe('env', () => {
  it('makes a variable with a plain value, whatever the text is', () => {
    expect(env('A', '')).toEqual({ name: 'A', value: '' });
    expect(env('no', '0777\n$(X)')).toEqual({ name: 'no', value: '0777\n$(X)' });
    expect(Object.isFrozen(env('A', 'b'))).toBe(true);
  });
});

describe('secretEnv', () => {
  it('makes a variable that refers to a key of a Secret', () => {
    expect(secretEnv('TOKEN', 'npm', 'token')).toEqual({
      name: 'TOKEN',
      valueFrom: { secretKeyRef: { name: 'npm', key: 'token' } },
    });
    expect(secretEnv('TOKEN', 'npm', 'token', { optional: true }).valueFrom?.secretKeyRef?.optional).toBe(true);
    expect(secretEnv('TOKEN', 'npm', 'token', { optional: false }).valueFrom?.secretKeyRef?.optional).toBe(false);
  });

  it('refuses options that are none', () => {
    const loose = secretEnv as (name: string, secret: string, key: string, fields: unknown) => EnvVar;
    expect(() => loose('TOKEN', 'npm', 'token', null)).toThrow(
      'secretEnv "TOKEN": fields: null is no mapping; write { optional: … }',
    );
    expect(() => loose('TOKEN', 'npm', 'token', { optionl: true })).toThrow('did you mean "optional"?');
  });
});

describe('mergeEnv', () => {
  const base = [env('A', '1'), env('B', '2'), env('C', '3')];

  it('lets a later variable take the place of an earlier one of its name', () => {
    const given = [secretEnv('B', 'b', 'b'), env('D', '4')];
    expect(mergeEnv(base, given)).toEqual([env('A', '1'), env('C', '3'), ...given]);
    expect(mergeEnv(base)).toEqual(base);
    expect(mergeEnv([], base)).toEqual(base);
  });

  it('changes neither list', () => {
    const given = [env('A', '9')];
    const before = JSON.stringify([base, given]);
    expect(mergeEnv(base, given)).not.toBe(base);
    expect(JSON.stringify([base, given])).toBe(before);
    expect(Object.isFrozen(base) || Object.isFrozen(given)).toBe(false);
  });

  it('does not make two variables of one list one: that is refused with the pod', () => {
    const twice = container('a', 'registry.example.com/lint:1', { env: [env('A', '1'), env('A', '2')] });
    expect(() => podTemplate('build').container(twice).build()).toThrow(
      'spec.containers[1].env[2].name: "A" is set by env[1] too; set each variable once',
    );
  });

  it.each([[null], ['A=b'], [{ A: 'b' }], [5]])('hands %j on, for the container to refuse', (value) => {
    const list = value as unknown as EnvVar[];
    for (const merged of [mergeEnv(list, base), mergeEnv(base, list)]) {
      const make = (): unknown => container('a', 'registry.example.com/lint:1', { env: merged });
      expect(make).toThrow(InvalidPodTemplateError);
      expect(make).toThrow('container "a": env: ');
    }
  });
});
