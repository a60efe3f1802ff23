import type { Json, JsonObject } from './json';

/** How the Jenkins judge reads a text. */
export type JudgeMode = 'pod' | 'scripted' | 'declarative' | 'auto';

/** Something the judge noticed; an error would end or break the build. */
export interface JudgeFinding {
  readonly severity: 'error' | 'warning';
  readonly kind: string;
  readonly text: string;
  readonly line?: number;
}

/** An exception of the compiler, the YAML reader or the script. */
export interface JudgeError {
  readonly class: string;
  readonly message: string;
  readonly cause?: string;
  readonly line?: number;
}

/** One `podTemplate`, scripted or made by a declarative agent. */
export interface JudgedPodTemplate {
  readonly index: number;
  /** The bound parameters; a symbol is an object with `$symbol`. */
  readonly args: JsonObject;
  /** The text given as `yaml`, verbatim. */
  readonly yaml?: string;
  readonly yamlBytes?: number;
  /** The pod as the plugin's reader understands the text. */
  readonly pod?: JsonObject;
  readonly error?: JudgeError;
  /** Containers of this template's fields and YAML, in order. */
  readonly containers: readonly string[];
  readonly agentContainer: string;
  readonly inheritsUnknownTemplate?: boolean;
  readonly inheritsPod?: number;
  readonly yamlMergeStrategy?: string;
  readonly line?: number;
}

/** One call of a step, in the order of execution. */
export interface JudgedStep {
  readonly step: string;
  /** The sole positional argument, or the named ones. */
  readonly args?: Json;
  /** Index of the pod the step ran in. */
  readonly pod?: number;
  readonly container?: string;
  /** The innermost stage. */
  readonly stage?: string;
  readonly line?: number;
}

/** What the second compile, through the CPS transform, said. */
export interface CpsResult {
  readonly ok: boolean;
  readonly largestClassBytes?: number;
  readonly error?: JudgeError;
}

/** What the Jenkins judge says of one text; what it leaves out is empty here. */
export interface Verdict {
  /** No finding is an error. A build that ends by the `error` step is ok: see `faultsOf`. */
  readonly ok: boolean;
  readonly findings: readonly JudgeFinding[];
  readonly error?: JudgeError;

  /** Mode `pod`: the pod as the plugin's reader understands the text. */
  readonly pod?: JsonObject;
  /** Mode `pod`: the names of its containers. */
  readonly containers: readonly string[];

  readonly kind?: 'scripted' | 'declarative' | 'class';
  readonly result?: 'SUCCESS' | 'FAILURE' | 'ABORTED' | 'UNKNOWN' | 'COMPILE_ERROR';
  readonly pods: readonly JudgedPodTemplate[];
  /** Container name to its `sh` commands; `0/name` where the pipeline has more than one pod. */
  readonly byContainer: Readonly<Record<string, readonly string[]>>;
  readonly steps: readonly JudgedStep[];
  readonly cps?: CpsResult;
  readonly unresolvedClasses?: readonly string[];
  readonly compileMs?: number;
  readonly runMs?: number;
}

/** Everything that keeps a verdict from being spotless, warnings and a failed build included, as one line each. */
export function faultsOf(verdict: Verdict): string[] {
  const faults = verdict.findings.map(
    ({ severity, kind, text, line }) => `${severity} ${kind}${line === undefined ? '' : ` line ${line}`}: ${text}`,
  );
  if (verdict.error !== undefined) faults.push(`${verdict.error.class}: ${verdict.error.message}`);
  if (verdict.result !== undefined && verdict.result !== 'SUCCESS') faults.push(`result ${verdict.result}`);
  return faults;
}

/** The `sh` commands of a pipeline with the container and the stage they ran in, in order. */
export function commandsOf(verdict: Verdict): { container?: string; stage?: string; script: Json }[] {
  return verdict.steps
    .filter(({ step }) => step === 'sh')
    .map(({ container, stage, args = null }) => ({
      ...(container === undefined ? {} : { container }),
      ...(stage === undefined ? {} : { stage }),
      script: typeof args === 'object' && args !== null && 'script' in args ? (args.script ?? null) : args,
    }));
}
