import fs from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './story';

/** The cells of the first table below a heading of a page, without the heading of the table; code without its marks. */
export function tableBelow(page: string, heading: string): readonly (readonly string[])[] {
  const [, after] = fs.readFileSync(join(ROOT, page), 'utf8').split(new RegExp(`^#+ ${heading}$`, 'm'));
  const section = after?.split(/^#+ /m)[0] ?? '';
  const [table] = /^\|.*\n(?:\|.*\n)+/m.exec(section) ?? [];
  if (table === undefined) throw new Error(`${page} has no table below ${heading}`);
  const [, , ...rows] = table.trimEnd().split('\n');
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** What stands in code marks in a cell. */
export function codesIn(cell: string | undefined): readonly string[] {
  return [...(cell ?? '').matchAll(/`([^`]*)`/g)].map(([, code = '']) => code);
}
