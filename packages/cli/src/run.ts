import { Command, CommanderError } from 'commander';
import { CliError, EXIT } from './cli-error';
import type { CheckCommandOptions } from './commands/check';
import type { GenerateOptions } from './commands/generate';
import type { GuardrailsCommandOptions } from './commands/guardrails';
import type { InitOptions } from './commands/init';
import type { Streams } from './streams';

const { version } = require('../package.json') as { version: string };

// A command is loaded when it is asked for: help and version need none of them.
const loadGenerate = () => require('./commands/generate') as typeof import('./commands/generate');
const loadList = () => require('./commands/list') as typeof import('./commands/list');
const loadCheck = () => require('./commands/check') as typeof import('./commands/check');
const loadGuardrails = () => require('./commands/guardrails') as typeof import('./commands/guardrails');
const loadExplain = () => require('./commands/explain') as typeof import('./commands/explain');
const loadInit = () => require('./commands/init') as typeof import('./commands/init');

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/**
 * Runs the command.
 *
 * @returns the exit code: 0 nothing to report, 1 findings, 2 the work could not be done.
 */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  let code: number = EXIT.ok;
  const program = commands(args, streams, (result) => (code = result));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.failed;
    if (!(error instanceof CliError)) throw error;
    streams.err(`podwright: ${error.message}\n`);
    return EXIT.failed;
  }
}

function commands(args: readonly string[], streams: Streams, done: (code: number) => void): Command {
  const program = new Command('podwright')
    .description('Secure Jenkins agent pods on Kubernetes.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: streams.out,
      writeErr: streams.err,
      outputError: (text, write) => write(`podwright: ${text.replace(/^error: /, '').replace(/\n\(Did/, ' (Did')}`),
    });
  program.helpCommand(false);
  const [name = ''] = args;
  const define = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  // The others are needed for the help, and to say what may have been meant.
  for (const one of define === undefined ? Object.values(COMMANDS) : [define]) one(program, streams, done);
  return program;
}

type Define = (program: Command, streams: Streams, done: (code: number) => void) => void;

const COMMANDS: { readonly [name: string]: Define } = {
  generate: (program, streams, done) => {
    program
      .command('generate')
      .description('write the pods and Jenkinsfiles of template files, or print a pod of the catalogue')
      .argument('[files...]', 'podwright.ts, .js, .json or .yaml; - is standard input')
      .option('--format <list>', 'pod, scripted, declarative, separated by commas')
      .option('--out-dir <folder>', 'where to write (default: generated/ beside each file)')
      .option('--stdout', 'print instead of writing')
      .option('--check', 'write nothing; exit with 1 when a file differs')
      .option('--tool <name[:option=value,...]>', 'a container of the catalogue, without a file; repeatable', collect)
      .option('--name <name>', 'with --tool: name of the pod template')
      .option('--level <level>', 'with --tool: Pod Security level (default: the strictest that the tools allow)')
      .option('--pod-file <path>', "let the Jenkinsfiles read the pod's YAML from this file of the repository")
      .action(async (files: string[], options: GenerateOptions) =>
        done(await loadGenerate().generate(files, options, streams)),
      );
  },
  check: (program, streams, done) => {
    program
      .command('check')
      .description('check pods and template files by a policy')
      .argument('[files...]', 'pod YAML, Kubernetes lists, template files; - is standard input')
      .option('--policy <policy>', 'a preset or a policy file (default: podwright.policy.yaml here, else recommended)')
      .option('--level <level>', "Pod Security level (default: the policy's)")
      .option('--kubernetes <version>', "release whose Pod Security rules hold, such as v1.37 (default: the policy's)")
      .option('--namespace <name>', 'namespace the pods are made in (default: the one each pod names)')
      .option('--format <format>', 'text or json', 'text')
      .option('--fail-on <severity>', 'exit with 1 from this severity on: error, warning or note', 'error')
      .action(async (files: string[], options: CheckCommandOptions) =>
        done(await loadCheck().check(files, options, streams)),
      );
  },
  guardrails: (program, streams, done) => {
    program
      .command('guardrails')
      .description('write the objects that make a cluster refuse what a policy refuses')
      .option('--namespace <name>', 'namespace of the agent pods')
      .option('--policy <policy>', 'a preset or a policy file (default: podwright.policy.yaml here, else recommended)')
      .option('--engine <engine>', 'admission, kyverno or gatekeeper (default: admission)')
      .option('--out-dir <folder>', 'where to write them, with a README (default: print the YAML)')
      .option('--controller <account>', 'namespace and service account of the controller (default: jenkins/jenkins)')
      .option('--identity <identity>', 'identity of image builds: eks=ROLE-ARN, gke=ACCOUNT or aks=CLIENT-ID')
      .option('--pods <number>', 'most pods at a time (default: 50)')
      .action(async (options: GuardrailsCommandOptions) => done(await loadGuardrails().guardrails(options, streams)));
  },
  list: (program, streams, done) => {
    program
      .command('list')
      .description('print the catalogue')
      .option('--format <format>', 'text or json', 'text')
      .action((options: { format: string }) => done(loadList().list(options, streams)));
  },
  explain: (program, streams, done) => {
    program
      .command('explain')
      .description('print what a rule reports, or what a template of the catalogue is and makes')
      .argument('<rule|template>')
      .action((name: string) => done(loadExplain().explain(name, streams)));
  },
  init: (program, streams, done) => {
    program
      .command('init')
      .description('write a podwright.ts and an npm script into this repository')
      .option('--name <name>', 'name of the pod template (default: the folder)')
      .option(
        '--tool <name>',
        'a container of the catalogue; repeatable (default: what the files here speak for)',
        collect,
      )
      .action((options: InitOptions) => done(loadInit().init(options, version, streams)));
  },
};
