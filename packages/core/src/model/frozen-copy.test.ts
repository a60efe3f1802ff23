import { frozenCopy } from './frozen-copy';

function isDeepFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeepFrozen);
}

describe('frozenCopy', () => {
  it('copies without changing or freezing its argument', () => {
    const given = { list: [{ name: 'a', none: undefined }], map: { key: [1] } };
    const copy = frozenCopy(given);
    expect(copy).toEqual({ list: [{ name: 'a' }], map: { key: [1] } });
    expect(copy).not.toBe(given);
    expect(given.list[0]).toHaveProperty('none');
    given.list.push({ name: 'b', none: undefined });
    given.map.key.push(2);
    expect(copy).toEqual({ list: [{ name: 'a' }], map: { key: [1] } });
  });

  it('freezes all the way down', () => {
    const copy = frozenCopy({ a: { b: [{ c: [[{ d: {} }]] }] }, e: null });
    expect(isDeepFrozen(copy)).toBe(true);
  });

  it('freezes what was frozen only on the outside', () => {
    const inner = { list: [1] };
    const copy = frozenCopy(Object.freeze({ inner }));
    expect(isDeepFrozen(copy)).toBe(true);
    expect(Object.isFrozen(inner)).toBe(false);
    inner.list.push(2);
    expect(copy).toEqual({ inner: { list: [1] } });
  });

  it.each([false, 0, '', null, NaN])('keeps %p', (value) => {
    expect(frozenCopy({ value })).toEqual({ value });
    expect(frozenCopy([value])).toEqual([value]);
    expect(frozenCopy(value)).toBe(value);
  });

  it('keeps empty lists and mappings', () => {
    expect(frozenCopy({ list: [], map: {}, deep: [[], {}] })).toEqual({ list: [], map: {}, deep: [[], {}] });
  });

  it('drops fields that are undefined, and nothing else', () => {
    const copy = frozenCopy({ runAsUser: 0, runAsNonRoot: false, runAsGroup: undefined, deep: { gone: undefined } });
    expect(copy).toStrictEqual({ runAsUser: 0, runAsNonRoot: false, deep: {} });
    expect(Object.keys(copy)).toEqual(['runAsUser', 'runAsNonRoot', 'deep']);
  });

  it('keeps the order of keys and the places of a list', () => {
    expect(JSON.stringify(frozenCopy({ z: 1, a: 2, '10': 3 }))).toBe('{"10":3,"z":1,"a":2}');
    expect(frozenCopy(['b', undefined, 'a'])).toEqual(['b', undefined, 'a']);
  });

  it('keeps the key __proto__ as a field and leaves the prototype alone', () => {
    const given: unknown = JSON.parse('{"__proto__": {"polluted": [true]}, "constructor": 1}');
    const copy = frozenCopy(given) as { readonly [key: string]: unknown };
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(Object.keys(copy)).toEqual(['__proto__', 'constructor']);
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"polluted":[true]},"constructor":1}');
    expect(isDeepFrozen(copy)).toBe(true);
    expect('polluted' in copy).toBe(false);
  });

  it('takes a mapping without a prototype', () => {
    const given: { [key: string]: unknown } = Object.create(null) as { [key: string]: unknown };
    given.a = [1];
    expect(frozenCopy(given)).toEqual({ a: [1] });
    expect(isDeepFrozen(frozenCopy(given))).toBe(true);
  });

  it('returns a copy of its own as it is, alone or within other data', () => {
    const part = frozenCopy({ list: [{ a: 1 }] });
    expect(frozenCopy(part)).toBe(part);
    const whole = frozenCopy({ first: part, second: [part] });
    expect(whole.first).toBe(part);
    expect(whole.second[0]).toBe(part);
    expect(frozenCopy(part.list)).toBe(part.list);
  });

  it('makes two copies of what stands in two places', () => {
    const shared = { a: [1] };
    const copy = frozenCopy({ first: shared, second: shared });
    expect(copy).toEqual({ first: { a: [1] }, second: { a: [1] } });
    expect(isDeepFrozen(copy)).toBe(true);
    expect(Object.isFrozen(shared)).toBe(false);
  });

  it('hands on what is no plain data', () => {
    const date = new Date(0);
    const call = (): number => 1;
    const copy = frozenCopy({ date, call });
    expect(copy.date).toBe(date);
    expect(copy.call).toBe(call);
    expect(Object.isFrozen(date)).toBe(false);
  });

  it('cannot be changed afterwards', () => {
    'use strict';
    const copy: { a: { b: number[] } } = frozenCopy({ a: { b: [1] } });
    expect(() => copy.a.b.push(2)).toThrow(TypeError);
    expect(() => {
      copy.a = { b: [] };
    }).toThrow(TypeError);
  });
});
