import type { ContainerDefinition, PodSecurityLevel } from '@podwright/core';

/** What a template is there for. */
export type TemplateKind = 'tool' | 'service' | 'builder' | 'agent';

/** An option of a template as values are checked at run time, and as its page shows it. */
export interface OptionEntry {
  readonly type: 'string' | 'number' | 'boolean';
  /** The values allowed; absent when any. */
  readonly values?: readonly (string | number)[];
  /** `version` allows three numbers, `1.2.3`, as releases are named. */
  readonly format?: 'version';
  /** What holds when the option is left out. */
  readonly default?: string | number | boolean;
  /** What it is, in one sentence. */
  readonly text: string;
}

/** The own options of a template, by name. */
export interface OptionTable {
  readonly [option: string]: OptionEntry;
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
  /** Repositories that hold the same image under the same tags, for whoever cannot or will not pull from the first. */
  readonly mirrors: readonly string[];
  /** What it is, in one sentence. */
  readonly summary: string;
  /** Its own options, beside those that every template has. */
  readonly options: OptionTable;
  /** A command that shows the tool at work in its container, without a network; `npm run smoke` runs it in a cluster. */
  readonly smoke: string;
  /** Makes the container; refuses options that it does not have. */
  readonly create: (options: { readonly [option: string]: unknown }) => ContainerDefinition;
}

/** The value that an option takes. */
type OptionValue<Entry extends OptionEntry> = Entry extends { readonly values: readonly (infer Value)[] }
  ? Value
  : Entry extends { readonly format: 'version' }
    ? `${number}.${number}.${number}`
    : { string: string; number: number; boolean: boolean }[Entry['type']];

/** The own options of a template as its user writes them. */
export type OwnOptions<Table extends OptionTable> = {
  readonly [Option in keyof Table]?: OptionValue<Table[Option]> | undefined;
};

/** The own options of a template once the defaults are in their places. */
export type ChosenOptions<Table extends OptionTable> = {
  readonly [Option in keyof Table]:
    OptionValue<Table[Option]> | (Table[Option] extends { readonly default: unknown } ? never : undefined);
};

/** The options given, with the default of each that is left out. */
export function chosenOptions<Table extends OptionTable>(
  table: Table,
  given: { readonly [option: string]: unknown },
): ChosenOptions<Table> {
  const chosen: { [option: string]: unknown } = {};
  for (const option in table) chosen[option] = given[option] ?? table[option]?.default;
  // refuseWrongOptions has held every value against the table that the type is made from.
  return chosen as ChosenOptions<Table>;
}
