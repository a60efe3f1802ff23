import { InvalidPodTemplateError, suggestionFor, type Fault } from '@podwright/core';
import type { CatalogueEntry } from './catalogue-entry';

const isMapping = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isListOfMappings = (value: unknown): boolean => Array.isArray(value) && value.every(isMapping);
const isText = (value: unknown): boolean => typeof value === 'string';
const COMMON = {
  name: { test: isText, wanted: 'text', remedy: 'write a text' },
  image: { test: isText, wanted: 'text', remedy: 'write a text' },
  resources: { test: isMapping, wanted: 'mapping', remedy: "write { cpu: '500m', memory: '1Gi' }" },
  env: { test: isListOfMappings, wanted: 'list of { name, value }', remedy: "write [{ name: 'NAME', value: 'text' }]" },
  volumes: {
    test: isListOfMappings,
    wanted: 'list of volumes',
    remedy: 'make each with emptyDir(), secretVolume(), …',
  },
};

function optionFaults({ options: own }: CatalogueEntry, given: object): Fault[] {
  const known = [...Object.keys(COMMON), ...Object.keys(own)];
  return Object.entries(given).flatMap(([option, value]): Fault[] => {
    if (!known.includes(option))
      return [
        {
          path: 'options',
          message: `unknown option ${JSON.stringify(option)}`,
          remedy: suggestionFor(option, known, `use ${known.join(', ')}`),
        },
      ];
    if (value === undefined) return [];
    const common = Object.hasOwn(COMMON, option) ? COMMON[option as keyof typeof COMMON] : undefined;
    const rule = own[option];
    const wanted = common?.wanted ?? rule?.type;
    const right = common?.test(value) ?? typeof value === rule?.type;
    if (!right)
      return [{ path: option, value, message: `is no ${wanted}`, remedy: common?.remedy ?? `write a ${wanted}` }];
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
  const faults = isMapping(given)
    ? optionFaults(entry, given)
    : [{ path: 'options', value: given, message: 'is no mapping', remedy: 'write { option: value }' }];
  if (faults.length > 0) throw new InvalidPodTemplateError(entry.name, faults, entry.name);
}
