import type { Pipeline, PostCondition, Stage } from '../model/pipeline';
import type { PodTemplate } from '../model/pod-template';
import { groovyText, type GroovyCode } from './groovy-code';
import { groovyString } from './groovy-literal';
import { containerCode, headerLines, type PodSource } from './pipeline-code';
import { pluginParameters } from './plugin-parameters';
import { renderPodYaml } from './pod-yaml';
import { precompiled, type Skeleton } from './skeleton';
import { scriptedPipeline } from './skeletons/skeletons.generated';
import { stepsCode, timeoutCode } from './step-code';

/** What a renderer of pipelines can be told. */
export interface PipelineRendering extends PodSource {
  /** A skeleton in the place of the built-in one; see `compileSkeleton`. */
  readonly skeleton?: Skeleton | undefined;
}

const builtIn = precompiled(scriptedPipeline);
const asItIs = (code: readonly GroovyCode[]): readonly GroovyCode[] => code;

/**
 * A scripted pipeline: `podTemplate(…) { node(POD_LABEL) { … container('x') { sh … } } }`.
 *
 * Its skeleton is given `header` and `parameters` (lists), `yaml` and `body` (Groovy), and `name` and `level`.
 */
export function renderScriptedPipeline(
  pipeline: Pipeline,
  { podFile, skeleton = builtIn }: PipelineRendering = {},
): string {
  const { template, options } = pipeline;
  const { label } = template.settings;
  let body: readonly GroovyCode[] = [
    {
      open: `node(${label === undefined ? 'POD_LABEL' : groovyString(label)})`,
      body: withPost(pipeline, nodeBody(pipeline)),
    },
  ];
  if (options.retries !== undefined && options.retries > 1) {
    body = [{ open: `retry(count: ${options.retries}, conditions: [kubernetesAgent(), nonresumable()])`, body }];
  }
  if (options.timeout !== undefined) body = [{ open: timeoutCode(options.timeout), body }];
  return skeleton({ ...podTemplateData(template, podFile), body: groovyText(body, 1) });
}

/** The `podTemplate` call alone, to put stages into. */
export function renderPodTemplateCall(template: PodTemplate, { podFile }: PodSource = {}): string {
  const { label } = template.settings;
  const open = `node(${label === undefined ? 'POD_LABEL' : groovyString(label)})`;
  const body = groovyText(
    [
      {
        open,
        body: template.stepContainers.slice(1).map((name) => ({ open: `container(${groovyString(name)})`, body: [] })),
      },
    ],
    1,
  );
  return builtIn({ ...podTemplateData(template, podFile), header: [], body });
}

function podTemplateData(template: PodTemplate, podFile: string | undefined): object {
  return {
    name: template.name,
    level: template.podSecurity,
    header: headerLines(template),
    parameters: pluginParameters(template.settings, 'scripted'),
    yaml: podFile === undefined ? groovyString(renderPodYaml(template)) : `readTrusted(${groovyString(podFile)})`,
  };
}

function nodeBody(pipeline: Pipeline): readonly GroovyCode[] {
  return [...checkoutCode(pipeline), ...pipeline.stages.map((stage) => stageCode(stage, pipeline.template))];
}

/** What Git's checkout tells, as a declarative pipeline has it in its environment. */
const GIT_VARIABLES = [
  'GIT_COMMIT',
  'GIT_BRANCH',
  'GIT_LOCAL_BRANCH',
  'GIT_URL',
  'GIT_PREVIOUS_COMMIT',
  'GIT_PREVIOUS_SUCCESSFUL_COMMIT',
];

/** A scripted checkout hands its variables back instead of setting them: those that a step names are set here. */
function checkoutCode({ options, stages, postSteps }: Pipeline): readonly GroovyCode[] {
  if (options.checkout === false) return [];
  const text = JSON.stringify([stages, postSteps]);
  // In JSON the letter before a name may be the end of an escaped line break.
  const used = GIT_VARIABLES.filter((name) => new RegExp(`(?<![A-Z0-9_])${name}(?![A-Z0-9_])`).test(text));
  if (used.length === 0) return ['checkout scm'];
  return [
    'def scmVariables = checkout scm',
    ...used.map((name) => ({ open: `if (scmVariables?.${name})`, body: [`env.${name} = scmVariables.${name}`] })),
  ];
}

function stageCode(stage: Stage, template: PodTemplate): GroovyCode {
  const open = `stage(${groovyString(stage.name)})`;
  if ('steps' in stage) return { open, body: containerCode(template, stage.container, stage.steps, asItIs) };
  const branches = stage.parallel.map((branch) => ({
    name: branch.name,
    code: 'steps' in branch ? containerCode(template, branch.container, branch.steps, asItIs) : [],
  }));
  return { open, body: parallelCode(branches, stage.failFast) };
}

function parallelCode(
  branches: readonly { name: string; code: readonly GroovyCode[] }[],
  failFast: boolean,
): readonly GroovyCode[] {
  const declared: GroovyCode[] = ['def branches = [:]', ...(failFast ? ['branches.failFast = true'] : [])];
  const assigned = branches.map(({ name, code }): GroovyCode => ({
    open: `branches[${groovyString(name)}] =`,
    body: [{ open: `stage(${groovyString(name)})`, body: code }],
  }));
  return [...declared, ...assigned, 'parallel branches'];
}

/**
 * The stages, and what comes after them whatever happens. The first failure is the one that is thrown in the end: `retry`
 * has to see the loss of the agent, not what a step on the lost agent made of it.
 */
function withPost(pipeline: Pipeline, body: readonly GroovyCode[]): readonly GroovyCode[] {
  const { postSteps } = pipeline;
  const stepsOf = (condition: PostCondition): readonly GroovyCode[] => stepsCode(postSteps[condition] ?? [], asItIs);
  const when = (condition: PostCondition, test: string): readonly GroovyCode[] => {
    const code = stepsOf(condition);
    return code.length === 0 ? [] : [{ open: `if (${test})`, body: code }];
  };
  if (Object.keys(postSteps).length === 0) return body;
  const after: readonly GroovyCode[] = [
    ...stepsOf('always'),
    ...when('failure', 'buildFailure != null'),
    ...when('success', "buildFailure == null && currentBuild.currentResult == 'SUCCESS'"),
    ...when('unstable', "buildFailure == null && currentBuild.currentResult == 'UNSTABLE'"),
  ];
  return [
    'def buildFailure = null',
    ...guarded(body),
    ...guarded(after),
    ...guarded(stepsOf('cleanup')),
    { open: 'if (buildFailure != null)', body: ['throw buildFailure'] },
  ];
}

function guarded(body: readonly GroovyCode[]): readonly GroovyCode[] {
  return body.length === 0
    ? []
    : [
        { open: 'try', body },
        { open: 'catch (failure)', body: ['buildFailure = buildFailure ?: failure'] },
      ];
}
