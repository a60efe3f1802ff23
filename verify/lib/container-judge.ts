import { resolve } from 'node:path';
import { JudgeProcess } from './judge-process';

const RUN = resolve(__dirname, '../containers/run.sh');
// Ending a pod takes containerd a second or two.
const STOP_GRACE_MS = 20_000;

/** A container to start: the manifest's, with a stand-in for the image it names. */
export interface StartRequest {
  /** The Pod manifest as YAML. */
  readonly pod: string;
  readonly container: string;
  /** Folder of the stand-in image. */
  readonly image: string;
  /** Whether the container's own command is traced; steps always are. @default false */
  readonly traced?: boolean;
  /** Data of the Secrets and ConfigMaps the pod names: `secret/name` or `configMap/name`, then key and value. */
  readonly objects?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** How a command in a container ended. */
export interface RunResult {
  readonly status: number;
  readonly output: string;
}

/** The security context as the kernel shows it inside. */
export interface ContextReport {
  /** Where it is not the manifest's. */
  readonly differences: readonly string[];
  /** Whether the first process is the command of the manifest. */
  readonly command: boolean;
}

/** What came of the readiness probe. */
export interface ReadyReport {
  readonly ready: boolean;
  readonly seconds: number;
  /** Why not. */
  readonly reason?: string;
}

/** One call that changed a file outside of the declared mounts, or tried to. */
export interface OutsideWrite {
  readonly path: string;
  readonly call: string;
  /** The error's name; null where the call succeeded, which is as bad. */
  readonly error: string | null;
  readonly program: string;
}

/** All writes of what was traced. */
export interface WriteReport {
  readonly outside: readonly OutsideWrite[];
  /** Lines of the trace; none means that nothing was traced. */
  readonly calls: number;
}

interface Pending {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The judge's own format: containers/README.md. */
interface Reply {
  readonly ready?: true;
  readonly id?: number;
  readonly answer?: unknown;
  readonly refused?: string;
  readonly error?: string;
}

/** What a kubelet or an API server would not start, or the judge cannot. */
export class RefusedError extends Error {}

/** A containerd of its own, in one long-lived process; the first use builds it. */
export class ContainerJudge {
  readonly #process: JudgeProcess;
  readonly #pending = new Map<number, Pending>();
  #failure: Error | undefined;
  #lastId = 0;

  /** Starts the judge with the stand-in images of a folder; where it cannot start, every call rejects. */
  constructor(images: string) {
    this.#process = new JudgeProcess({
      name: 'the container judge',
      command: RUN,
      args: ['serve', images],
      onLine: (line) => this.#answer(line),
      onEnd: (error) => this.#fail(error),
    });
  }

  /** Starts a container and nothing else of its pod. */
  async start(request: StartRequest): Promise<JudgedContainer> {
    const { name } = await this.ask<{ name: string }>('start', { ...request });
    return new JudgedContainer(this, name);
  }

  /** Asks something of the judge; many questions may be under way. */
  ask<Answer>(what: string, details: Readonly<Record<string, unknown>>): Promise<Answer> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const id = ++this.#lastId;
    return new Promise<Answer>((resolve, reject) => {
      // The caller names the type of the request's answer: containers/README.md.
      this.#pending.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.#process.writeLine(JSON.stringify({ id, do: what, ...details }));
    });
  }

  /** Ends the judge and all that runs in it; later calls reject. */
  async close(): Promise<void> {
    await this.#process.stop(STOP_GRACE_MS);
  }

  #answer(line: string): void {
    let reply: Reply;
    try {
      reply = JSON.parse(line) as Reply;
    } catch {
      this.#fail(new Error(`the container judge answered with something that is no JSON: ${line.slice(0, 200)}`));
      return;
    }
    if (reply.ready) return;
    const pending = reply.id === undefined ? undefined : this.#pending.get(reply.id);
    if (reply.id === undefined || pending === undefined) {
      this.#fail(new Error(`the container judge answered what was not asked: ${line.slice(0, 200)}`));
      return;
    }
    this.#pending.delete(reply.id);
    if (reply.refused !== undefined) pending.reject(new RefusedError(reply.refused));
    else if (reply.error !== undefined) pending.reject(new Error(reply.error));
    else pending.resolve(reply.answer);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
  }
}

/** A container that runs in the judge. */
export class JudgedContainer {
  readonly #judge: ContainerJudge;
  readonly #name: string;

  constructor(judge: ContainerJudge, name: string) {
    this.#judge = judge;
    this.#name = name;
  }

  /** Compares `/proc/self/status` and the root inside with the manifest, or with another one. */
  context(pod?: string): Promise<ContextReport> {
    return this.#ask('context', { pod });
  }

  /** Asks the rendered readiness probe, as often as it says. */
  ready(): Promise<ReadyReport> {
    return this.#ask('ready');
  }

  /** Runs a command as it is, not traced. */
  run(...argv: readonly string[]): Promise<RunResult> {
    return this.#ask('run', { argv });
  }

  /** Puts a folder into the workspace, as a checkout by the agent. */
  checkout(folder: string, to: string): Promise<void> {
    return this.#ask('put', { folder, to });
  }

  /** Runs a script in a folder of the workspace as the step `sh` does, and traces it. */
  step(script: string, to: string): Promise<RunResult> {
    return this.#ask('step', { script, to });
  }

  /** What was written outside of the declared mounts until now. */
  writes(): Promise<WriteReport> {
    return this.#ask('writes');
  }

  /** What the container's first process wrote. */
  log(): Promise<string> {
    return this.#ask('log');
  }

  /** Ends it; its volumes are gone. */
  remove(): Promise<void> {
    return this.#ask('remove');
  }

  #ask<Answer>(what: string, details: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    return this.#judge.ask<Answer>(what, { name: this.#name, ...details });
  }
}
