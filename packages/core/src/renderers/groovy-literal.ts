import type { StepValue } from '../model/pipeline';

// A class file holds no longer constant, counted in bytes of modified UTF-8; some room is left for the escapes' mistakes.
const LONGEST_CONSTANT = 65_000;

/**
 * A text as a Groovy expression: quotes that interpolate nothing, so that `$` is a dollar sign.
 *
 * A text of several lines becomes a block that starts on the line below the quotes; one that is too long for a constant
 * becomes a sum of shorter ones.
 */
export function groovyString(text: string): string {
  const literal = text.includes('\n') ? blockLiteral : lineLiteral;
  return chunks(text).map(literal).join(' +\n');
}

/** A value as a Groovy expression: text, numbers, booleans, lists, maps. */
export function groovyValue(value: StepValue): string {
  if (typeof value === 'string') return groovyString(value);
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map((item: StepValue) => groovyValue(item)).join(', ')}]`;
  const entries = Object.entries(value);
  return entries.length === 0 ? '[:]' : `[${groovyParameters(value as { readonly [key: string]: StepValue })}]`;
}

/** Named parameters of a call: `name: 'x', count: 2`. */
export function groovyParameters(parameters: { readonly [parameter: string]: StepValue }): string {
  return Object.entries(parameters)
    .map(([key, value]) => `${/^[A-Za-z_]\w*$/.test(key) ? key : lineLiteral(key)}: ${groovyValue(value)}`)
    .join(', ');
}

function lineLiteral(text: string): string {
  return `'${escapeControls(text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n').replace(/\t/g, '\\t'))}'`;
}

function blockLiteral(text: string): string {
  const escaped = text.replace(/\\/g, '\\\\').replace(/'+/g, (quotes: string, at: number, whole: string) => {
    const last = at + quotes.length === whole.length ? quotes.length - 1 : -1;
    // A quote is escaped only where it would end the literal: as the third of a row, or as the last character.
    return Array.from(quotes, (quote, i) => (i % 3 === 2 || i === last ? `\\${quote}` : quote)).join('');
  });
  // The backslash takes the line break after the quotes out again.
  return `'''\\\n${escapeControls(escaped)}'''`;
}

/**
 * Control characters as octal escapes, which the parser of strings reads; a unicode escape would be read earlier, and a
 * carriage return would arrive as a line feed.
 */
function escapeControls(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- they are what is escaped
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g,
    (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
}

/** Pieces that each fit into a constant, cut after a line where that is possible, never within a character. */
function chunks(text: string): string[] {
  if (text.length * 3 <= LONGEST_CONSTANT) return [text];
  const pieces: string[] = [];
  let piece = '';
  let size = 0;
  for (const part of text.split(/(?<=\n)/).flatMap(shortParts)) {
    const partSize = constantSize(part);
    if (size + partSize > LONGEST_CONSTANT) {
      pieces.push(piece);
      piece = '';
      size = 0;
    }
    piece += part;
    size += partSize;
  }
  return [...pieces, piece];
}

/** A line that is too long by itself, in parts. */
function shortParts(line: string): string[] {
  if (line.length * 3 <= LONGEST_CONSTANT) return [line];
  const characters = [...line];
  const step = Math.floor(LONGEST_CONSTANT / 6);
  return Array.from({ length: Math.ceil(characters.length / step) }, (_, i) =>
    characters.slice(i * step, (i + 1) * step).join(''),
  );
}

/** Bytes of modified UTF-8: a character outside the basic plane is two of three bytes. */
function constantSize(text: string): number {
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    size += code > 0 && code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  }
  return size;
}
