import { renderDeclarativePipeline, renderPodYaml, renderScriptedPipeline, type Pipeline } from '@podwright/core';
import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { meantPod, pipelineDeviations, podDeviations } from './lib/deviations';
import { randomPipeline } from './lib/random-pipeline';
import { sharedJudges } from './lib/shared-judges';
import type { JudgeMode } from './lib/verdict';

const judges = sharedJudges();
const RUNS = 2000;

async function deviations(pipeline: Pipeline, mode: JudgeMode, text: string): Promise<unknown[]> {
  return pipelineDeviations(await judges.jenkins().judge({ text, mode }), pipeline);
}

it(`${RUNS} random scripted pipelines run in Groovy 2.4.21 with the pod and the commands that were meant`, async () => {
  await fc.assert(
    fc.asyncProperty(randomPipeline(), async (pipeline) => {
      expect(await deviations(pipeline, 'scripted', renderScriptedPipeline(pipeline))).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

it(`${RUNS} random declarative pipelines run with the pod and the commands that were meant`, async () => {
  await fc.assert(
    fc.asyncProperty(randomPipeline(), async (pipeline) => {
      expect(await deviations(pipeline, 'declarative', renderDeclarativePipeline(pipeline))).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

it(`${RUNS} random pods are the same to the plugin, and to readers of YAML 1.1 and 1.2`, async () => {
  await fc.assert(
    fc.asyncProperty(randomPipeline(), async ({ template }) => {
      const text = renderPodYaml(template);
      const meant = meantPod(template);
      expect(podDeviations(await judges.jenkins().judge({ text, mode: 'pod' }), template)).toEqual([]);
      expect(load(text)).toEqual(meant);
      expect(load(text, { schema: YAML11_SCHEMA })).toEqual(meant);
    }),
    { numRuns: RUNS },
  );
});
