import {
  container,
  dir,
  env,
  pipeline,
  podTemplate,
  renderDeclarativePipeline,
  renderPodYaml,
  renderScriptedPipeline,
  retry,
  sh,
  timeout,
  withCredentials,
  type Pipeline,
  type Step,
} from '@podwright/core';
import { sharedJudges } from './lib/shared-judges';
import { commandsOf, faultsOf } from './lib/verdict';

const judges = sharedJudges();
const tool = container('tool', 'registry.example.com/tools/tool:1.0');

it('a pod and a script above the longest constant of Groovy arrive whole, in both forms', async () => {
  const long = `${'größer als 65535 Byte 😀 \' " \\ $x\n'.repeat(4000)}${'x'.repeat(70_000)}`;
  const template = podTemplate('long')
    .container(container('tool', 'registry.example.com/tools/tool:1.0', { env: [env('LONG', long)] }))
    .build();
  expect(Buffer.byteLength(renderPodYaml(template))).toBeGreaterThan(3 * 65_535);
  const build = pipeline(template).stage('Long', 'tool', sh(long));
  for (const [mode, text] of [
    ['scripted', renderScriptedPipeline(build)],
    ['declarative', renderDeclarativePipeline(build)],
  ] as const) {
    const verdict = await judges.jenkins().judge({ text, mode });
    expect(faultsOf(verdict)).toEqual([]);
    expect(verdict.cps?.ok).toBe(true);
    expect(verdict.pods[0]?.yaml).toBe(renderPodYaml(template));
    expect(commandsOf(verdict)).toEqual([{ container: 'tool', stage: 'Long', script: long }]);
  }
});

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const credentials = [{ string: { credentialsId: 'id', variable: 'TOKEN' } }];

/** Pipelines of every shape that grow by a count, up to what the library takes. */
const shapes: readonly [name: string, make: (count: number) => Pipeline][] = [
  ['stages', (n) => range(n).reduce((all, i) => all.stage(`s${i}`, 'tool', sh(`${i}`)), base())],
  ['stages of five steps', (n) => range(n).reduce((all, i) => all.stage(`s${i}`, 'tool', ...five(i)), base())],
  ['steps', (n) => base().stage('s', 'tool', ...range(n).map((i) => sh(`${i}`)))],
  [
    'parallel stages',
    (n) => base().parallel('p', (some) => range(n).reduce((all, i) => all.stage(`s${i}`, 'tool', sh(`${i}`)), some)),
  ],
  ['wrapped steps', (n) => range(n).reduce((all, i) => all.stage(`s${i}`, 'tool', wrapped(i)), base())],
  ['labelled steps', (n) => range(n).reduce((all, i) => all.stage(`s${i}`, 'tool', ...labelled(i)), base())],
];

const five = (i: number): Step[] => range(5).map((k) => sh(`${i} ${k}`));
const labelled = (i: number): Step[] => range(5).map((k) => sh(`${i} ${k}`, { label: `label ${k}` }));
const wrapped = (i: number): Step => timeout({ time: 1 }, retry(2, dir('d', withCredentials(credentials, sh(`${i}`)))));

/** The largest count that the library takes. */
function largest(make: (count: number) => Pipeline): number {
  let count = 1;
  try {
    for (; count < 1000; count++) make(count);
  } catch (error) {
    expect(String(error)).toMatch(/Jenkins (?:can compile|compiles at most)/);
  }
  return count - 1;
}

it.each(shapes)('as many %s as the library takes are compiled by Groovy and its CPS transform', async (_, make) => {
  const build = make(largest(make));
  for (const [mode, text] of [
    ['scripted', renderScriptedPipeline(build)],
    ['declarative', renderDeclarativePipeline(build)],
  ] as const) {
    const verdict = await judges.jenkins().judge({ text, mode });
    expect(faultsOf(verdict)).toEqual([]);
    expect(verdict.cps?.ok).toBe(true);
  }
});

function base() {
  return pipeline(podTemplate('limits').container(tool).build(), { retries: 2, timeout: { time: 1 } })
    .post('always', sh('x'))
    .post('failure', sh('y'))
    .post('cleanup', sh('z'));
}
