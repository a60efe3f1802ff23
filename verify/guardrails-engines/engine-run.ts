import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const RUN = resolve(__dirname, 'run.sh');
const MAX_OUTPUT = 256 * 1024 * 1024;

/** How to run an engine over files, which are gone afterwards. */
export interface EngineRun {
  readonly engine: 'gatekeeper' | 'kyverno';
  readonly args: readonly string[];
  /** Texts by file name, in the folder where the engine runs. */
  readonly files: Readonly<Record<string, string>>;
  /** @default run.sh */
  readonly command?: string;
}

/** What an engine wrote. */
export interface EngineOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs an engine.
 *
 * @throws Error when it cannot start, or ends otherwise than with 0 or 1. Both engines end with 1 for a denial and for a
 * failure alike: the caller has to look at what they wrote.
 */
export async function runEngine({ engine, args, files, command = RUN }: EngineRun): Promise<EngineOutput> {
  const folder = mkdtempSync(join(tmpdir(), 'podwright-guardrails-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return await new Promise((resolve, reject) => {
      const child = execFile(
        command,
        [engine, ...args],
        { cwd: folder, maxBuffer: MAX_OUTPUT },
        (error, stdout, stderr) => {
          if (error === null || error.code === 1) {
            resolve({ stdout, stderr: plain(stderr) });
            return;
          }
          const how =
            typeof error.code === 'number' ? `ended with exit status ${error.code}` : `failed: ${error.message}`;
          reject(new Error(`${engine} ${how}\n${tail(stderr)}`));
        },
      );
      // gator reads its standard input beside the files, and waits for its end. A program may be gone before.
      child.stdin?.on('error', () => {}).end();
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An error of an engine, with the end of what it wrote. */
export function engineError(engine: string, how: string, output = ''): Error {
  return new Error(`${engine} ${how}${output.trim() === '' ? '' : `\n${tail(output)}`}`);
}

/** Objects as a YAML stream that both engines' readers, of YAML 1.1, read as they are. */
export function yamlStream(objects: readonly object[]): string {
  return objects.map((object) => `---\n${jsonInYaml(object)}\n`).join('');
}

/** JSON is YAML but for the characters that YAML takes for line breaks, or refuses. */
function jsonInYaml(object: object): string {
  return JSON.stringify(object).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function tail(output: string): string {
  return plain(output).slice(-4000).trim();
}

/** Kyverno colours its log wherever it goes. */
function plain(output: string): string {
  // eslint-disable-next-line no-control-regex -- the escape character is what has to go
  return output.replace(/\u001b\[[0-9;]*m/g, '');
}
