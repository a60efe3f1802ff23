import {
  renderAgentBlock,
  renderDeclarativePipeline,
  renderPodTemplateCall,
  renderScriptedPipeline,
  type Pipeline,
} from '@podwright/core';
import { pipelineDeviations } from './lib/deviations';
import { sharedJudges } from './lib/shared-judges';
import { catalogueSubjects, exampleSubjects, type Subject } from './lib/subjects';
import type { Verdict } from './lib/verdict';

const judges = sharedJudges();
const subjects: readonly Subject[] = [...exampleSubjects(), ...catalogueSubjects()];

/** No fault, the pod meant, and every command in the container meant. */
function expectRight(verdict: Verdict, pipeline: Pipeline): void {
  expect(pipelineDeviations(verdict, pipeline)).toEqual([]);
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
