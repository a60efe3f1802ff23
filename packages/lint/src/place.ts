/** A stretch of a text: lines and columns count from 1, columns in UTF-16 units, the end is behind the last character. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Offsets at which the lines of a text begin. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The place of the characters from one offset up to another. */
export function placeAt(starts: readonly number[], from: number, to: number): Place {
  const [line, column] = positionAt(starts, from);
  const [endLine, endColumn] = positionAt(starts, Math.max(from, to));
  return { line, column, endLine, endColumn };
}

function positionAt(starts: readonly number[], offset: number): [line: number, column: number] {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return [low + 1, offset - (starts[low] ?? 0) + 1];
}
