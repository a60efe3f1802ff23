import {
  archiveArtifacts,
  dir,
  echo,
  groovy,
  InvalidPodTemplateError,
  junit,
  retry,
  sh,
  step,
  timeout,
  withCredentials,
  type CredentialBinding,
  type Fault,
  type Step,
  type StepValue,
  type Timeout,
} from '@podwright/core';
import { buildahBuild } from './buildah-build';
import type { ImageBuildOptions } from './image-build';
import { kanikoBuild } from './kaniko-build';
import { registryCache } from './registry-cache';

/** Data with keys, as YAML and JSON have it. */
export interface Mapping {
  readonly [key: string]: unknown;
}

/** Whether a value is data with keys. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The items of a list; nothing, and a fault, for what is no list. */
export function itemsOf(value: unknown, path: string, faults: Fault[]): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  faults.push({ path, value, message: 'is no list', remedy: 'write a list' });
  return [];
}

/** What makes each step: from its value, the other keys, and the steps inside it. Wrong values are judged by the pipeline. */
const MAKERS: { readonly [name: string]: (value: never, fields: Mapping, inner: readonly Step[]) => Step } = {
  sh: (script: string, { label }) => sh(script, label === undefined ? {} : { label: label as string }),
  echo,
  groovy,
  junit: (pattern: string, fields) => junit(pattern, fields),
  archiveArtifacts: (pattern: string, fields) => archiveArtifacts(pattern, fields),
  step: (name: string, { parameters }) => step(name, (parameters ?? {}) as { [key: string]: StepValue }),
  timeout: (limit: Timeout, _, inner) => timeout(limit, ...inner),
  retry: (count: number, _, inner) => retry(count, ...inner),
  dir: (path: string, _, inner) => dir(path, ...inner),
  withCredentials: (bindings: readonly CredentialBinding[], _, inner) => withCredentials(bindings, ...inner),
  kanikoBuild: (options: Mapping) => kanikoBuild(imageBuild(options)),
  buildahBuild: (options: Mapping) => buildahBuild(imageBuild(options)),
};

const FIELDS: { readonly [name: string]: readonly string[] } = {
  sh: ['label'],
  junit: ['allowEmptyResults'],
  archiveArtifacts: ['allowEmptyArchive', 'fingerprint'],
  step: ['parameters'],
  timeout: ['steps'],
  retry: ['steps'],
  dir: ['steps'],
  withCredentials: ['steps'],
};

/** Steps of a description: `{ sh: 'mvn verify' }`, `{ timeout: { time: 5 }, steps: […] }`. */
export function describedSteps(value: unknown, path: string, faults: Fault[]): Step[] {
  return itemsOf(value, path, faults).flatMap((item, i) => describedStep(item, `${path}[${i}]`, faults));
}

function describedStep(item: unknown, path: string, faults: Fault[]): Step[] {
  const fields = isMapping(item) ? item : {};
  const [name, ...others] = Object.keys(MAKERS).filter((key) => key in fields);
  const make = name === undefined ? undefined : MAKERS[name];
  if (name === undefined || make === undefined || others.length > 0) {
    faults.push({
      path,
      value: item,
      message: 'is no step',
      remedy: `write one of ${Object.keys(MAKERS).join(', ')} with its value`,
    });
    return [];
  }
  const { [name]: value, steps, ...rest } = fields;
  for (const key of Object.keys(rest).filter((other) => !FIELDS[name]?.includes(other))) {
    faults.push({
      path,
      message: `unknown field ${JSON.stringify(key)}`,
      remedy: `${name} takes ${FIELDS[name]?.join(', ') || 'no other field'}`,
    });
  }
  try {
    return [make(value as never, rest, describedSteps(steps, `${path}.steps`, faults))];
  } catch (error) {
    if (!(error instanceof InvalidPodTemplateError)) throw error;
    faults.push(...error.faults.map((fault) => ({ ...fault, path: `${path}.${name}: ${fault.path}` })));
    return [];
  }
}

function imageBuild(value: unknown): ImageBuildOptions {
  if (!isMapping(value)) {
    throw new InvalidPodTemplateError('image', [
      { path: 'options', value, message: 'are no mapping', remedy: 'write { destination: … }' },
    ]);
  }
  const { cache, ...options } = value;
  // The builder's own check names every option that is wrong.
  const known = options as unknown as ImageBuildOptions;
  if (cache === undefined) return known;
  const { repository, ...fields } = isMapping(cache) ? cache : { repository: cache };
  return { ...known, cache: registryCache(String(repository), fields) };
}
