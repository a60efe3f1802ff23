import { isPlainObject } from './schema';

// Only what this module froze is known to be frozen all the way down; Object.isFrozen speaks of one level.
const ours = new WeakSet<object>();

/**
 * A deeply frozen copy of plain data, without its `undefined` fields and with everything else kept: `false`, `0`, `''`
 * and `[]` say something in a security context.
 *
 * The argument is not changed. A copy made before is returned as it is.
 */
export function frozenCopy<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ours.has(value)) return value;
  let result: object;
  if (Array.isArray(value)) result = value.map(copy);
  else if (isPlainObject(value)) {
    const target: { [key: string]: unknown } = {};
    for (const key of Object.keys(value)) {
      const entry = value[key];
      if (entry === undefined) continue;
      // A key such as __proto__ would set the prototype instead of a field.
      if (key === '__proto__') Object.defineProperty(target, key, { value: copy(entry), enumerable: true });
      else target[key] = typeof entry === 'object' ? copy(entry) : entry;
    }
    result = target;
  } else return value;
  Object.freeze(result);
  ours.add(result);
  return result;
}
