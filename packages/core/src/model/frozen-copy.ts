import { isPlainObject } from './schema';

/**
 * A deeply frozen copy of plain data, without its `undefined` fields and with everything else kept: `false`, `0`, `''`
 * and `[]` say something in a security context.
 *
 * The argument is not changed. What is deeply frozen already is returned as it is.
 */
export function frozenCopy<T>(value: T): T {
  return copy(value) as T;
}

/**
 * Freezes data of our own making in its place, all the way down; what is frozen is taken to be so to its end. Nothing that
 * a caller may still hold must come here.
 */
export function frozenInPlace<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const key in value) frozenInPlace(value[key]);
  return Object.freeze(value);
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || isSettled(value)) return value;
  let result: object;
  if (Array.isArray(value)) result = value.map(copy);
  else {
    const target: { [key: string]: unknown } = {};
    for (const [key, entry] of Object.entries(value)) {
      if (entry === undefined) continue;
      // A key such as __proto__ would set the prototype instead of a field.
      if (key === '__proto__') Object.defineProperty(target, key, { value: copy(entry), enumerable: true });
      else target[key] = typeof entry === 'object' ? copy(entry) : entry;
    }
    result = target;
  }
  return Object.freeze(result);
}

/** Whether nothing is left to do, all the way down. What is no plain data is left to the schema, which refuses it. */
function isSettled(value: object): boolean {
  if (!Object.isFrozen(value)) return !Array.isArray(value) && !isPlainObject(value);
  for (const key in value) {
    const entry = (value as { readonly [key: string]: unknown })[key];
    if (entry === undefined || (typeof entry === 'object' && entry !== null && !isSettled(entry))) return false;
  }
  return true;
}
