import {
  container,
  pipeline,
  podTemplate,
  renderDeclarativePipeline,
  renderScriptedPipeline,
  sh,
} from '@podwright/core';
import { sharedJudges } from './lib/shared-judges';
import { commandsOf, faultsOf } from './lib/verdict';

const judges = sharedJudges();
const template = podTemplate('defaults', { defaultContainer: 'tool' })
  .container(container('tool', 'registry.example.com/tools/tool:1.0'))
  .build();
const build = pipeline(template)
  .stage('In the default container', 'tool', sh('in tool'))
  .stage('In the agent', 'jnlp', sh('in jnlp'))
  .post('always', sh('after'));

it('steps of a declarative pipeline with a default container run where they are meant to', async () => {
  const verdict = await judges.jenkins().judge({ text: renderDeclarativePipeline(build), mode: 'declarative' });
  expect(faultsOf(verdict)).toEqual([]);
  const ran = commandsOf(verdict).map(({ container: name, script }) => [name, script]);
  expect(ran).toEqual([
    ['tool', 'in tool'],
    ['jnlp', 'in jnlp'],
    ['jnlp', 'after'],
  ]);
});

it('a scripted pipeline, which knows no default container, names each', async () => {
  const verdict = await judges.jenkins().judge({ text: renderScriptedPipeline(build), mode: 'scripted' });
  expect(faultsOf(verdict)).toEqual([]);
  const ran = commandsOf(verdict).map(({ container: name = 'jnlp', script }) => [name, script]);
  expect(ran).toEqual([
    ['tool', 'in tool'],
    ['jnlp', 'in jnlp'],
    ['jnlp', 'after'],
  ]);
});
