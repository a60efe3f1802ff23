import { CATALOGUE } from '@podwright/templates';
import { CliError, EXIT } from '../cli-error';
import type { Streams } from '../streams';
import { textTable } from '../table';

/** Prints the catalogue. */
export function list({ format = 'text' }: { readonly format?: string }, streams: Streams): number {
  const entries = CATALOGUE.map(({ name, kind, level, image }) => ({ name, kind, level, image }));
  if (format === 'json') streams.out(`${JSON.stringify(entries, null, 2)}\n`);
  else if (format === 'text') {
    streams.out(
      textTable([
        ['NAME', 'KIND', 'LEVEL', 'IMAGE'],
        ...entries.map((entry) => [entry.name, entry.kind, entry.level, entry.image]),
      ]),
    );
  } else throw new CliError(`--format: ${JSON.stringify(format)} is no format; use text or json`);
  return EXIT.ok;
}
