import {
  podManifest,
  renderAgentBlock,
  renderDeclarativePipeline,
  renderPodTemplateCall,
  renderScriptedPipeline,
  type Pipeline,
} from '@podwright/core';
import { podDifferences } from './lib/equal-pod';
import { expectedCommands } from './lib/expected-commands';
import type { JsonObject } from './lib/json';
import { sharedJudges } from './lib/shared-judges';
import { catalogueSubjects, exampleSubjects, type Subject } from './lib/subjects';
import { commandsOf, faultsOf, type Verdict } from './lib/verdict';

const judges = sharedJudges();
const subjects: readonly Subject[] = [...exampleSubjects(), ...catalogueSubjects()];

/** What a verdict says of a pipeline: no fault, the pod meant, and every command in the container meant. */
function expectRight(verdict: Verdict, pipeline: Pipeline): void {
  expect(faultsOf(verdict)).toEqual([]);
  expect(verdict.cps?.ok).toBe(true);
  expect(verdict.pods).toHaveLength(1);
  const meant = JSON.parse(JSON.stringify(podManifest(pipeline.template))) as JsonObject;
  expect(podDifferences(meant, verdict.pods[0]?.pod)).toEqual([]);
  const ran = commandsOf(verdict).map((command) => ({
    stage: undefined,
    ...command,
    container: command.container ?? 'jnlp',
  }));
  expect(ran).toEqual(expectedCommands(pipeline));
}

describe.each(subjects)('$name', ({ pipeline }) => {
  it('runs as a scripted pipeline in Groovy 2.4.21 and through the CPS transform', async () => {
    const verdict = await judges.jenkins().judge({ text: renderScriptedPipeline(pipeline), mode: 'scripted' });
    expectRight(verdict, pipeline);
    expect(verdict.steps.some(({ step }) => step === 'checkout')).toBe(true);
  });

  it('runs as a declarative pipeline', async () => {
    const verdict = await judges.jenkins().judge({ text: renderDeclarativePipeline(pipeline), mode: 'declarative' });
    expectRight(verdict, pipeline);
  });

  it('runs as the podTemplate call alone', async () => {
    const verdict = await judges.jenkins().judge({ text: renderPodTemplateCall(pipeline.template), mode: 'scripted' });
    expectRight(verdict, { ...pipeline, stages: [], postSteps: {} });
  });

  it("runs as the agent block in a pipeline of one's own", async () => {
    const text = `pipeline {\n${renderAgentBlock(pipeline.template)}stages {\nstage('x') {\nsteps {\necho 'x'\n}\n}\n}\n}\n`;
    expectRight(await judges.jenkins().judge({ text, mode: 'declarative' }), {
      ...pipeline,
      stages: [],
      postSteps: {},
    });
  });
});
