import { InvalidPodTemplateError, suggestionFor, type Fault } from '@podwright/core';
import type { CatalogueEntry, TemplateKind } from './catalogue-entry';
import { isMapping } from './mapping';

const isListOfMappings = (value: unknown): boolean => Array.isArray(value) && value.every(isMapping);
const isText = (value: unknown): boolean => typeof value === 'string';
/** Options that every template has, and those that only containers for steps have. */
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
const OF_STEPS = {
  uses: { test: isListOfMappings, wanted: 'list of services', remedy: 'name services of the pod template' },
  passwdEntry: {
    test: (value: unknown) => typeof value === 'boolean',
    wanted: 'boolean',
    remedy: 'write true or false',
  },
};
const VERSION = /^\d+\.\d+\.\d+$/;

/** Names of the options that a template has beside its own. */
export function commonOptions(kind: TemplateKind): readonly string[] {
  const all = [...Object.keys(COMMON), ...(kind === 'tool' || kind === 'builder' ? Object.keys(OF_STEPS) : [])];
  // The name of the agent is Jenkins' own.
  return kind === 'agent' ? all.filter((option) => option !== 'name') : all;
}

const RULES: { readonly [option: string]: (typeof COMMON)[keyof typeof COMMON] } = { ...COMMON, ...OF_STEPS };
const NAMES: { readonly [kind in TemplateKind]: readonly string[] } = {
  tool: commonOptions('tool'),
  builder: commonOptions('builder'),
  service: commonOptions('service'),
  agent: commonOptions('agent'),
};

function optionFaults(entry: CatalogueEntry, given: object): Fault[] {
  const faults: Fault[] = [];
  for (const [option, value] of Object.entries(given)) {
    const fault = optionFault(entry, option, value);
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

function optionFault({ options: own, kind }: CatalogueEntry, option: string, value: unknown): Fault | undefined {
  const isCommon = NAMES[kind].includes(option);
  if (!isCommon && !Object.hasOwn(own, option)) {
    const known = [...NAMES[kind], ...Object.keys(own)];
    return {
      path: 'options',
      message: `unknown option ${JSON.stringify(option)}`,
      remedy: suggestionFor(option, known, `use ${known.join(', ')}`),
    };
  }
  if (value === undefined) return undefined;
  const common = isCommon ? RULES[option] : undefined;
  const rule = own[option];
  const wanted = common?.wanted ?? rule?.type;
  const right = common?.test(value) ?? typeof value === rule?.type;
  if (!right) return { path: option, value, message: `is no ${wanted}`, remedy: common?.remedy ?? `write a ${wanted}` };
  if (rule?.values !== undefined && !rule.values.includes(value as string | number))
    return { path: option, value, message: 'is no choice', remedy: `use one of ${rule.values.join(', ')}` };
  if (rule?.format === 'version' && !VERSION.test(value as string))
    return { path: option, value, message: 'is no version', remedy: 'write three numbers, such as 1.2.3' };
  return undefined;
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
