/**
 * A text as one word of a POSIX shell. `${NAME}` in it is a variable of the build and stays one; everything else means
 * itself.
 */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (!VARIABLE.test(text)) return `'${text.replace(/'/g, "'\\''")}'`;
  const escaped = text.replace(/[\\"`]|\$(?!\{[A-Za-z_]\w*\})/g, '\\$&');
  return `"${escaped}"`;
}

/** A variable of the build, as it may stand in destinations and arguments. */
const VARIABLE = /\$\{[A-Za-z_]\w*\}/;

/** The text with every variable replaced by a word that may stand in an image name. */
export function withoutVariables(text: string): string {
  return text.replace(/\$\{[A-Za-z_]\w*\}/g, 'x');
}

/** A command as a script: the program, then an argument a line. */
export function shellCommand(program: string, ...args: readonly string[]): string {
  return [program, ...args.map((argument) => `  ${argument}`)].join(' \\\n');
}
