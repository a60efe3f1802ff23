import type { Fault } from './fault';
import { KUBERNETES_TYPES, KUBERNETES_VERSION } from './kubernetes-types.generated';
import { fieldPath, itemPath } from './path';
import { parseQuantity } from './quantity';
import { suggestionFor } from './suggestion';
import { isWritable, UNWRITABLE_RULE } from './text';

/** One field of a Kubernetes type. */
export interface SchemaField {
  /** `string`, `int32`, `Container`, `[]Container`, `map:quantity`, … as the generated table has them. */
  readonly type: string;
  readonly required: boolean;
  /** The values allowed, absent when any. */
  readonly values: ReadonlySet<string> | undefined;
}

const parsed = new Map<string, ReadonlyMap<string, SchemaField>>();

/** The fields of a Kubernetes type, in alphabetical order; undefined for scalars. */
export function schemaFields(type: string): ReadonlyMap<string, SchemaField> | undefined {
  const row = KUBERNETES_TYPES[type];
  if (row === undefined) return undefined;
  let fields = parsed.get(type);
  if (!fields) parsed.set(type, (fields = parseRow(row)));
  return fields;
}

function parseRow(row: string): ReadonlyMap<string, SchemaField> {
  const fields = new Map<string, SchemaField>();
  for (const [, key = '', required, type = '', values] of row.matchAll(/(\w+)(!?):([^,(]+)(?:\(([^)]*)\))?/g)) {
    fields.set(key, { type, required: required === '!', values: values ? new Set(values.split('/')) : undefined });
  }
  return fields;
}

/**
 * Checks a value against a Kubernetes type, all the way down: unknown and missing fields, wrong types, values outside
 * a fixed set, quantities that are none.
 *
 * @param type a type of the table, such as `Pod`; its lists and maps are written `[]Container`, `map:string`.
 * @returns every fault, in the order of the value's own fields.
 */
export function checkSchema(type: string, value: unknown, path: string): Fault[] {
  const faults: Fault[] = [];
  checkValue({ type, required: true, values: undefined }, value, path, faults);
  return faults;
}

function checkValue(field: SchemaField, value: unknown, path: string, faults: Fault[]): void {
  const { type } = field;
  if (type.startsWith('[]')) return checkList(field, value, path, faults);
  if (type.startsWith('map:')) return checkMap(type.slice(4), value, path, faults);
  const fields = schemaFields(type);
  if (fields) return checkObject(type, fields, value, path, faults);
  const wanted = scalarFault(type, value);
  if (wanted !== undefined) faults.push({ path, value, ...wanted });
  else if (field.values && !field.values.has(value as string)) {
    const rule = `use one of ${[...field.values].join(', ')}`;
    faults.push({
      path,
      value,
      message: 'is not a value Kubernetes knows',
      remedy: suggestionFor(String(value), field.values, rule),
    });
  }
}

function checkList(field: SchemaField, value: unknown, path: string, faults: Fault[]): void {
  if (!Array.isArray(value)) {
    faults.push({ path, value, message: 'is no list', remedy: `write a list of ${field.type.slice(2)}` });
    return;
  }
  const item = itemField(field);
  for (let i = 0; i < value.length; i++) checkValue(item, value[i], itemPath(path, i), faults);
}

const itemFields = new WeakMap<SchemaField, SchemaField>();

function itemField(field: SchemaField): SchemaField {
  let item = itemFields.get(field);
  if (!item) itemFields.set(field, (item = { type: field.type.slice(2), required: true, values: field.values }));
  return item;
}

function checkMap(type: string, value: unknown, path: string, faults: Fault[]): void {
  if (!isPlainObject(value)) {
    faults.push({ path, value, message: 'is no mapping', remedy: `write a mapping of names to ${type} values` });
    return;
  }
  for (const [key, entry] of Object.entries(value)) {
    const wanted = isWritable(key) ? scalarFault(type, entry) : UNWRITABLE;
    if (wanted !== undefined) faults.push({ path: fieldPath(path, key), value: entry, ...wanted });
  }
}

function checkObject(
  type: string,
  fields: ReadonlyMap<string, SchemaField>,
  value: unknown,
  path: string,
  faults: Fault[],
): void {
  if (!isPlainObject(value)) {
    faults.push({ path, value, message: 'is no mapping', remedy: `write the fields of ${type}` });
    return;
  }
  for (const key of Object.keys(value)) {
    const entry = value[key];
    if (entry === undefined) continue;
    const field = fields.get(key);
    // Paths are made only for what needs one: most fields of most pods are right.
    if (field === undefined) faults.push(unknownField(type, fields, key, path));
    else if (!isRightScalar(field, entry)) checkValue(field, entry, fieldPath(path, key), faults);
  }
  for (const [key, field] of fields) {
    if (field.required && value[key] === undefined) {
      faults.push({ path: fieldPath(path, key), message: 'is missing', remedy: `a ${type} needs it` });
    }
  }
}

function isRightScalar(field: SchemaField, value: unknown): boolean {
  if (field.values !== undefined) return false;
  return field.type === 'string'
    ? typeof value === 'string' && isWritable(value)
    : field.type === 'boolean' && typeof value === 'boolean';
}

function unknownField(type: string, fields: ReadonlyMap<string, SchemaField>, key: string, path: string): Fault {
  return {
    path: path === '' ? key : path,
    message: `unknown field ${JSON.stringify(key)}`,
    remedy: suggestionFor(
      key,
      fields.keys(),
      `a ${type} of Kubernetes ${KUBERNETES_VERSION} has no such field: ${placeOf(key)}`,
    ),
  };
}

/** Where a misplaced field belongs. */
function placeOf(key: string): string {
  const homes = Object.keys(KUBERNETES_TYPES).filter((type) => schemaFields(type)?.has(key));
  return homes.length > 0 && homes.length < 6 ? `it belongs to ${homes.join(', ')}` : 'remove it';
}

const UNWRITABLE = { message: 'cannot be written', remedy: UNWRITABLE_RULE };

function scalarFault(type: string, value: unknown): { message: string; remedy: string } | undefined {
  switch (type) {
    case 'string':
    case 'date-time':
      if (typeof value !== 'string')
        return {
          message: 'is no text',
          remedy:
            typeof value === 'number' || typeof value === 'boolean' ? `write it in quotes: "${value}"` : 'write a text',
        };
      return isWritable(value) ? undefined : UNWRITABLE;
    case 'quantity':
      return typeof value === 'string' && parseQuantity(value) !== undefined
        ? undefined
        : { message: 'is no Kubernetes quantity', remedy: 'write a text such as "500m", "2" or "1Gi"' };
    case 'boolean':
      return typeof value === 'boolean'
        ? undefined
        : { message: 'is not true or false', remedy: 'write true or false, without quotes' };
    case 'int32':
    case 'int64':
      return Number.isSafeInteger(value) && (type === 'int64' || Math.abs(value as number) < 2 ** 31)
        ? undefined
        : { message: 'is no whole number', remedy: 'write digits without quotes' };
    case 'int-or-string':
      if (typeof value === 'string') return isWritable(value) ? undefined : UNWRITABLE;
      return Number.isSafeInteger(value)
        ? undefined
        : { message: 'is neither a whole number nor a text', remedy: 'write a number or a name' };
    case 'object':
      return isPlainObject(value) ? undefined : { message: 'is no mapping', remedy: 'write a mapping' };
    default:
      return { message: `has the unknown type ${type}`, remedy: 'report this: the table of types is incomplete' };
  }
}

/** Whether a value is a mapping as JSON knows it. */
export function isPlainObject(value: unknown): value is { [key: string]: unknown } {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
