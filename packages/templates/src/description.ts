import {
  AGENT_CONTAINER_NAME,
  InvalidPodTemplateError,
  pipeline,
  podTemplate,
  suggestionFor,
  type Fault,
  type Pipeline,
  type PipelineBuilder,
  type PodTemplate,
  type PodTemplateBuilder,
  type PostCondition,
  type RuleId,
} from '@podwright/core';
import { describedContainer, describedVolume, makesService } from './described-parts';
import { describedSteps, itemsOf } from './described-steps';
import { isMapping, type Mapping } from './mapping';

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
  const faults: Fault[] = [];
  const given: Mapping = isMapping(description) ? description : {};
  const name = typeof given.name === 'string' ? given.name : 'unnamed';
  if (!isMapping(description)) {
    const remedy = 'write a mapping with name: and containers:';
    throw new InvalidPodTemplateError(name, [
      { path: 'description', value: description, message: 'is no pod template', remedy },
    ]);
  }
  if (given.name === undefined) faults.push({ path: 'name', message: 'is missing', remedy: 'name the pod template' });
  else if (name !== given.name) faults.push({ path: 'name', value: given.name, ...NO_TEXT });
  const builder = describedBuilder(name, given, faults);
  // A stage in a container that is refused would be called a fault of the stage.
  const sound = faults.length === 0;
  const stages = given.pipeline === undefined ? undefined : describedStages(given.pipeline, faults);
  let made: Pipeline | PodTemplate | undefined;
  try {
    const template = builder.build();
    made = sound && stages !== undefined ? stages(template) : template;
  } catch (error) {
    if (!(error instanceof InvalidPodTemplateError)) throw error;
    faults.push(...error.faults);
  }
  if (faults.length > 0 || made === undefined) throw new InvalidPodTemplateError(name, faults);
  return made;
}

const NO_TEXT = { message: 'is no text', remedy: 'write it in quotes' };

function describedBuilder(name: string, description: Mapping, faults: Fault[]): PodTemplateBuilder {
  const fields = Object.fromEntries(Object.entries(description).filter(([key]) => !OWN.includes(key)));
  let builder: PodTemplateBuilder = podTemplate(name, fields);
  itemsOf(description.exempt, 'exempt', faults).forEach((item, i) => {
    builder = exempted(builder, item, `exempt[${i}]`, faults);
  });
  const items = itemsOf(description.containers, 'containers', faults);
  // Services first, since others name them; each is made once, wherever it stands.
  const services = items.map((item, i) =>
    makesService(item) ? describedContainer(item, `containers[${i}]`, faults) : undefined,
  );
  const known = services.filter((made) => made !== undefined);
  const containers = items.map((item, i) =>
    makesService(item) ? services[i] : describedContainer(item, `containers[${i}]`, faults, known),
  );
  builder = builder.containers(containers.filter((made) => made !== undefined));
  const names = [AGENT_CONTAINER_NAME, ...containers.map((definition) => definition?.name)];
  itemsOf(description.volumes, 'volumes', faults).forEach((item, i) => {
    const made = describedVolume(item, `volumes[${i}]`, faults);
    if (made === undefined) return;
    const strangers = made.containers?.filter((container) => !names.includes(container)) ?? [];
    // A stranger may be a container that is refused itself, which is fault enough.
    if (!names.includes(undefined)) faults.push(...mountFaults(strangers, names, `volumes[${i}].containers`));
    if (strangers.length > 0) return;
    builder = builder.volume(made.volume, made.containers === undefined ? {} : { containers: made.containers });
  });
  for (const [key, value] of textEntries(description.labels, 'labels', faults)) builder = builder.label(key, value);
  for (const [key, value] of textEntries(description.annotations, 'annotations', faults))
    builder = builder.annotation(key, value);
  return builder;
}

function mountFaults(strangers: readonly string[], names: readonly (string | undefined)[], path: string): Fault[] {
  const known = names.filter((name) => name !== undefined);
  return strangers.map((value) => {
    const remedy = suggestionFor(value, known, `use one of ${known.join(', ')}`);
    return { path, value, message: 'is no container of the pod', remedy };
  });
}

function exempted(builder: PodTemplateBuilder, item: unknown, path: string, faults: Fault[]): PodTemplateBuilder {
  const { ruleId, reason, container, ...others } = isMapping(item) ? item : ({} as Mapping);
  const texts = [ruleId, reason, container ?? ''].every((value) => typeof value === 'string');
  if (!texts || Object.keys(others).length > 0) {
    const remedy = 'write { ruleId: …, reason: … }, and container: … if it is for one only';
    faults.push({ path, value: item, message: 'is no exemption', remedy });
    return builder;
  }
  // Whether there is such a rule is seen by build().
  const fields = container === undefined ? {} : { container: container as string };
  return builder.exempt(ruleId as RuleId, reason as string, fields);
}

function textEntries(value: unknown, path: string, faults: Fault[]): [string, string][] {
  if (value === undefined) return [];
  if (!isMapping(value)) {
    faults.push({ path, value, message: 'is no mapping', remedy: 'write name: "value"' });
    return [];
  }
  return Object.entries(value).flatMap(([key, text]): [string, string][] => {
    if (typeof text === 'string') return [[key, text]];
    faults.push({ path: `${path}.${key}`, value: text, ...NO_TEXT });
    return [];
  });
}

type Change = (builder: PipelineBuilder) => PipelineBuilder;

/** What a description says of the stages, for a template that is built later. */
function describedStages(value: unknown, faults: Fault[]): (template: PodTemplate) => Pipeline {
  const { stages, post, ...options } = isMapping(value) ? value : { stages: value };
  if (stages === undefined || (Array.isArray(stages) && stages.length === 0))
    faults.push({
      path: 'pipeline.stages',
      message: 'has no stage',
      remedy: 'write { name: …, container: …, steps: […] }',
    });
  const changes = itemsOf(stages, 'pipeline.stages', faults).map((item, i) => {
    const path = `pipeline.stages[${i}]`;
    return { path, change: describedStage(item, path, faults) };
  });
  if (post !== undefined && !isMapping(post))
    faults.push({ path: 'pipeline.post', value: post, message: 'is no mapping', remedy: 'write always: […]' });
  for (const [condition, steps] of Object.entries(isMapping(post) ? post : {})) {
    const made = describedSteps(steps, `pipeline.post.${condition}`, faults);
    changes.push({ path: 'pipeline.post', change: (builder) => builder.post(condition as PostCondition, ...made) });
  }
  return (template) => {
    const refused: Fault[] = [];
    const attempt = (make: () => PipelineBuilder, otherwise: () => PipelineBuilder, path: string): PipelineBuilder => {
      try {
        return make();
      } catch (error) {
        if (!(error instanceof InvalidPodTemplateError)) throw error;
        refused.push(...error.faults.map((fault) => ({ ...fault, path: describedPath(fault.path, path) })));
        return otherwise();
      }
    };
    const start = attempt(
      () => pipeline(template, options),
      () => pipeline(template),
      'pipeline',
    );
    const made = changes.reduce(
      (builder, { path, change }) =>
        attempt(
          () => change(builder),
          () => builder,
          path,
        ),
      start,
    );
    if (refused.length > 0) throw new InvalidPodTemplateError(template.name, refused);
    return made;
  };
}

/** The library counts the stages that it accepted, and knows no `pipeline` around them. */
function describedPath(path: string, place: string): string {
  if (path === 'pipeline') return path;
  return place.startsWith('pipeline.stages') ? path.replace(/^stages\[\d+\]/, place) : `pipeline.${path}`;
}

const STAGE = ['name', 'container', 'steps'];
const PARALLEL_STAGE = ['name', 'parallel', 'failFast'];

function describedStage(item: unknown, path: string, faults: Fault[]): Change {
  if (!isMapping(item) || item.parallel === undefined) {
    const stage = stageFields(item, STAGE, path, faults);
    const steps = describedSteps(stage?.steps, `${path}.steps`, faults);
    // What is no text is refused by the pipeline.
    return (builder) =>
      stage === undefined ? builder : builder.stage(stage.name as string, stage.container as string, ...steps);
  }
  const { name, failFast = false } = stageFields(item, PARALLEL_STAGE, path, faults) ?? {};
  if (typeof failFast !== 'boolean')
    faults.push({
      path: `${path}.failFast`,
      value: failFast,
      message: 'is not true or false',
      remedy: 'write true or false',
    });
  const branches = itemsOf(item.parallel, `${path}.parallel`, faults).flatMap((branch, i) => {
    const at = `${path}.parallel[${i}]`;
    const stage = stageFields(branch, STAGE, at, faults);
    const steps = describedSteps(stage?.steps, `${at}.steps`, faults);
    return stage === undefined ? [] : [{ name: stage.name, container: stage.container, steps }];
  });
  return (builder) =>
    builder.parallel(
      name as string,
      (all) =>
        branches.reduce(
          (stages, branch) => stages.stage(branch.name as string, branch.container as string, ...branch.steps),
          all,
        ),
      { failFast: failFast === true },
    );
}

function stageFields(item: unknown, known: readonly string[], path: string, faults: Fault[]): Mapping | undefined {
  if (!isMapping(item)) {
    faults.push({ path, value: item, message: 'is no stage', remedy: 'write { name: …, container: …, steps: […] }' });
    return undefined;
  }
  for (const key of Object.keys(item).filter((key) => !known.includes(key))) {
    const remedy = suggestionFor(key, known, `use ${known.join(', ')}`);
    faults.push({ path, message: `unknown field ${JSON.stringify(key)}`, remedy });
  }
  return item;
}
