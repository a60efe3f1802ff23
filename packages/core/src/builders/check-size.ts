import type { Fault } from '../model/fault';
import type { Pipeline, Stage, Step } from '../model/pipeline';

// Measured with the CPS transform that Jenkins compiles pipelines by (verify/limits.verify.ts): it takes no more than 254
// statements in a block, and the whole has to fit into one method of 64 KB. In hundredths of a per cent of that, a step is
// ten, a block around steps thirty and a stage sixty; a tenth is left.
const MOST_IN_A_BLOCK = 240;
const MOST_IN_ALL = 900;
const STEP = 1;
const BLOCK = 3;
const STAGE = 6;

/** A fault for a list of stages that is too long for one block. */
export function blockSizeFaults(list: readonly unknown[], path: string): Fault[] {
  return countFaults(list.length, path);
}

/** A fault for steps that are too many for one block; each line of Groovy of one's own may be a statement. */
export function stepCountFaults(steps: readonly Step[], path: string): Fault[] {
  return countFaults(
    steps.reduce((sum, step) => sum + (step.kind === 'groovy' ? lineCount(step.code) : 1), 0),
    path,
  );
}

function countFaults(count: number, path: string): Fault[] {
  if (count <= MOST_IN_A_BLOCK) return [];
  const message = `has ${count} entries, and Jenkins compiles at most ${MOST_IN_A_BLOCK} in a block`;
  return [{ path, message, remedy: 'put several into one' }];
}

/** A fault for a pipeline that Jenkins cannot compile because of its size. */
export function pipelineSizeFaults(stages: readonly Stage[], postSteps: Pipeline['postSteps']): Fault[] {
  const after = Object.values(postSteps).reduce((sum, steps) => sum + STAGE + stepsWeight(steps), 0);
  const weight = stages.reduce((sum, stage) => sum + stageWeight(stage), after);
  if (weight <= MOST_IN_ALL) return [];
  const message = `are about ${Math.ceil((100 * weight) / MOST_IN_ALL) - 100} per cent more than Jenkins can compile`;
  return [{ path: 'stages', message, remedy: 'put several commands into one sh(), or make two pipelines' }];
}

function lineCount(code: string): number {
  return code.split('\n').length;
}

function stageWeight(stage: Stage): number {
  return 'parallel' in stage
    ? stage.parallel.reduce((sum, branch) => sum + stageWeight(branch), STAGE)
    : STAGE + stepsWeight(stage.steps);
}

function stepsWeight(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + stepWeight(step), 0);
}

function stepWeight(step: Step): number {
  switch (step.kind) {
    case 'sh':
      return step.label === undefined ? STEP : 2 * STEP;
    case 'call':
      return STEP + Object.keys(step.parameters).length;
    case 'groovy':
      return lineCount(step.code) * 2 * STEP;
    case 'withCredentials':
      return BLOCK + 2 * step.bindings.length + stepsWeight(step.steps);
    default:
      return BLOCK + stepsWeight(step.steps);
  }
}
