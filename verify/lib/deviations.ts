import { podManifest, type Pipeline, type PodTemplate } from '@podwright/core';
import { podDifferences } from './equal-pod';
import { expectedCommands } from './expected-commands';
import type { JsonObject } from './json';
import { commandsOf, faultsOf, type Verdict } from './verdict';

/** The pod that a template means, as plain JSON. */
export function meantPod(template: PodTemplate): JsonObject {
  return JSON.parse(JSON.stringify(podManifest(template))) as JsonObject;
}

/** Everything that a judged pod is otherwise than its template means. */
export function podDeviations(verdict: Verdict, template: PodTemplate): unknown[] {
  return [...faultsOf(verdict), ...podDifferences(meantPod(template), verdict.pod)];
}

/** Everything that a judged text does otherwise than its pipeline means: its pod, and every command in its container. */
export function pipelineDeviations(verdict: Verdict, pipeline: Pipeline): unknown[] {
  const ran = commandsOf(verdict).map(({ container = 'jnlp', stage, script }) => ({ container, stage, script }));
  const meant = expectedCommands(pipeline);
  return [
    ...faultsOf(verdict),
    ...(verdict.cps?.ok === true ? [] : ['not compiled by the CPS transform']),
    ...(verdict.pods.length === 1 ? [] : [`${verdict.pods.length} pods`]),
    ...podDifferences(meantPod(pipeline.template), verdict.pods[0]?.pod),
    ...(JSON.stringify(ran) === JSON.stringify(meant) ? [] : [{ ran, meant }]),
  ];
}
