import { resolve } from 'node:path';
import { JudgeProcess } from './judge-process';
import type { JudgeMode, Verdict } from './verdict';

const RUN = resolve(__dirname, '../jenkins/run.sh');
// A script may run 20 s before the judge itself ends it.
const STOP_GRACE_MS = 25_000;

/** A text to judge. */
export interface JudgeRequest {
  readonly text: string;
  readonly mode: JudgeMode;
  /** Where `yamlFile`, `readTrusted` and `readFile` look; without it no file is found. */
  readonly dir?: string;
}

interface Pending {
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: Error) => void;
}

interface Answer extends Partial<Verdict> {
  readonly id: number;
  readonly ok: boolean;
}

/** Jenkins' Groovy and the plugin's YAML reader, in one long-lived process; the first use builds it. */
export class JenkinsJudge {
  readonly #process: JudgeProcess;
  readonly #pending = new Map<number, Pending>();
  #failure: Error | undefined;
  #lastId = 0;

  /** Starts the judge; where it cannot start, every call rejects. */
  constructor(command: string = RUN) {
    this.#process = new JudgeProcess({
      name: 'the Jenkins judge',
      command,
      args: ['auto', '--jsonl'],
      onLine: (line) => this.#answer(line),
      onEnd: (error) => this.#fail(error),
    });
  }

  /** Asks for a verdict; many questions may be under way. */
  judge(request: JudgeRequest): Promise<Verdict> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#process.writeLine(JSON.stringify({ id, ...request }));
    });
  }

  /** Lets the judge answer what is under way, then ends it; later calls reject. */
  async close(): Promise<void> {
    await this.#process.stop(STOP_GRACE_MS);
  }

  #answer(line: string): void {
    let answer: Answer;
    try {
      // The judge's own format: jenkins/README.md.
      answer = JSON.parse(line) as Answer;
    } catch {
      this.#fail(new Error(`the Jenkins judge answered with something that is no JSON: ${line.slice(0, 200)}`));
      return;
    }
    const { id, ...verdict } = answer;
    const pending = this.#pending.get(id);
    if (pending === undefined) {
      this.#fail(new Error(`the Jenkins judge answered a question that was not asked: ${line.slice(0, 200)}`));
      return;
    }
    this.#pending.delete(id);
    pending.resolve({ findings: [], containers: [], pods: [], byContainer: {}, steps: [], ...verdict });
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
  }
}
