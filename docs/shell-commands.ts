/** A command of a shell block, as far as pages use the shell. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** File behind `<`. */
  readonly from?: string | undefined;
  /** File behind `>`. */
  readonly to?: string | undefined;
}

/**
 * The commands of a shell block: lines, continued by `\`, and `&&`.
 *
 * @throws Error for anything else that a shell would read, such as `|` or `$(…)`.
 */
export function shellCommands(code: string): readonly ShellCommand[] {
  return code
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .flatMap((line) => commandsOf(line));
}

function commandsOf(line: string): ShellCommand[] {
  const commands: { words: string[]; from?: string; to?: string }[] = [{ words: [] }];
  const tokens = tokensOf(line);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? '';
    const command = commands.at(-1);
    if (token === '&&') commands.push({ words: [] });
    else if (token === '<' && command !== undefined) command.from = tokens[++i] ?? '';
    else if (token === '>' && command !== undefined) command.to = tokens[++i] ?? '';
    else command?.words.push(token);
  }
  return commands;
}

const TOKEN = /\s+|(?:'[^']*'|"[^"`\\]*"|[^\s'"`\\|;&()<>]|&(?!&))+|&&|[<>]/y;

/** Words with their quotes taken off; variables stay what they are. */
function tokensOf(line: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < line.length) {
    const at = TOKEN.lastIndex;
    const [token] = TOKEN.exec(line) ?? [];
    if (token === undefined) throw new Error(`cannot read this of a shell: ${line.slice(at)}`);
    if (token.trim() !== '') tokens.push(token.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
  }
  return tokens;
}
