/** A line of Groovy, or a block: its opening line, its body and the brace that ends it. */
export type GroovyCode = string | { readonly open: string; readonly body: readonly GroovyCode[] };

const INDENT = '  ';

/**
 * Groovy code as text, indented from a depth.
 *
 * Only the first line of each piece is indented: the lines after it may belong to a literal. No line break ends the text.
 */
export function groovyText(code: readonly GroovyCode[], depth: number): string {
  const indent = INDENT.repeat(depth);
  return code
    .map((piece) =>
      typeof piece === 'string'
        ? `${indent}${piece}`
        : [
            `${indent}${piece.open} {`,
            ...(piece.body.length > 0 ? [groovyText(piece.body, depth + 1)] : []),
            `${indent}}`,
          ].join('\n'),
    )
    .join('\n');
}
