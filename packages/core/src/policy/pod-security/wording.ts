import type { FailedField } from './check';

/** `container "a"`, `containers "a", "b"`: the noun and the quoted names, as the official evaluator writes them. */
export function named(noun: string, names: readonly string[]): string {
  return `${noun}${names.length === 1 ? '' : 's'} ${quoted(names)}`;
}

/** `"a", "b"`; the official evaluator escapes nothing. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

/** Distinct texts in the order of their bytes. */
export function sortedSet(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Names of the containers of failed fields, each once, in order. */
export function containersOf(fields: readonly FailedField[]): string[] {
  return [...new Set(fields.flatMap(({ container }) => (container === undefined ? [] : [container])))];
}

/** Who set the failed fields: `pod`, `containers "a", "b"`, or both joined by `and`. */
export function setters(fields: readonly FailedField[]): string {
  const containers = containersOf(fields);
  const parts = [
    ...(fields.some(({ container }) => container === undefined) ? ['pod'] : []),
    ...(containers.length > 0 ? [named('container', containers)] : []),
  ];
  return parts.join(' and ');
}
