import type { FailedField } from './check';

/** `container "a"`, `containers "a", "b"`: the noun and the quoted names, as the official evaluator writes them. */
export function named(noun: string, names: readonly string[]): string {
  return `${plural(noun, names)} ${quoted(names)}`;
}

/** The noun, with an s unless there is one item. */
export function plural(noun: string, items: readonly unknown[]): string {
  return items.length === 1 ? noun : `${noun}s`;
}

/** `"a", "b"`; the official evaluator escapes nothing here. */
export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${wellFormed(name)}"`).join(', ');
}

/** Distinct texts in the order of their bytes in UTF-8, which is that of their code points. */
export function sortedSet(texts: readonly string[]): string[] {
  return [...new Set(texts.map(wellFormed))].sort(byCodePoints);
}

/** A text without half surrogate pairs, for which Go's decoder puts U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** Distinct values of failed fields, as texts in order. */
export function valuesOf(fields: readonly FailedField[]): string[] {
  return sortedSet(fields.map(({ value }) => String(value)));
}

function byCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Names of the containers of failed fields, each container once, in order. Two containers may have one name. */
export function containersOf(fields: readonly FailedField[]): string[] {
  const seen = new Map<string, string>();
  for (const { path, container } of fields) {
    if (container !== undefined) seen.set(path.slice(0, path.indexOf(']')), container);
  }
  return [...seen.values()];
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

const ESCAPES: { readonly [character: string]: string } = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

/** A text as Go's %q writes it. */
export function goQuoted(text: string): string {
  let quotedText = '';
  for (const character of wellFormed(text)) quotedText += ESCAPES[character] ?? goCharacter(character);
  return `"${quotedText}"`;
}

function goCharacter(character: string): string {
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const digits = (width: number): string => code.toString(16).padStart(width, '0');
  if (code < 0x80) return `\\x${digits(2)}`;
  return code > 0xffff ? `\\U${digits(8)}` : `\\u${digits(4)}`;
}
