import { renderDeclarativePipeline, renderPodYaml, renderScriptedPipeline } from '@podwright/core';
import { CATALOGUE } from '@podwright/templates';
import fc, { type Parameters } from 'fast-check';
import { pipelineDeviations, podDeviations } from './lib/deviations';
import { combinedPipeline, COMBINATION_SIZES, randomCombination, type Combination } from './lib/random-combination';
import { sharedJudges } from './lib/shared-judges';

const judges = sharedJudges();
const RUNS = 200;

/** What a failure prints, to see it again: `COMBINATIONS='{ "seed": 1, "path": "0:1" }' npm run verify -- random-comb`. */
const REPLAY = process.env.COMBINATIONS;

/** Everything that the judges hold against a combination. */
async function deviations(combination: Combination): Promise<unknown[]> {
  const pipeline = combinedPipeline(combination);
  const { template } = pipeline;
  const text = renderPodYaml(template);
  const [pod, scripted, declarative, answer] = await Promise.all([
    judges.jenkins().judge({ text, mode: 'pod' }),
    judges.jenkins().judge({ text: renderScriptedPipeline(pipeline), mode: 'scripted' }),
    judges.jenkins().judge({ text: renderDeclarativePipeline(pipeline), mode: 'declarative' }),
    judges.apiServer().then((server) => server.dryRunPod(text, template.podSecurity)),
  ]);
  return [
    ...podDeviations(pod, template),
    ...(answer.status === 201 ? [] : [`the API server: ${answer.status} ${answer.message}`]),
    ...pipelineDeviations(scripted, pipeline).map((deviation) => ({ scripted: deviation })),
    ...pipelineDeviations(declarative, pipeline).map((deviation) => ({ declarative: deviation })),
  ];
}

it(`${RUNS} random combinations of the catalogue's templates are right to every judge`, async () => {
  const seen: Combination[] = [];
  const parameters: Parameters<[Combination]> = REPLAY === undefined ? {} : (JSON.parse(REPLAY) as object);
  await fc.assert(
    fc.asyncProperty(randomCombination(), async (combination) => {
      seen.push(combination);
      expect(await deviations(combination)).toEqual([]);
    }),
    { numRuns: RUNS, ...parameters },
  );
  // A run that repeats one combination has no more to show.
  if (REPLAY === undefined) expectPower(seen);
});

/** Every template and every size took part, and every kind of option. */
function expectPower(seen: readonly Combination[]): void {
  const parts = seen.flatMap((combination) => combination.parts);
  expect([...new Set(parts.map(({ template }) => template))].sort()).toEqual(CATALOGUE.map(({ name }) => name).sort());
  expect([...new Set(seen.map(({ parts: { length } }) => length))].sort()).toEqual([...COMBINATION_SIZES]);
  const given = parts.flatMap(({ options }) =>
    Object.entries(options).flatMap(([option, value]) => (value === undefined ? [] : [option])),
  );
  expect(given).toEqual(expect.arrayContaining(['name', 'resources', 'jdk']));
}
