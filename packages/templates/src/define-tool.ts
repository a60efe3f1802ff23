import {
  container,
  InvalidPodTemplateError,
  mergeEnv,
  type ContainerDefinition,
  type Fault,
  type SecurityContextFields,
} from '@podwright/core';
import {
  chosenOptions,
  type CatalogueEntry,
  type ChosenOptions,
  type OptionTable,
  type OwnOptions,
} from './catalogue-entry';
import { imageOf } from './catalogue-image';
import { refuseWrongOptions } from './option-faults';
import { recipeFields, type Recipe } from './recipe';
import { entryOf, type Made, type TemplateSpec } from './template-spec';
import { memoryLimit, withResources, type ToolOptions } from './tool-options';

/** A tool of the catalogue as data. */
export interface ToolSpec<
  DefaultName extends string,
  Table extends OptionTable,
  Needs extends 'restricted' | 'baseline',
> extends TemplateSpec<DefaultName, Table> {
  /** @default tool */
  readonly kind?: 'tool' | 'builder';
  /** The strictest Pod Security level under which it works. @default restricted */
  readonly needs?: Needs;
  /** Options that do not go together; each value is a right one by itself. */
  readonly faults?: (given: OwnOptions<Table>) => readonly Fault[];
  /** What its image is like, and what it must be told. */
  readonly recipe: (made: Made<Table>) => Recipe;
  /** What its security context has beside the hardened one; what is written here wins over it. */
  readonly securityContext?: SecurityContextFields | ((options: ChosenOptions<Table>) => SecurityContextFields);
}

/** A template of the catalogue: a function that makes its container, with its entry. */
export interface Tool<
  DefaultName extends string,
  Table extends OptionTable,
  Needs extends 'restricted' | 'baseline' = 'restricted',
> {
  <const Name extends string = DefaultName>(
    options?: ToolOptions<Name> & OwnOptions<Table>,
  ): ContainerDefinition<Name, Needs, never, 'step'>;
  readonly entry: CatalogueEntry;
}

/** Makes a template of the catalogue out of what is known of a tool. */
export function defineTool<
  const DefaultName extends string,
  const Table extends OptionTable = Record<never, never>,
  const Needs extends 'restricted' | 'baseline' = 'restricted',
>(spec: ToolSpec<DefaultName, Table, Needs>): Tool<DefaultName, Table, Needs> {
  // The defaults of the type parameters and the defaults here are one.
  const { name: defaultName, needs = 'restricted' as Needs, options: table = {} as Table } = spec;
  const create = <Name extends string>(given: ToolOptions<Name> & OwnOptions<Table>) => {
    refuseWrongOptions(entry, given);
    const faults = spec.faults?.(given) ?? [];
    if (faults.length > 0) throw new InvalidPodTemplateError(defaultName, faults, defaultName);
    const options = chosenOptions(table, given);
    const { name = defaultName as string as Name, image = imageOf(spec.image, options), volumes = [] } = given;
    const resources = withResources(spec.resources, given.resources);
    const made = { options, name, memory: memoryLimit(resources) };
    const known = spec.recipe(made);
    const { passwdEntry = known.passwdEntry } = given;
    const fields = recipeFields(passwdEntry === undefined ? known : { ...known, passwdEntry });
    const { securityContext: own } = spec;
    return container<Name, false, never, Needs>(name, image, {
      ...fields,
      needs,
      resources,
      securityContext: { ...fields.securityContext, ...(typeof own === 'function' ? own(options) : own) },
      uses: given.uses,
      env: mergeEnv(fields.env ?? [], given.env),
      volumes: [...(fields.volumes ?? []), ...volumes],
    });
  };
  const entry = entryOf(spec, table, spec.kind ?? 'tool', needs, (given) =>
    create(given as ToolOptions & OwnOptions<Table>),
  );
  const tool = <const Name extends string = DefaultName>(options: ToolOptions<Name> & OwnOptions<Table> = {}) =>
    create<Name>(options);
  return Object.assign(tool, { entry });
}
