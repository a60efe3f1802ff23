import { POST_CONDITIONS, type Pipeline, type Stage, type Step } from '../model/pipeline';
import { agentContainerName, type PodTemplate } from '../model/pod-template';
import { groovyText, type GroovyCode } from './groovy-code';
import { groovyString } from './groovy-literal';
import { containerCode, headerLines, type PodSource } from './pipeline-code';
import { pluginParameters } from './plugin-parameters';
import { renderPodYaml } from './pod-yaml';
import type { PipelineRendering } from './scripted-pipeline';
import { precompiled } from './skeleton';
import { declarativePipeline } from './skeletons/skeletons.generated';
import { timeoutCode } from './step-code';

const builtIn = precompiled(declarativePipeline);
const inScript = (body: readonly GroovyCode[]): readonly GroovyCode[] => [{ open: 'script', body }];

/**
 * A declarative pipeline: `pipeline { agent { kubernetes { yaml '''…''' } } stages { … } }`.
 *
 * Its skeleton is given `header` (list), `agent`, `options`, `stages` and `post` (Groovy), and `name` and `level`.
 */
export function renderDeclarativePipeline(
  pipeline: Pipeline,
  { podFile, skeleton = builtIn }: PipelineRendering = {},
): string {
  const { template, options, stages } = pipeline;
  return skeleton({
    name: template.name,
    level: template.podSecurity,
    header: headerLines(template),
    agent: agentText(template, podFile, 1, options.retries),
    options: optionsText(pipeline),
    stages: groovyText(
      stages.map((stage) => stageCode(stage, template)),
      2,
    ),
    post: postText(pipeline),
  });
}

/** The `agent` block alone, for a pipeline or a stage of one's own. */
export function renderAgentBlock(template: PodTemplate, { podFile }: PodSource = {}): string {
  return `${agentText(template, podFile, 0, undefined)}\n`;
}

function agentText(
  template: PodTemplate,
  podFile: string | undefined,
  depth: number,
  retries: number | undefined,
): string {
  const parameters = pluginParameters(template.settings, 'declarative').map(({ name, value }) => `${name} ${value}`);
  const tries = retries !== undefined && retries > 1 ? [`retries ${retries}`] : [];
  const yaml =
    podFile === undefined ? `yaml ${groovyString(renderPodYaml(template))}` : `yamlFile ${groovyString(podFile)}`;
  return groovyText([{ open: 'agent', body: [{ open: 'kubernetes', body: [...parameters, ...tries, yaml] }] }], depth);
}

function optionsText({ options }: Pipeline): string {
  const lines = [
    ...(options.checkout === false ? ['skipDefaultCheckout()'] : []),
    ...(options.timeout === undefined ? [] : [timeoutCode(options.timeout)]),
  ];
  return lines.length === 0 ? '' : groovyText([{ open: 'options', body: lines }], 1);
}

function stageCode(stage: Stage, template: PodTemplate): GroovyCode {
  const open = `stage(${groovyString(stage.name)})`;
  if ('steps' in stage)
    return { open, body: [{ open: 'steps', body: inContainer(template, stage.container, stage.steps) }] };
  const branches = { open: 'parallel', body: stage.parallel.map((branch) => stageCode(branch, template)) };
  return { open, body: stage.failFast ? ['failFast true', branches] : [branches] };
}

function inContainer(template: PodTemplate, container: string, steps: readonly Step[]): readonly GroovyCode[] {
  return containerCode(template, container, steps, inScript, template.settings.defaultContainer);
}

function postText({ postSteps, template }: Pipeline): string {
  const body = POST_CONDITIONS.flatMap((condition): GroovyCode[] => {
    const steps = postSteps[condition];
    return steps === undefined
      ? []
      : [{ open: condition, body: inContainer(template, agentContainerName(template.settings), steps) }];
  });
  return body.length === 0 ? '' : groovyText([{ open: 'post', body }], 1);
}
