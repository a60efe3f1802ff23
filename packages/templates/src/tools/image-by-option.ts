import type { OptionTable, OwnOptions } from '../catalogue-entry';
import type { Tool } from '../define-tool';
import type { ToolOptions } from '../tool-options';

/**
 * A tool whose image is in another repository for some of its options: `imageFor` says which, or nothing where the
 * tool's own holds. An image that the user names wins over both.
 */
export function imageByOption<
  Name extends string,
  const Table extends OptionTable,
  Needs extends 'restricted' | 'baseline',
>(
  tool: Tool<Name, Table, Needs>,
  imageFor: (given: OwnOptions<Table>) => string | undefined,
): Tool<Name, Table, Needs> {
  const withImage = <Given extends OwnOptions<Table> & { readonly image?: unknown }>(given: Given): Given => {
    // What is no mapping has no options, and the tool itself refuses it.
    const image = typeof given === 'object' && (given as unknown) !== null ? imageFor(given) : undefined;
    return image === undefined || given.image !== undefined ? given : { ...given, image };
  };
  const chosen = <const Given extends string = Name>(options: ToolOptions<Given> & OwnOptions<Table> = {}) =>
    tool<Given>(withImage(options));
  const create = (given: { readonly [option: string]: unknown }) =>
    tool.entry.create(withImage(given as OwnOptions<Table>));
  return Object.assign(chosen, { entry: Object.freeze({ ...tool.entry, create }) });
}
