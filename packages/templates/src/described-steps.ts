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
  suggestionFor,
  timeout,
  withCredentials,
  type CredentialBinding,
  type Fault,
  type Step,
  type StepValue,
  type Timeout,
} from '@podwright/core';
import { buildahBuild } from './builders/buildah-build';
import type { ImageBuildOptions } from './builders/image-build';
import { kanikoBuild } from './builders/kaniko-build';
import { registryCache } from './builders/registry-cache';
import { isMapping, type Mapping } from './mapping';

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
  kanikoBuild: (options: unknown) => imageBuild(kanikoBuild, options),
  buildahBuild: (options: unknown) => imageBuild(buildahBuild, options),
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

/** Stands in for a step that is refused, so that its stage is not called empty as well. */
const REFUSED: Step = echo('refused');

/** Steps of a description: `{ sh: 'mvn verify' }`, `{ timeout: { time: 5 }, steps: […] }`. */
export function describedSteps(value: unknown, path: string, faults: Fault[]): Step[] {
  const steps = itemsOf(value, path, faults).map((item, i) => describedStep(item, `${path}[${i}]`, faults));
  return value === undefined || Array.isArray(value) ? steps : [REFUSED];
}

function describedStep(item: unknown, path: string, faults: Fault[]): Step {
  const fields = isMapping(item) ? item : {};
  const [name, ...others] = Object.keys(MAKERS).filter((key) => Object.hasOwn(fields, key));
  const make = name === undefined ? undefined : MAKERS[name];
  if (name === undefined || make === undefined || others.length > 0) {
    const message = others.length > 0 ? 'is more than one step' : 'is no step';
    const remedy = `write one of ${Object.keys(MAKERS).join(', ')} with its value`;
    faults.push({ path, value: item, message, remedy });
    return REFUSED;
  }
  const { [name]: value, ...rest } = fields;
  const before = faults.length;
  faults.push(...fieldFaults(name, rest, path));
  const inner = describedSteps(rest.steps, `${path}.steps`, faults);
  if (faults.length > before) return REFUSED;
  try {
    return make(value as never, rest, inner);
  } catch (error) {
    if (!(error instanceof InvalidPodTemplateError)) throw error;
    const at = `${path}.${name}`;
    faults.push(
      ...error.faults.map((fault) => ({ ...fault, path: fault.path === 'options' ? at : `${at}.${fault.path}` })),
    );
    return REFUSED;
  }
}

/** The fields beside the value of a step: those that it does not take, and those whose type only the types check. */
function fieldFaults(name: string, fields: Mapping, path: string): Fault[] {
  const known = FIELDS[name] ?? [];
  return Object.entries(fields).flatMap(([key, value]): Fault[] => {
    if (!known.includes(key)) {
      const remedy = suggestionFor(key, known, `${name} takes ${known.join(', ') || 'no other field'}`);
      return [{ path, message: `unknown field ${JSON.stringify(key)}`, remedy }];
    }
    if (key === 'label' && typeof value !== 'string')
      return [{ path: `${path}.label`, value, message: 'is no text', remedy: 'write a text' }];
    if (key === 'parameters' && !isMapping(value))
      return [{ path: `${path}.parameters`, value, message: 'is no mapping', remedy: 'write name: value' }];
    return [];
  });
}

/** A build of an image, whose cache is the text or the mapping that `registryCache` is told. */
function imageBuild(build: (options: ImageBuildOptions) => Step, value: unknown): Step {
  // The builder's own check names every option that is wrong.
  const options = value as ImageBuildOptions;
  if (!isMapping(value) || value.cache === undefined) return build(options);
  const { repository, ...fields } = isMapping(value.cache) ? value.cache : { repository: value.cache };
  const faults: Fault[] = [];
  const attempt = <Made>(make: () => Made, pathOf: (path: string) => string): Made | undefined => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof InvalidPodTemplateError)) throw error;
      faults.push(...error.faults.map((fault) => ({ ...fault, path: pathOf(fault.path) })));
      return undefined;
    }
  };
  const inCache = (path: string): string => (path === 'options' ? 'cache' : `cache.${path}`);
  const cache = attempt(() => registryCache(repository as string, fields), inCache);
  const step = attempt(
    () => build({ ...options, cache }),
    (path) => path,
  );
  if (step === undefined || faults.length > 0) throw new InvalidPodTemplateError('image build', faults);
  return step;
}
