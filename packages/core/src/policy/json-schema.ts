import type { Fault } from '../model/fault';
import { imagePatternFault } from '../model/image-pattern';
import { fieldPath, itemPath } from '../model/path';
import { isPlainObject } from '../model/schema';
import { suggestionFor } from '../model/suggestion';

/** The part of JSON Schema (2020-12) that a policy needs; the same data is published and checked by. */
export interface JsonSchema {
  readonly type?: 'object' | 'array' | 'string' | 'boolean' | 'integer';
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly properties?: { readonly [key: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | false;
  readonly minProperties?: number;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  /** Whether a text is an image pattern: `pattern` says of that what a regular expression can, for editors. */
  readonly 'x-image-pattern'?: true;
  /** What to write, in the imperative; for our own messages. */
  readonly 'x-remedy'?: string;
}

/** Every place where data differs from a schema, with the remedy. A value that is undefined is not there. */
export function schemaFaults(schema: JsonSchema, value: unknown, path: string): Fault[] {
  if (schema.anyOf !== undefined) return anyOfFaults(schema, value, path);
  const wrong = (message: string): Fault[] => [{ path, value, message, remedy: remedyOf(schema) }];
  switch (schema.type) {
    case 'object':
      return isPlainObject(value) ? objectFaults(schema, value, path) : wrong('is no mapping');
    case 'array':
      return Array.isArray(value)
        ? (value as readonly unknown[]).flatMap((item, i) => schemaFaults(schema.items ?? {}, item, itemPath(path, i)))
        : wrong('is no list');
    case 'string':
      return stringFaults(schema, value, path);
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong('is not true or false');
    case 'integer':
      return Number.isSafeInteger(value) && (value as number) >= (schema.minimum ?? -Infinity)
        ? []
        : wrong(schema.minimum === undefined ? 'is no whole number' : `is no whole number from ${schema.minimum}`);
    default:
      return [];
  }
}

function anyOfFaults(schema: JsonSchema, value: unknown, path: string): Fault[] {
  const all = (schema.anyOf ?? []).map((one) => schemaFaults(one, value, path));
  if (all.some((faults) => faults.length === 0)) return [];
  // The form that was meant is the one whose type fits; its faults say more than that all forms failed.
  const meant = all.find((faults) => faults.every((fault) => fault.path !== path));
  return meant ?? [{ path, value, message: 'is none of the forms this may have', remedy: remedyOf(schema) }];
}

function stringFaults(schema: JsonSchema, value: unknown, path: string): Fault[] {
  if (schema['x-image-pattern'] === true) {
    const fault = imagePatternFault(value);
    return fault === undefined ? [] : [{ path, value, ...fault }];
  }
  const wrong = (message: string): Fault[] => [{ path, value, message, remedy: remedyOf(schema) }];
  if (typeof value === 'number' || typeof value === 'boolean')
    return [{ path, value, message: 'is no text', remedy: schema['x-remedy'] ?? `write it in quotes: "${value}"` }];
  if (typeof value !== 'string') return wrong('is no text');
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return [
      {
        path,
        value,
        message: 'is unknown here',
        remedy: suggestionFor(value, schema.enum, remedyOf(schema)),
      },
    ];
  if (schema.minLength !== undefined && value.trim().length < schema.minLength) return wrong('is empty');
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) return wrong('has another form');
  return [];
}

function objectFaults(schema: JsonSchema, value: { readonly [key: string]: unknown }, path: string): Fault[] {
  const { properties = {}, additionalProperties, required = [], minProperties = 0, propertyNames } = schema;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const faults = entries.flatMap(([key, item]): Fault[] => {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    const at = fieldPath(path, key);
    if (known !== undefined) return schemaFaults(known, item, at);
    if (additionalProperties === undefined || additionalProperties === false)
      return [
        {
          path: path === '' ? key : path,
          message: `unknown key ${JSON.stringify(key)}`,
          remedy: suggestionFor(key, Object.keys(properties), `use ${Object.keys(properties).join(', ')}`),
        },
      ];
    const ofName = propertyNames === undefined ? [] : schemaFaults(propertyNames, key, path);
    return [...ofName, ...schemaFaults(additionalProperties, item, at)];
  });
  for (const key of required) {
    if (value[key] === undefined)
      faults.push({
        path: fieldPath(path, key),
        message: 'is missing',
        remedy: properties[key] === undefined ? 'write it' : remedyOf(properties[key]),
      });
  }
  if (entries.length < minProperties) faults.push({ path, value, message: 'is empty', remedy: remedyOf(schema) });
  return faults;
}

function remedyOf(schema: JsonSchema): string {
  if (schema['x-remedy'] !== undefined) return schema['x-remedy'];
  if (schema.enum !== undefined) return `use one of ${schema.enum.join(', ')}`;
  switch (schema.type) {
    case 'object':
      return `write a mapping${schema.properties === undefined ? '' : ` of ${Object.keys(schema.properties).join(', ')}`}`;
    case 'array':
      return 'write a list';
    case 'string':
      return 'write a text';
    case 'boolean':
      return 'write true or false';
    case 'integer':
      return `write a whole number${schema.minimum === undefined ? '' : ` from ${schema.minimum}`}, without quotes`;
    default:
      return 'see the schema of the policy';
  }
}
