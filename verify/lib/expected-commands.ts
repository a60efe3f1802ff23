import type { Pipeline, Stage, Step } from '@podwright/core';

/** A shell command, and where it is meant to run. */
export interface MeantCommand {
  readonly container: string;
  readonly stage: string | undefined;
  readonly script: string;
}

/** The shell scripts of steps, in order, whatever surrounds them. */
function scriptsOf(steps: readonly Step[]): string[] {
  return steps.flatMap((step) => (step.kind === 'sh' ? [step.script] : 'steps' in step ? scriptsOf(step.steps) : []));
}

function ofStages(stages: readonly Stage[]): MeantCommand[] {
  return stages.flatMap((stage) =>
    'parallel' in stage
      ? ofStages(stage.parallel)
      : scriptsOf(stage.steps).map((script) => ({ container: stage.container, stage: stage.name, script })),
  );
}

/** Every shell command of a pipeline in the order of a build that succeeds. */
export function expectedCommands({ stages, postSteps }: Pipeline): MeantCommand[] {
  const after = [...(postSteps.always ?? []), ...(postSteps.success ?? []), ...(postSteps.cleanup ?? [])];
  return [...ofStages(stages), ...scriptsOf(after).map((script) => ({ container: 'jnlp', stage: undefined, script }))];
}
