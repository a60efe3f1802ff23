import { agentEntry } from './agent';
import { buildahEntry } from './buildah';
import type { CatalogueEntry } from './catalogue-entry';
import { goEntry } from './go';
import { kanikoEntry } from './kaniko';
import { mavenEntry } from './maven';
import { nodeEntry } from './node';
import { postgresEntry } from './postgres';
import { pythonEntry } from './python';

/** Every template, in alphabetical order. */
export const CATALOGUE: readonly CatalogueEntry[] = Object.freeze([
  agentEntry,
  buildahEntry,
  goEntry,
  kanikoEntry,
  mavenEntry,
  nodeEntry,
  postgresEntry,
  pythonEntry,
]);

/** The template of a name, or undefined. */
export function findEntry(name: string): CatalogueEntry | undefined {
  return CATALOGUE.find((entry) => entry.name === name);
}
