import { spawn } from 'node:child_process';
import { CliError } from '../../packages/cli/src/cli-error';

/** How a call of kubectl ended. */
export interface KubectlAnswer {
  /** Its exit status; undefined when it took too long. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The run was broken off by the user. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** What kubectl says when it has not reached the cluster, or the cluster does not know who asks. */
const NO_CLUSTER =
  /unable to connect|connection to the server|connection refused|must be logged in|unauthorized|no such host|i\/o timeout|no configuration has been provided|error loading config/i;

/** The kubectl on PATH. */
export class Kubectl {
  readonly #signal: AbortSignal | undefined;

  /** @param signal ends what runs, and refuses what comes after. */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /**
   * Calls kubectl.
   *
   * @throws CliError when there is no kubectl or no cluster; Interrupted.
   */
  call(
    args: readonly string[],
    { input = '', timeoutMs = 60_000 }: { readonly input?: string; readonly timeoutMs?: number } = {},
  ): Promise<KubectlAnswer> {
    const signal = this.#signal;
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(new Interrupted());
        return;
      }
      // Not in the terminal's process group: a Ctrl-C is for this program, which then ends kubectl or lets it clean up.
      const child = spawn('kubectl', args, { stdio: 'pipe', detached: true });
      let stdout = '';
      let stderr = '';
      let tooLong = false;
      const end = (): unknown => child.kill('SIGKILL');
      const timer = setTimeout(() => {
        tooLong = true;
        end();
      }, timeoutMs);
      signal?.addEventListener('abort', end, { once: true });
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      // A kubectl that ends before it has read its input says why by its exit.
      child.stdin.on('error', () => {});
      child.stdin.end(input);
      child.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        reject(new CliError(error.code === 'ENOENT' ? 'kubectl is not on PATH' : `kubectl: ${error.message}`));
      });
      child.on('close', (status) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        if (signal?.aborted === true) reject(new Interrupted());
        else if (status !== 0 && args[0] !== 'exec' && NO_CLUSTER.test(stderr))
          reject(new CliError(`no cluster: ${lastLine(stderr)}`));
        else resolve({ status: tooLong ? undefined : (status ?? undefined), stdout, stderr });
      });
    });
  }
}

/** The last line that says something: kubectl writes its reason there. */
export function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.at(-1)?.trim() ?? '';
}
