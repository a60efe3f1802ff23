import fs from 'node:fs';
import { join } from 'node:path';
import { POD_SECURITY_LEVELS } from '@podwright/core';
import { run } from '../packages/cli/src/run';
import { shellCommands, type ShellCommand } from './shell-commands';
import { ROOT, type Story } from './story';

/** What a command printed, as a terminal shows it, and its exit code. */
export interface CommandResult {
  readonly code: number;
  readonly printed: string;
}

const DONE: CommandResult = { code: 0, printed: '' };
const PACKAGES = fs
  .readdirSync(join(ROOT, 'packages'))
  .map((folder) => readManifest(join(ROOT, 'packages', folder, 'package.json')).name);

/** Runs the commands of a shell block; those that need a network or a cluster are looked at only. */
export async function runCommands(code: string, story: Story): Promise<CommandResult> {
  let printed = '';
  for (const command of shellCommands(code)) {
    const result = await runCommand(command, story);
    printed += result.printed;
    if (result.code !== 0) return { code: result.code, printed };
  }
  return { code: 0, printed };
}

async function runCommand(command: ShellCommand, story: Story): Promise<CommandResult> {
  const [program = '', ...args] = withoutStarter(command.words);
  switch (program) {
    case 'podwright':
      return podwright(args, command, story);
    case 'npm':
      return npm(args, story);
    case 'mkdir':
      fs.mkdirSync(join(story.cwd, args.at(-1) ?? ''), { recursive: args[0] === '-p' });
      return DONE;
    case 'cd':
      story.enter(args[0] ?? '');
      return DONE;
    case 'kubectl':
      expectKubectl(args);
      return DONE;
    case 'git':
      if (['add', 'clone', 'commit', 'init'].includes(args[0] ?? '')) return DONE;
  }
  throw new Error(`no page may run this: ${command.words.join(' ')}`);
}

/** The command, whether it is called by npx, from a clone or by its name. */
function withoutStarter(words: readonly string[]): readonly string[] {
  const [first, second] = words;
  if (first === 'npx' && second === 'podwright') return words.slice(1);
  return first === 'node' && second === 'packages/cli/dist/podwright.js' ? ['podwright', ...words.slice(2)] : words;
}

async function podwright(
  args: readonly string[],
  { from, to }: Partial<ShellCommand>,
  story: Story,
): Promise<CommandResult> {
  story.turnPage();
  let out = '';
  let printed = '';
  const code = await run(args, {
    out: (text) => {
      out += text;
      if (to === undefined) printed += text;
    },
    err: (text) => void (printed += text),
    readInput: () => Promise.resolve(story.read(from ?? '')),
    cwd: story.cwd,
  });
  if (to !== undefined) story.write(to, out);
  return { code, printed };
}

async function npm([command = '', ...args]: readonly string[], story: Story): Promise<CommandResult> {
  if (command === 'ci') return DONE;
  if (command === 'install') {
    const names = args.filter((word) => !word.startsWith('-'));
    const strangers = names.filter((name) => !PACKAGES.includes(name));
    if (strangers.length > 0) throw new Error(`no packages of this repository: ${strangers.join(', ')}`);
    // What npm leaves behind, without what it gets from the network.
    const devDependencies = Object.fromEntries(names.map((name) => [name, '^0.0.0']));
    if (!story.has('package.json')) story.write('package.json', JSON.stringify({ devDependencies }));
    return DONE;
  }
  const [name = '', ...rest] =
    command === 'run' ? args.filter((word) => !/^(?:--|-s|--silent)$/.test(word)) : [command];
  const { scripts = {} } = readManifest(join(story.has('package.json') ? story.cwd : ROOT, 'package.json'));
  const script = scripts[name];
  if (script === undefined) throw new Error(`there is no script ${JSON.stringify(name)}`);
  const last = shellCommands(script).at(-1);
  const [program, ...scriptArgs] = withoutStarter(last?.words ?? []);
  // The scripts of this repository that build, test or check it are run by CI.
  if (program !== 'podwright') return DONE;
  return podwright([...scriptArgs.flatMap((word) => matchingFiles(word, story)), ...rest], {}, story);
}

/** `examples/*` as a shell writes it out, on a copy of the examples. */
function matchingFiles(word: string, story: Story): readonly string[] {
  const [folder = '', file = ''] = word.split('/*/');
  if (!word.includes('/*/')) return [word];
  const names = fs.readdirSync(join(ROOT, folder)).filter((name) => fs.existsSync(join(ROOT, folder, name, file)));
  for (const name of names) {
    // What stands beside it may be imported by it.
    const modules = fs.readdirSync(join(ROOT, folder, name)).filter((other) => other.endsWith('.ts'));
    for (const other of modules)
      story.write(join(folder, name, other), fs.readFileSync(join(ROOT, folder, name, other), 'utf8'));
  }
  return names.map((name) => join(folder, name, file)).sort();
}

const VERBS = ['apply', 'create', 'get', 'label'];

function expectKubectl(args: readonly string[]): void {
  const [verb = ''] = args;
  if (!VERBS.includes(verb)) throw new Error(`kubectl ${verb} is none of ${VERBS.join(', ')}`);
  for (const word of args) {
    const level = /^pod-security\.kubernetes\.io\/\w+=(.*)$/.exec(word)?.[1];
    if (level !== undefined && !POD_SECURITY_LEVELS.some((known) => known === level))
      throw new Error(`${level} is no Pod Security level`);
  }
}

function readManifest(file: string): { readonly name: string; readonly scripts?: { readonly [name: string]: string } } {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as ReturnType<typeof readManifest>;
}
