import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

const STDERR_TAIL = 4000;
const CLOSE_AFTER_EXIT_MS = 5000;

/** How to start a judge, and who listens to it. */
export interface JudgeProcessOptions {
  /** The judge's name, as messages print it. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly onLine: (line: string) => void;
  /** Called once, when the judge has ended for whatever reason. */
  readonly onEnd: (error: Error) => void;
}

/** A judge's process: lines in, lines out, and an error that says how it ended. */
export class JudgeProcess {
  readonly #name: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<void>;
  #stderr = '';
  #failure: Error | undefined;
  #stopping = false;

  constructor(options: JudgeProcessOptions) {
    this.#name = options.name;
    // In a process group of its own, so that a compiler that builds the judge ends with it.
    this.#child = spawn(options.command, options.args, { stdio: 'pipe', detached: true });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_TAIL);
    });
    this.#child.stdout.setEncoding('utf8').on('data', splitLines(options.onLine));
    // A write to a judge that has just died fails here too; how it died is told once, by its end.
    this.#child.stdin.on('error', () => {});
    this.#ended = new Promise((resolve) => {
      const end = (how: string): void => {
        if (this.#failure !== undefined) return;
        this.#failure = new Error(this.#stopping ? `${this.#name} was stopped` : this.#describe(how));
        options.onEnd(this.#failure);
        resolve();
      };
      this.#child.on('error', (error) => end(`could not start: ${error.message}`));
      this.#child.on('close', (code, signal) => end(describeExit(code, signal)));
      // 'close' comes with the last output, unless a child of the judge holds its streams open.
      this.#child.on('exit', (code, signal) => {
        setTimeout(() => end(describeExit(code, signal)), CLOSE_AFTER_EXIT_MS).unref();
      });
    });
  }

  /** Why the judge is gone; undefined while it runs. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Sends a line to the judge. */
  writeLine(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Closes the judge's input and waits; after the grace period ends its process group by its id. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    this.#child.stdin.end();
    const timers = [
      setTimeout(() => this.#signal('SIGTERM'), graceMs),
      setTimeout(() => this.#signal('SIGKILL'), graceMs + 10_000),
    ];
    await this.#ended;
    timers.forEach(clearTimeout);
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    try {
      if (pid !== undefined) process.kill(-pid, signal);
    } catch {
      // It ended by itself in the meantime.
    }
  }

  #describe(how: string): string {
    return `${this.#name} ${how}\n${this.#stderr.trim() || '(nothing on its standard error)'}`;
  }
}

function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  return `ended with ${signal ?? `exit status ${code}`}`;
}

/** Not node:readline: that also breaks at U+2028 and U+2029, which JSON strings hold as they are. */
function splitLines(onLine: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  };
}
