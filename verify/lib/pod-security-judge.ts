import { resolve } from 'node:path';
import { JudgeProcess } from './judge-process';

const RUN = resolve(__dirname, '../pod-security/run.sh');
const STOP_GRACE_MS = 10_000;

/** A check that a pod fails, in the official evaluator's words. */
export interface OfficialFailure {
  readonly id: string;
  readonly reason: string;
  readonly detail: string;
}

/** What the official evaluator says of a pod. */
export interface OfficialVerdict {
  readonly allowed: boolean;
  readonly failures: readonly OfficialFailure[];
}

/** A revision of a check: the rules that hold from a version on. */
export interface CheckRevision {
  readonly id: string;
  readonly since: string;
}

/** Which revisions the official registry runs, in its order: by `level:version`, for every version it tells apart. */
export type OfficialChecks = { readonly [levelAndVersion: string]: readonly CheckRevision[] };

interface Pending {
  readonly id: number;
  readonly resolve: (verdicts: OfficialVerdict[]) => void;
  readonly reject: (error: Error) => void;
}

/** The judge's own format: pod-security/README.md. */
interface Answer {
  readonly checks?: OfficialChecks;
  readonly id?: number;
  readonly verdicts?: readonly OfficialVerdict[];
  readonly of?: readonly number[];
  readonly error?: string;
}

/** The official evaluator of the Pod Security Standards, in one long-lived process; the first use builds it. */
export class PodSecurityJudge {
  /** Which checks the judge knows. */
  readonly checks: Promise<OfficialChecks>;
  readonly #process: JudgeProcess;
  /** Answers come in the order of the questions. */
  readonly #pending: Pending[] = [];
  #tellChecks: (checks: OfficialChecks) => void = () => {};
  #failChecks: (error: Error) => void = () => {};
  #failure: Error | undefined;
  #lastId = 0;

  /** Starts the judge; where it cannot start, every call rejects. */
  constructor(command: string = RUN) {
    this.checks = new Promise((tell, fail) => {
      this.#tellChecks = tell;
      this.#failChecks = fail;
    });
    // Whoever asks for them is told; nobody has to.
    this.checks.catch(() => {});
    this.#process = new JudgeProcess({
      name: 'the Pod Security judge',
      command,
      args: [],
      onLine: (line) => this.#answer(line),
      onEnd: (error) => this.#fail(error),
    });
  }

  /**
   * Judges a pod by levels and versions, such as `restricted:v1.25`; rejects what the API server cannot decode. Many
   * questions may be under way.
   */
  judge(pod: object, queries: readonly string[]): Promise<OfficialVerdict[]> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.push({ id, resolve, reject });
      this.#process.writeLine(JSON.stringify({ id, pod, queries }));
    });
  }

  /** Lets the judge answer what is under way, then ends it; later calls reject. */
  async close(): Promise<void> {
    await this.#process.stop(STOP_GRACE_MS);
  }

  #answer(line: string): void {
    let answer: Answer;
    try {
      answer = JSON.parse(line) as Answer;
    } catch {
      this.#fail(new Error(`the Pod Security judge answered with something that is no JSON: ${line.slice(0, 200)}`));
      return;
    }
    if (answer.checks !== undefined) {
      this.#tellChecks(answer.checks);
      return;
    }
    const pending = this.#pending.shift();
    if (pending === undefined || pending.id !== answer.id) {
      this.#fail(new Error(`the Pod Security judge answered what was not asked: ${line.slice(0, 200)}`));
      return;
    }
    if (answer.error !== undefined) pending.reject(new Error(answer.error));
    else pending.resolve((answer.of ?? []).flatMap((index) => answer.verdicts?.[index] ?? []));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#failChecks(this.#failure);
    for (const { reject } of this.#pending.splice(0)) reject(this.#failure);
  }
}
