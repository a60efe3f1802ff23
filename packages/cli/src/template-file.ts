import fs from 'node:fs';
import path from 'node:path';
import { CliError } from './cli-error';

const NAMES = [
  'podwright.ts',
  'podwright.js',
  'podwright.cjs',
  'podwright.mjs',
  'podwright.yaml',
  'podwright.yml',
  'podwright.json',
];

/**
 * The template file of a folder, where none is named.
 *
 * @throws CliError when there is none.
 */
export function findTemplateFile(folder: string): string {
  const found = NAMES.find((name) => fs.existsSync(path.join(folder, name)));
  if (found === undefined)
    throw new CliError(`no file is named and there is no ${NAMES[0]} here; run podwright init, or use --tool`);
  return found;
}
