import {
  InvalidPodTemplateError,
  pipeline,
  podTemplate,
  POD_SECURITY_LEVELS,
  sh,
  type Pipeline,
  type PodTemplateBuilder,
  type Resources,
} from '@podwright/core';
import { CATALOGUE, findEntry, type CatalogueEntry, type OptionEntry } from '@podwright/templates';
import fc, { type Arbitrary } from 'fast-check';
import { containerName, hostileText } from './arbitraries';

/** Templates of the catalogue for one pod, as plain data: a failure shows it. */
export interface Combination {
  readonly parts: readonly { readonly template: string; readonly options: { readonly [option: string]: unknown } }[];
  /** Commands of the stages; as many as a pod of this size can have containers for steps. */
  readonly scripts: readonly string[];
}

/** How many templates a combination has. */
export const COMBINATION_SIZES = [2, 3, 4, 5] as const;

/** A value of an option where its table says which there are; nothing for a free text, a number or a version. */
function optionValue({ type, values }: OptionEntry): Arbitrary<unknown> {
  if (values !== undefined) return fc.constantFrom(...values);
  return type === 'boolean' ? fc.boolean() : fc.constant(undefined);
}

const RESOURCES: Arbitrary<Resources> = fc.record(
  {
    cpu: fc.constantFrom<string | number>('250m', 1, 2.5),
    memory: fc.constantFrom('768Mi', '1Gi', '3500Mi', '6Gi'),
    requests: fc.constant({ 'ephemeral-storage': '1Gi' }),
    limits: fc.constant({ 'ephemeral-storage': '20Gi' }),
  },
  { requiredKeys: [] },
);

const NAME = containerName();

type Options = Combination['parts'][number]['options'];

/**
 * Whether options exclude one another, such as the version of one image and the choice of another. One alone must be taken:
 * that it is refused is for the judges' test to see.
 */
function exclude(entry: CatalogueEntry, own: Options): boolean {
  if (Object.values(own).filter((value) => value !== undefined).length < 2) return false;
  try {
    entry.create(own);
    return false;
  } catch (error) {
    if (error instanceof InvalidPodTemplateError) return true;
    throw error;
  }
}

/** Options of a template: its own by its table; sometimes another name and other resources. */
function optionsOf(entry: CatalogueEntry): Arbitrary<Options> {
  const table = Object.entries(entry.options).map(([option, one]) => [
    option,
    fc.option(optionValue(one), { nil: undefined }),
  ]);
  const own: Arbitrary<Options> = fc.record(Object.fromEntries(table) as Record<string, Arbitrary<unknown>>);
  return fc
    .record({
      own: own.filter((options) => !exclude(entry, options)),
      // The agent has one name only.
      name: entry.kind === 'agent' ? fc.constant(undefined) : fc.option(NAME, { freq: 2, nil: undefined }),
      resources: fc.option(RESOURCES, { freq: 2, nil: undefined }),
    })
    .map(({ own: options, name, resources }) => ({ ...options, name, resources }));
}

const PORTS = new Map(
  CATALOGUE.map(({ name, create }) => [
    name,
    (create({}).fields.ports ?? []).map(({ containerPort }) => containerPort),
  ]),
);

/** The containers of a pod share its ports: no two services of a combination have one in common. */
function portsDiffer(entries: readonly CatalogueEntry[]): boolean {
  const ports = entries.flatMap(({ name }) => PORTS.get(name) ?? []);
  return new Set(ports).size === ports.length;
}

/** Made once: what is made in a `chain` is made for every value. */
const OPTIONS = new Map(CATALOGUE.map((entry) => [entry.name, optionsOf(entry)]));
const SCRIPT = hostileText().filter((text) => text.trim() !== '');

/** Two to five different templates of the catalogue, each with random options. */
export function randomCombination(): Arbitrary<Combination> {
  return fc
    .constantFrom(...COMBINATION_SIZES)
    .chain((size) => fc.shuffledSubarray([...CATALOGUE], { minLength: size, maxLength: size }))
    .filter(portsDiffer)
    .chain((entries) =>
      fc.record({
        parts: fc
          .tuple(...entries.map(({ name }) => OPTIONS.get(name) ?? fc.constant({})))
          .map((all) => entries.map(({ name }, i) => ({ template: name, options: all[i] ?? {} })))
          .filter(namesDiffer),
        scripts: fc.array(SCRIPT, { minLength: entries.length + 1, maxLength: entries.length + 1 }),
      }),
    );
}

function namesDiffer(parts: Combination['parts']): boolean {
  const names = parts.map(({ template, options }) => options.name ?? template);
  return new Set(names).size === names.length;
}

/**
 * The pipeline of a combination: its pod at the strictest level under which all its templates work, and a stage in every
 * container that takes steps.
 */
export function combinedPipeline({ parts, scripts }: Combination): Pipeline {
  const made = parts.map(({ template, options }) => {
    const entry = findEntry(template);
    if (entry === undefined) throw new Error(`no template ${template}`);
    return { level: entry.level, definition: entry.create(options) };
  });
  // The levels are in order, the weakest first.
  const podSecurity = POD_SECURITY_LEVELS.find((one) => made.some(({ level }) => level === one)) ?? 'restricted';
  const builder: PodTemplateBuilder = podTemplate('combination', { podSecurity });
  const template = builder.containers(made.map(({ definition }) => definition)).build();
  return template.stepContainers.reduce(
    (all, container, i) => all.stage(`In ${container}`, container, sh(scripts[i] ?? 'true')),
    pipeline(template),
  );
}
