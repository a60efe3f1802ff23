import {
  renderAgentBlock,
  renderDeclarativePipeline,
  renderPodTemplateCall,
  renderPodYaml,
  renderScriptedPipeline,
  type Pipeline,
  type PodSource,
  type PodTemplate,
} from '@podwright/core';
import { CliError } from './cli-error';

/** The forms that `generate` writes. */
export const FORMATS = ['pod', 'scripted', 'declarative'] as const;

/** One of them. */
export type Format = (typeof FORMATS)[number];

/** A file to be: its name, and its text. */
export interface Output {
  readonly name: string;
  readonly text: string;
}

/** The pod template of a source. */
export function templateOf(value: Pipeline | PodTemplate): PodTemplate {
  return 'template' in value ? value.template : value;
}

/** Whether there is a Jenkinsfile to write: Jenkins takes no pipeline without a stage. */
function hasStages(value: Pipeline | PodTemplate): value is Pipeline {
  return 'stages' in value && value.stages.length > 0;
}

/**
 * What a source makes in a form: of a pipeline the Jenkinsfile, of a template without stages the snippet to paste.
 */
export function outputOf(value: Pipeline | PodTemplate, format: Format, pod: PodSource): Output {
  const { name } = templateOf(value);
  switch (format) {
    case 'pod':
      return { name: `${name}.pod.yaml`, text: renderPodYaml(templateOf(value)) };
    case 'scripted':
      return hasStages(value)
        ? { name: `${name}.scripted.Jenkinsfile`, text: renderScriptedPipeline(value, pod) }
        : { name: `${name}.podTemplate.groovy`, text: renderPodTemplateCall(templateOf(value), pod) };
    case 'declarative':
      return hasStages(value)
        ? { name: `${name}.declarative.Jenkinsfile`, text: renderDeclarativePipeline(value, pod) }
        : { name: `${name}.agent.groovy`, text: renderAgentBlock(templateOf(value), pod) };
  }
}

/**
 * Reads a list of forms: `pod,scripted`.
 *
 * @throws CliError naming the form that does not exist.
 */
export function parseFormats(text: string): readonly Format[] {
  return text.split(',').map((part) => {
    const format = FORMATS.find((known) => known === part.trim());
    if (format === undefined)
      throw new CliError(
        `--format: ${JSON.stringify(part)} is no format; use one or more of ${FORMATS.join(', ')}, separated by commas`,
      );
    return format;
  });
}
