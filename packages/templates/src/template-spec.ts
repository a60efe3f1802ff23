import type { ContainerDefinition, PodSecurityLevel, Resources } from '@podwright/core';
import {
  chosenOptions,
  type CatalogueEntry,
  type ChosenOptions,
  type OptionTable,
  type TemplateKind,
} from './catalogue-entry';
import { imageOf, type CatalogueImage } from './catalogue-image';

/** What is known of a tool or a service alike. */
export interface TemplateSpec<DefaultName extends string, Table extends OptionTable> {
  readonly name: DefaultName;
  /** What it is, in one sentence. */
  readonly summary: string;
  readonly image: CatalogueImage<Table>;
  /** Its own options; their types follow from this table. */
  readonly options?: Table;
  /** What it asks for when nothing is said. */
  readonly resources: Resources;
  /** A command in its container that shows it at work, without a network. */
  readonly smoke: string;
}

/** What a template can see of its container while it is made. */
export interface Made<Table extends OptionTable> {
  /** Its own options, with their defaults. */
  readonly options: ChosenOptions<Table>;
  /** Name of the container, for volumes that only it mounts. */
  readonly name: string;
  /** Memory limit, for heaps that follow it. */
  readonly memory: string;
}

/** The line of a template in the catalogue. */
export function entryOf<Table extends OptionTable>(
  { name, summary, image, smoke }: TemplateSpec<string, Table>,
  options: Table,
  kind: TemplateKind,
  level: PodSecurityLevel,
  create: (options: { readonly [option: string]: unknown }) => ContainerDefinition,
): CatalogueEntry {
  const { mirrors = [] } = image;
  const listed = imageOf(image, chosenOptions(options, {}));
  return Object.freeze({ name, kind, level, image: listed, mirrors, summary, options, smoke, create });
}
