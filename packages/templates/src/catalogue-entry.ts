import type { ContainerDefinition, PodSecurityLevel } from '@podwright/core';

/** What a template is there for. */
export type TemplateKind = 'tool' | 'service' | 'builder' | 'agent';

/** An option of a template as values are checked at run time, and as its page shows it. */
export interface OptionEntry {
  readonly type: 'string' | 'number' | 'boolean';
  /** The values allowed; absent when any. */
  readonly values?: readonly (string | number)[];
  /** What it is, in one sentence. */
  readonly text: string;
}

/** A template of the catalogue with what is known about it. */
export interface CatalogueEntry {
  /** Name of the template, and of its container unless another is given. */
  readonly name: string;
  readonly kind: TemplateKind;
  /** The strictest Pod Security level under which it works. */
  readonly level: PodSecurityLevel;
  /** The image it uses when none is given. */
  readonly image: string;
  /** What it is, in one sentence. */
  readonly summary: string;
  /** Its own options, beside those that every template has. */
  readonly options: { readonly [option: string]: OptionEntry };
  /** Makes the container; the options were checked by `checkOptions`. */
  readonly create: (options: { readonly [option: string]: unknown }) => ContainerDefinition;
}

/** Gives an entry its types. The options of `create` come from data here: `checkOptions` has looked at them before. */
export function defineEntry(
  entry: Omit<CatalogueEntry, 'create'> & { readonly create: (options: never) => ContainerDefinition },
): CatalogueEntry {
  return Object.freeze({
    ...entry,
    create: (options: { readonly [option: string]: unknown }) => entry.create(options as never),
  });
}
