import { InvalidPodTemplateError, suggestionFor, type Fault } from '@podwright/core';
import type { CatalogueEntry } from './catalogue-entry';

const isMapping = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const COMMON = {
  name: { test: isText, wanted: 'text' },
  image: { test: isText, wanted: 'text' },
  resources: { test: isMapping, wanted: 'mapping' },
  env: { test: Array.isArray, wanted: 'list of { name, value }' },
  volumes: { test: Array.isArray, wanted: 'list' },
};

function optionFaults({ name, options: own }: CatalogueEntry, given: object): Fault[] {
  const known = [...Object.keys(COMMON), ...Object.keys(own)];
  return Object.entries(given).flatMap(([option, value]): Fault[] => {
    if (!known.includes(option))
      return [
        {
          path: name,
          message: `unknown option ${JSON.stringify(option)}`,
          remedy: suggestionFor(option, known, `use ${known.join(', ')}`),
        },
      ];
    if (value === undefined) return [];
    const common = Object.hasOwn(COMMON, option) ? COMMON[option as keyof typeof COMMON] : undefined;
    const rule = own[option];
    const wanted = common?.wanted ?? rule?.type;
    const right = common?.test(value) ?? typeof value === rule?.type;
    if (!right) return [{ path: option, value, message: `is no ${wanted}`, remedy: `write a ${wanted}` }];
    if (rule?.values !== undefined && !rule.values.includes(value as string | number)) {
      return [{ path: option, value, message: 'is no choice', remedy: `use one of ${rule.values.join(', ')}` }];
    }
    return [];
  });
}

/**
 * Refuses what the types refuse, for those who come without them.
 *
 * @throws InvalidPodTemplateError with every option that is unknown or wrong.
 */
export function refuseWrongOptions(entry: CatalogueEntry, given: object): void {
  const faults = optionFaults(entry, given);
  if (faults.length > 0) throw new InvalidPodTemplateError(entry.name, faults, entry.name);
}
