import { suggestionFor } from '@podwright/core';
import { CATALOGUE, findEntry, type CatalogueEntry } from '@podwright/templates';
import { parseArgs } from 'node:util';
import { CliError, messageOf } from '../../packages/cli/src/cli-error';

/** What the smoke run was asked for. */
export interface SmokeArguments {
  readonly entries: readonly CatalogueEntry[];
  /** Where to make the pods; undefined makes a namespace for each level, and deletes it. */
  readonly namespace: string | undefined;
  readonly format: 'text' | 'json';
  /** How long a container may take to be ready, its image pulled. */
  readonly timeoutSeconds: number;
}

/** What `--help` prints. */
export const HELP = `usage: npm run smoke [-- [--namespace NAME] [--timeout SECONDS] [--format text|json] [template ...]]

Runs each template of the catalogue, or those named, in the cluster of KUBECONFIG, and looks at its container from inside.
Needs kubectl. Exit code: 0 all passed, 1 some failed, 2 the work could not be done.

  --namespace NAME   where to make the pods (default: a namespace for each Pod Security level, deleted at the end)
  --timeout SECONDS  how long a container may take to be ready, its image pulled (default: 300)
  --format FORMAT    text or json (default: text)
`;

/**
 * Reads the arguments; undefined when help is asked for.
 *
 * @throws CliError when they are wrong.
 */
export function smokeArguments(args: readonly string[]): SmokeArguments | undefined {
  const { values, positionals } = parsed(args);
  if (values.help === true) return undefined;
  const { format = 'text', namespace, timeout = '300' } = values;
  if (format !== 'text' && format !== 'json')
    throw new CliError(`--format: ${JSON.stringify(format)} is no format; use text or json`);
  if (!/^[1-9]\d{0,5}$/.test(timeout))
    throw new CliError(`--timeout: ${JSON.stringify(timeout)} is no number of seconds`);
  if (namespace !== undefined && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace))
    throw new CliError(`--namespace: ${JSON.stringify(namespace)} is no name of a namespace`);
  return { entries: entriesOf(positionals), namespace, format, timeoutSeconds: Number(timeout) };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { namespace: text, timeout: text, format: text, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new CliError(messageOf(error).replace(/\.\s.*$/s, ''));
  }
}

function entriesOf(names: readonly string[]): readonly CatalogueEntry[] {
  const known = CATALOGUE.map(({ name }) => name);
  const entries = names.map((name) => {
    const entry = findEntry(name);
    if (entry !== undefined) return entry;
    throw new CliError(`no template ${JSON.stringify(name)}; ${suggestionFor(name, known, `use ${known.join(', ')}`)}`);
  });
  return entries.length > 0 ? [...new Set(entries)] : CATALOGUE;
}
