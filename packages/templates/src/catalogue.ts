import { agentEntry } from './agent';
import { buildah } from './builders/buildah';
import { kaniko } from './builders/kaniko';
import type { CatalogueEntry } from './catalogue-entry';
import { postgres } from './services/postgres';
import { go } from './tools/go';
import { maven } from './tools/maven';
import { node } from './tools/node';
import { python } from './tools/python';

/** Every template, in alphabetical order. */
export const CATALOGUE: readonly CatalogueEntry[] = Object.freeze([
  agentEntry,
  buildah.entry,
  go.entry,
  kaniko.entry,
  maven.entry,
  node.entry,
  postgres.entry,
  python.entry,
]);

/** The template of a name, or undefined. */
export function findEntry(name: string): CatalogueEntry | undefined {
  return CATALOGUE.find((entry) => entry.name === name);
}
