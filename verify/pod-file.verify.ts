import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { podManifest, renderDeclarativePipeline, renderPodYaml, renderScriptedPipeline } from '@podwright/core';
import { podDifferences } from './lib/equal-pod';
import type { JsonObject } from './lib/json';
import { sharedJudges } from './lib/shared-judges';
import { exampleSubjects } from './lib/subjects';
import { faultsOf } from './lib/verdict';

const judges = sharedJudges();
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'podwright-verify-'));
afterAll(() => fs.rmSync(dir, { recursive: true }));

it.each(exampleSubjects())('$name takes its pod from a file, by readTrusted and by yamlFile', async ({ pipeline }) => {
  const podFile = 'ci/pod.yaml';
  fs.mkdirSync(path.join(dir, 'ci'), { recursive: true });
  fs.writeFileSync(path.join(dir, podFile), renderPodYaml(pipeline.template));
  const meant = JSON.parse(JSON.stringify(podManifest(pipeline.template))) as JsonObject;
  for (const [mode, text] of [
    ['scripted', renderScriptedPipeline(pipeline, { podFile })],
    ['declarative', renderDeclarativePipeline(pipeline, { podFile })],
  ] as const) {
    const verdict = await judges.jenkins().judge({ text, mode, dir });
    expect(faultsOf(verdict)).toEqual([]);
    expect(podDifferences(meant, verdict.pods[0]?.pod)).toEqual([]);
  }
});
