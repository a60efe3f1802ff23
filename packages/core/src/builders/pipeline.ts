import type { Fault } from '../model/fault';
import { frozenCopy } from '../model/frozen-copy';
import { InvalidPodTemplateError } from '../model/invalid-pod-template-error';
import {
  POST_CONDITIONS,
  type Pipeline,
  type PipelineOptions,
  type PostCondition,
  type Stage,
  type Step,
} from '../model/pipeline';
import { itemPath } from '../model/path';
import type { PodTemplate } from '../model/pod-template';
import { isPlainObject } from '../model/schema';
import { checkFields } from './check-names';
import { checkOptions, checkPost, checkStages } from './check-pipeline';
import { pipelineSizeFaults } from './check-size';

/** Collects stages that run side by side; it never changes. */
export class ParallelStages<Container extends string = string> {
  /** The stages so far. */
  readonly stages: readonly Stage<Container>[];

  /** @internal Made by `parallel`. */
  constructor(stages: readonly Stage<Container>[] = []) {
    this.stages = frozenCopy(stages);
    Object.freeze(this);
  }

  /** Adds a stage that runs in a container. */
  stage(name: string, container: Container, ...steps: readonly Step[]): ParallelStages<Container> {
    return new ParallelStages([...this.stages, { name, container, steps }]);
  }
}

/**
 * Collects the stages of a pipeline; it never changes, and it is the data that the renderers take.
 *
 * Each method throws InvalidPodTemplateError with every fault of what it was given.
 */
export class PipelineBuilder<Container extends string = string> implements Pipeline<Container> {
  readonly template: PodTemplate<Container>;
  readonly stages: readonly Stage<Container>[];
  readonly postSteps: Pipeline['postSteps'];
  readonly options: PipelineOptions;

  /** @internal Made by `pipeline`. */
  constructor(data: Pipeline<Container>) {
    this.template = data.template;
    this.stages = frozenCopy(data.stages);
    this.postSteps = frozenCopy(data.postSteps);
    this.options = frozenCopy(data.options);
    Object.freeze(this);
  }

  /**
   * Adds a stage that runs in a container of the pod.
   *
   * @example pipeline(build).stage('Test', 'maven', sh('mvn -B verify'))
   */
  stage(name: string, container: Container, ...steps: readonly Step[]): PipelineBuilder<Container> {
    return this.#withStage({ name, container, steps });
  }

  /**
   * Adds stages that run side by side, each in a container of its own.
   *
   * @example pipeline(build).parallel('Checks', (checks) => checks.stage('Lint', 'lint', sh('lint .')).stage('Unit', 'node', sh('npm test')))
   */
  parallel(
    name: string,
    branches: (stages: ParallelStages<Container>) => ParallelStages<Container>,
    fields: { readonly failFast?: boolean } = {},
  ): PipelineBuilder<Container> {
    const path = itemPath('stages', this.stages.length);
    const added: unknown = typeof branches === 'function' ? branches(new ParallelStages()) : branches;
    this.#refuse(parallelFaults(added, fields, path));
    return this.#withStage({
      name,
      parallel: (added as ParallelStages<Container>).stages,
      failFast: fields.failFast ?? false,
    });
  }

  /** Adds steps for after the stages; they run in the agent's container. */
  post(condition: PostCondition, ...steps: readonly Step[]): PipelineBuilder<Container> {
    const all = [...(this.postSteps[condition] ?? []), ...steps];
    const postSteps = { ...this.postSteps, [condition]: all };
    const faults =
      steps.length === 0 ? checkPost(condition, steps, POST_CONDITIONS) : checkPost(condition, all, POST_CONDITIONS);
    this.#refuse(faults.length > 0 ? faults : pipelineSizeFaults(this.stages, postSteps));
    return new PipelineBuilder({ template: this.template, stages: this.stages, postSteps, options: this.options });
  }

  #withStage(stage: Stage<Container>): PipelineBuilder<Container> {
    const stages = [...this.stages, stage];
    this.#refuse(checkStages(stages, this.template, this.postSteps));
    return new PipelineBuilder({ template: this.template, stages, postSteps: this.postSteps, options: this.options });
  }

  #refuse(faults: readonly Fault[]): void {
    if (faults.length > 0) throw new InvalidPodTemplateError(this.template.name, faults);
  }
}

/** Faults of how stages side by side were given, before there are any. */
function parallelFaults(added: unknown, fields: unknown, path: string): Fault[] {
  const faults = checkFields(fields, path, ['failFast']);
  const failFast = isPlainObject(fields) ? fields.failFast : undefined;
  if (failFast !== undefined && typeof failFast !== 'boolean') {
    const remedy = 'write true or false';
    faults.push({ path: `${path}.failFast`, value: failFast, message: 'is not true or false', remedy });
  }
  if (!(added instanceof ParallelStages)) {
    const remedy = 'write (stages) => stages.stage(…)';
    faults.push({ path: `${path}.parallel`, message: 'is no function that returns stages', remedy });
  }
  return faults;
}

/** Whether a value is what a builder of pod templates made. */
function isPodTemplate(value: unknown): value is PodTemplate {
  return isPlainObject(value) && isPlainObject(value.roles) && Array.isArray(value.stepContainers);
}

/**
 * Starts a pipeline that runs in the pod of a template: `checkout scm` first, unless told otherwise.
 *
 * @throws InvalidPodTemplateError when an option is wrong.
 */
export function pipeline<Container extends string>(
  template: PodTemplate<Container>,
  options: PipelineOptions = {},
): PipelineBuilder<Container> {
  if (!isPodTemplate(template)) {
    const remedy = 'hand over what .build() returns';
    const fault = { path: 'template', value: template, message: 'is no pod template', remedy };
    throw new InvalidPodTemplateError('pipeline', [fault], 'pipeline');
  }
  const faults = checkOptions(options);
  if (faults.length > 0) throw new InvalidPodTemplateError(template.name, faults);
  return new PipelineBuilder({ template, stages: [], postSteps: {}, options });
}
