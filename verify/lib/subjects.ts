import fs from 'node:fs';
import path from 'node:path';
import { pipeline, podTemplate, sh, type Pipeline, type PodTemplateBuilder } from '@podwright/core';
import { CATALOGUE } from '@podwright/templates';
import { TEMPLATES } from '../../examples/internal-tooling/templates';

/** Something of ours that the judges look at, with a name for the test. */
export interface Subject {
  readonly name: string;
  readonly pipeline: Pipeline;
}

const examples = path.join(__dirname, '..', '..', 'examples');

/** Every example of the repository. */
export function exampleSubjects(): readonly Subject[] {
  const folders = fs.readdirSync(examples).filter((name) => fs.existsSync(path.join(examples, name, 'podwright.ts')));
  return folders.flatMap((folder) => {
    const made = (require(path.join(examples, folder, 'podwright.ts')) as { default: Pipeline | readonly Pipeline[] })
      .default;
    const pipelines = 'stages' in made ? [made] : made;
    return pipelines.map((one) => ({
      name: `example ${folder}${pipelines.length === 1 ? '' : `, ${one.template.name}`}`,
      pipeline: one,
    }));
  });
}

/** The forty pods of `examples/internal-tooling`, which has no pipelines. */
export function teamSubjects(): readonly Subject[] {
  return TEMPLATES.map((template) => ({ name: `team ${template.name}`, pipeline: pipeline(template) }));
}

/** The generated files of an example, by name. */
export function generatedFiles(subject: Subject): ReadonlyMap<string, string> {
  const [example = ''] = subject.name.replace('example ', '').split(',');
  const folder = path.join(examples, example, 'generated');
  const own = fs.readdirSync(folder).filter((name) => name.startsWith(`${subject.pipeline.template.name}.`));
  return new Map(own.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}

/** A pipeline for every template of the catalogue: the template alone, with a step where it takes steps. */
export function catalogueSubjects(): readonly Subject[] {
  return CATALOGUE.map((entry) => {
    const builder: PodTemplateBuilder = podTemplate(entry.name, { podSecurity: entry.level });
    const template = builder.container(entry.create({})).build();
    const stages = template.stepContainers.map((container) => ({ name: `In ${container}`, container }));
    return {
      name: `template ${entry.name}`,
      pipeline: stages.reduce((all, stage) => all.stage(stage.name, stage.container, sh('id')), pipeline(template)),
    };
  });
}
