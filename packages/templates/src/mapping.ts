/** Data of names and values, as YAML, JSON and JavaScript have it. */
export interface Mapping {
  readonly [key: string]: unknown;
}

/** Whether a value is a mapping: no list, and not null. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
