import {
  container,
  dir,
  env,
  pipeline,
  podTemplate,
  retry,
  sh,
  step,
  timeout,
  withCredentials,
  type Pipeline,
  type PipelineBuilder,
  type PodTemplate,
  type PodTemplateBuilder,
  type Step,
} from '@podwright/core';
import fc, { type Arbitrary } from 'fast-check';
import { containerName, envName, envValue, hostileLine, hostileText, stageName } from './arbitraries';

const notBlank = (text: string): boolean => text.trim() !== '';

/** Any script, label, parameter or path that a step takes, nested two deep. */
function steps(depth: number): Arbitrary<Step[]> {
  const plain = fc.oneof(
    {
      weight: 5,
      arbitrary: hostileText()
        .filter(notBlank)
        .map((script) => sh(script)),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(hostileText().filter(notBlank), hostileLine())
        .map(([script, label]) => sh(script, { label })),
    },
    { weight: 1, arbitrary: hostileText().map((message) => step('echo', { message })) },
  );
  const inner = depth > 0 ? steps(depth - 1) : fc.constant([sh('true')]);
  const nested = fc.oneof(
    inner.map((all) => timeout({ time: 5, unit: 'MINUTES' }, ...all)),
    inner.map((all) => retry(2, ...all)),
    fc.tuple(hostileLine().filter(notBlank), inner).map(([path, all]) => dir(path, ...all)),
    fc
      .tuple(hostileLine().filter(notBlank), inner)
      .map(([credentialsId, all]) => withCredentials([{ string: { credentialsId, variable: 'TOKEN' } }], ...all)),
  );
  return fc.array(fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: nested }), {
    minLength: 1,
    maxLength: 3,
  });
}

const SECRET_LOOKING = /(?:password|passwd|passphrase|pwd|token|secret|key|credentials?)$/i;

function randomTemplate(): Arbitrary<PodTemplate> {
  const variables = fc.uniqueArray(
    fc.tuple(
      envName().filter((name) => name !== 'HOME' && !SECRET_LOOKING.test(name)),
      envValue(),
    ),
    { selector: ([name]) => name, maxLength: 4 },
  );
  const containers = fc.uniqueArray(
    containerName().filter((name) => name !== 'jnlp'),
    { minLength: 1, maxLength: 3 },
  );
  return fc
    .tuple(containers, variables, hostileText(), hostileText().filter(notBlank), fc.boolean())
    .map(([names, pairs, annotation, reason, exempt]) => {
      const image = 'registry.example.com/tools/tool:1.0';
      let builder: PodTemplateBuilder = podTemplate('random', { idleMinutes: names.length });
      if (exempt) builder = builder.exempt('literal-secret', reason);
      builder = builder.annotation('example.com/note', annotation);
      for (const name of names)
        builder = builder.container(container(name, image, { env: pairs.map(([key, value]) => env(key, value)) }));
      return builder.build();
    });
}

/** A pipeline with hostile text wherever text may stand. */
export function randomPipeline(): Arbitrary<Pipeline> {
  return randomTemplate().chain((template) => {
    const stage = fc.tuple(stageName(), fc.constantFrom(...template.stepContainers), steps(1));
    return fc
      .tuple(
        fc.uniqueArray(stage, { selector: ([name]) => name, minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.record({ checkout: fc.boolean(), retries: fc.constantFrom(1, 2) }),
        fc.option(steps(0)),
      )
      .map(([stages, parallel, options, last]) => {
        let builder: PipelineBuilder = pipeline(template, options);
        for (const [name, at, all] of parallel ? stages.slice(0, 1) : stages) builder = builder.stage(name, at, ...all);
        if (parallel && stages.length > 1) {
          builder = builder.parallel('these stages run side by side', (branches) =>
            stages.slice(1).reduce((all, [name, at, inner]) => all.stage(name, at, ...inner), branches),
          );
        }
        return last === null ? builder : builder.post('always', ...last);
      });
  });
}
