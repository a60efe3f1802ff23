import {
  InvalidPodTemplateError,
  pipeline,
  podTemplate,
  type Exemption,
  type Fault,
  type Pipeline,
  type PipelineBuilder,
  type PodTemplate,
  type PodTemplateBuilder,
  type PostCondition,
  type RuleId,
} from '@podwright/core';
import { describedContainer, describedVolume } from './described-parts';
import { describedSteps, isMapping, itemsOf, type Mapping } from './described-steps';

/**
 * A pod template as plain data, as YAML, JSON and JavaScript have it: the fields of `podTemplate`, and beside them
 * `containers`, `volumes`, `labels`, `annotations`, `exempt` and `pipeline`.
 *
 * Each container, volume and step has one key that is the name of the function of the library that makes it, with its first
 * argument as the value; the other keys are its options.
 */
export type Description = Mapping;

const OWN = ['name', 'containers', 'volumes', 'labels', 'annotations', 'exempt', 'pipeline'];

/**
 * Makes what a description says: a pipeline when it has stages, else a pod template.
 *
 * @throws InvalidPodTemplateError with every fault.
 */
export function describedPipeline(description: Description): Pipeline | PodTemplate {
  const name = typeof description.name === 'string' ? description.name : 'unnamed';
  if (typeof description.name !== 'string') {
    throw new InvalidPodTemplateError(name, [
      { path: 'name', message: 'is missing', remedy: 'give the pod template a name' },
    ]);
  }
  const faults: Fault[] = [];
  const fields = Object.fromEntries(Object.entries(description).filter(([key]) => !OWN.includes(key)));
  let builder: PodTemplateBuilder = podTemplate(name, fields);
  for (const exemption of itemsOf(description.exempt, 'exempt', faults)) builder = exempted(builder, exemption, faults);
  itemsOf(description.containers, 'containers', faults).forEach((item, i) => {
    const made = describedContainer(item, `containers[${i}]`, faults);
    if (made !== undefined) builder = builder.container(made);
  });
  itemsOf(description.volumes, 'volumes', faults).forEach((item, i) => {
    const made = describedVolume(item, `volumes[${i}]`, faults);
    if (made !== undefined)
      builder = builder.volume(made.volume, made.containers === undefined ? {} : { containers: made.containers });
  });
  for (const [key, value] of textEntries(description.labels, 'labels', faults)) builder = builder.label(key, value);
  for (const [key, value] of textEntries(description.annotations, 'annotations', faults))
    builder = builder.annotation(key, value);
  const template = built(builder, name, faults);
  return description.pipeline === undefined ? template : staged(template, description.pipeline);
}

/** Builds, so that the faults of the description and those of the template are told together. */
function built(builder: PodTemplateBuilder, name: string, faults: readonly Fault[]): PodTemplate {
  try {
    const template = builder.build();
    if (faults.length === 0) return template;
  } catch (error) {
    if (!(error instanceof InvalidPodTemplateError)) throw error;
    throw new InvalidPodTemplateError(name, [...faults, ...error.faults]);
  }
  throw new InvalidPodTemplateError(name, faults);
}

function exempted(builder: PodTemplateBuilder, item: unknown, faults: Fault[]): PodTemplateBuilder {
  const { ruleId, reason, container } = (isMapping(item) ? item : {}) as Partial<Exemption>;
  if (typeof ruleId !== 'string' || typeof reason !== 'string') {
    faults.push({
      path: 'exempt',
      value: item,
      message: 'is no exemption',
      remedy: 'write { ruleId: …, reason: … }, and container: … if it is for one only',
    });
    return builder;
  }
  // Whether there is such a rule is seen by build().
  return builder.exempt(ruleId as RuleId, reason, container === undefined ? {} : { container });
}

function textEntries(value: unknown, path: string, faults: Fault[]): [string, string][] {
  if (value === undefined) return [];
  if (isMapping(value) && Object.values(value).every((entry) => typeof entry === 'string'))
    return Object.entries(value) as [string, string][];
  faults.push({ path, value, message: 'is no mapping of names to texts', remedy: 'write name: "value"' });
  return [];
}

function staged(template: PodTemplate, description: unknown): Pipeline {
  const faults: Fault[] = [];
  const { stages, post, ...options } = isMapping(description) ? description : { stages: description };
  let builder: PipelineBuilder = pipeline(template, options);
  const attempt = (change: () => PipelineBuilder): void => {
    try {
      builder = change();
    } catch (error) {
      if (!(error instanceof InvalidPodTemplateError)) throw error;
      faults.push(...error.faults);
    }
  };
  itemsOf(stages, 'pipeline.stages', faults).forEach((item, i) =>
    attempt(() => withStage(builder, item, `pipeline.stages[${i}]`, faults)),
  );
  for (const [condition, steps] of Object.entries(isMapping(post) ? post : {})) {
    const made = describedSteps(steps, `pipeline.post.${condition}`, faults);
    attempt(() => builder.post(condition as PostCondition, ...made));
  }
  if (faults.length > 0) throw new InvalidPodTemplateError(template.name, faults);
  return builder;
}

function withStage(builder: PipelineBuilder, item: unknown, path: string, faults: Fault[]): PipelineBuilder {
  const { name, container, steps, parallel, failFast, ...unknown } = isMapping(item) ? item : ({} as Mapping);
  for (const key of Object.keys(unknown)) {
    faults.push({
      path,
      message: `unknown field ${JSON.stringify(key)}`,
      remedy: 'use name, container and steps, or name, parallel and failFast',
    });
  }
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  if (parallel === undefined)
    return builder.stage(text(name), text(container), ...describedSteps(steps, `${path}.steps`, faults));
  return builder.parallel(
    text(name),
    (branches) =>
      itemsOf(parallel, `${path}.parallel`, faults).reduce<typeof branches>((all, branch, i) => {
        const fields = isMapping(branch) ? branch : {};
        return all.stage(
          text(fields.name),
          text(fields.container),
          ...describedSteps(fields.steps, `${path}.parallel[${i}].steps`, faults),
        );
      }, branches),
    { failFast: failFast === true },
  );
}
