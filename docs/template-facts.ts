import { podTemplate } from '@podwright/core';
import type { CatalogueEntry } from '@podwright/templates';

/** A table of Markdown as rows of cells, without its two lines at the top. */
export type Rows = readonly (readonly string[])[];

const text = (cell: string): string => cell.replace(/\|/g, '\\|');

/** Rows as Markdown below a head; the cells of the head are empty for a table that names things on its left. */
export function markdownTable(head: readonly string[], rows: Rows): string {
  const line = (cells: readonly string[]): string =>
    `|${cells.map((cell) => (cell === '' ? ' ' : ` ${text(cell)} `)).join('|')}|`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** What the table of a page must say, taken from the container that the template makes. */
export function factsOf(entry: CatalogueEntry): Rows {
  const { pod, container } = made(entry);
  const { securityContext, volumeMounts = [], resources, env = [] } = container ?? {};
  const mounted = volumeMounts.map(({ name, mountPath }) => {
    const { sizeLimit, medium } = pod.spec.volumes?.find((volume) => volume.name === name)?.emptyDir ?? {};
    return `\`${mountPath}\` (${[sizeLimit ?? 'read-only', ...(medium === 'Memory' ? ['memory'] : [])].join(', ')})`;
  });
  const root = securityContext?.readOnlyRootFilesystem === false ? ['the root file system'] : [];
  const workspace = entry.kind === 'service' ? [] : ['the workspace'];
  return [
    ['image', `\`${entry.image}\``],
    ['elsewhere', entry.mirrors.map((mirror) => `\`${mirror}\``).join(', ') || 'no copy is known'],
    ['kind', entry.kind],
    ['Pod Security level', `\`${entry.level}\``],
    ['uid', `${securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser}`],
    ['HOME', `\`${env.find(({ name }) => name === 'HOME')?.value}\``],
    ['writable', [...root, ...mounted, ...workspace].join(', ')],
    ['requests', amounts(resources?.requests)],
    ['limits', amounts(resources?.limits)],
    ['shown by', `\`${entry.smoke}\``],
  ];
}

/** The table of the own options of a template. */
export function optionsOf(entry: CatalogueEntry): Rows {
  return Object.entries(entry.options).map(([option, { type, values, format, default: otherwise, text: meaning }]) => [
    `\`${option}\``,
    values?.map((value) => JSON.stringify(value)).join(' or ') ?? format ?? type,
    otherwise === undefined ? '' : JSON.stringify(otherwise),
    meaning,
  ]);
}

/** The row of a template in the list of the catalogue. */
export function catalogueRow(entry: CatalogueEntry): readonly string[] {
  const { cpu = '', memory = '' } = made(entry).container?.resources?.requests ?? {};
  return [
    `[${entry.name}](templates/${entry.name}.md)`,
    entry.kind,
    `\`${entry.level}\``,
    `\`${entry.image}\``,
    `${cpu}, ${memory}`,
    entry.summary,
  ];
}

/** The head of the list of the catalogue. */
export const CATALOGUE_HEAD = ['template', 'kind', 'level', 'image', 'cpu, memory', ''];

function made(entry: CatalogueEntry) {
  const definition = entry.create({});
  const { pod } = podTemplate('page', { podSecurity: entry.level }).containers([definition]).build();
  return { pod, container: pod.spec.containers.find(({ name }) => name === definition.name) };
}

function amounts(given: object = {}): string {
  return Object.entries(given)
    .map(([resource, amount]) => `${resource} ${amount}`)
    .join(', ');
}
