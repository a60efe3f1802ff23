import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const RUN = resolve(__dirname, 'run.sh');
const MAX_OUTPUT = 256 * 1024 * 1024;

/** The programs of `run.sh`. */
export type ProgramName = 'kube-score' | 'kubeconform' | 'checkov';

/** What a program says of pods: the findings of each pod that it has seen, by the pod's name. */
export type Findings = ReadonlyMap<string, readonly string[]>;

/** How to run a program over a folder of pods. */
export interface ProgramRun {
  readonly name: ProgramName;
  readonly args: readonly string[];
  readonly folder: string;
  /** @default run.sh */
  readonly command?: string;
}

/**
 * Runs a program in a folder of pods and reads its answer, JSON on standard output.
 *
 * @throws Error when it cannot start, ends otherwise than with 0 (nothing found) or 1 (something found), or answers with
 * something that is no JSON: a program that saw nothing has not judged.
 */
export function runProgram({ name, args, folder, command = RUN }: ProgramRun): Promise<unknown> {
  return new Promise((resolve, reject) => {
    execFile(command, [name, ...args], { cwd: folder, maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
      const fail = (how: string): void => reject(new Error(`${name} ${how}\n${stderr.slice(-4000).trim()}`));
      if (error !== null && error.code !== 1) {
        fail(typeof error.code === 'number' ? `ended with exit status ${error.code}` : `failed: ${error.message}`);
        return;
      }
      try {
        resolve(JSON.parse(stdout));
      } catch {
        fail(`answered with something that is no JSON: ${stdout.slice(0, 200)}`);
      }
    });
  });
}

/** Gives the pods, YAML by name, to `use` as the files `<name>.yaml` of a folder that is gone afterwards. */
export async function inFolder<Result>(
  pods: ReadonlyMap<string, string>,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'podwright-third-party-'));
  try {
    for (const [name, text] of pods) writeFileSync(join(folder, `${name}.yaml`), text);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Collects findings by pod. A pod that was seen is there, even when nothing was found. */
export class FindingsByPod {
  readonly #findings = new Map<string, Set<string>>();

  /** Notes that the pod of a file was seen, and what was found in it. */
  add(file: string, ...found: readonly string[]): void {
    const pod = file.replace(/^.*\//, '').replace(/\.yaml$/, '');
    const before = this.#findings.get(pod) ?? new Set();
    this.#findings.set(pod, new Set([...before, ...found]));
  }

  /** All that was noted; each finding once a pod. */
  all(): Findings {
    return new Map([...this.#findings].map(([pod, found]) => [pod, [...found].sort()]));
  }
}
