import {
  podManifest,
  renderDeclarativePipeline,
  renderPodYaml,
  renderScriptedPipeline,
  type Pipeline,
} from '@podwright/core';
import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { podDifferences } from './lib/equal-pod';
import { expectedCommands } from './lib/expected-commands';
import type { JsonObject } from './lib/json';
import { randomPipeline } from './lib/random-pipeline';
import { sharedJudges } from './lib/shared-judges';
import { commandsOf, faultsOf, type JudgeMode } from './lib/verdict';

const judges = sharedJudges();
const RUNS = 2000;

/** Everything that a judged text does otherwise than its pipeline means. */
async function deviations(pipeline: Pipeline, mode: JudgeMode, text: string): Promise<unknown[]> {
  const verdict = await judges.jenkins().judge({ text, mode });
  const meant = JSON.parse(JSON.stringify(podManifest(pipeline.template))) as JsonObject;
  const ran = commandsOf(verdict).map(({ container = 'jnlp', stage, script }) => ({ container, stage, script }));
  return [
    ...faultsOf(verdict),
    ...(verdict.cps?.ok === true ? [] : ['CPS']),
    ...podDifferences(meant, verdict.pods[0]?.pod),
    ...(JSON.stringify(ran) === JSON.stringify(expectedCommands(pipeline))
      ? []
      : [{ ran, meant: expectedCommands(pipeline) }]),
  ];
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
      const meant = JSON.parse(JSON.stringify(podManifest(template))) as JsonObject;
      const verdict = await judges.jenkins().judge({ text, mode: 'pod' });
      expect(faultsOf(verdict)).toEqual([]);
      expect(podDifferences(meant, verdict.pod)).toEqual([]);
      expect(load(text)).toEqual(meant);
      expect(load(text, { schema: YAML11_SCHEMA })).toEqual(meant);
    }),
    { numRuns: RUNS },
  );
});
