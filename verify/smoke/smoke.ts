import { randomBytes } from 'node:crypto';
import { CliError, EXIT } from '../../packages/cli/src/cli-error';
import { textTable } from '../../packages/cli/src/table';
import { Interrupted, Kubectl } from './kubectl';
import { Namespaces } from './namespaces';
import { HELP, smokeArguments, type SmokeArguments } from './smoke-arguments';
import { smokeOne, type SmokeResult } from './smoke-one';

/** What a run writes to, and what breaks it off. */
export interface SmokeStreams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs templates of the catalogue in a cluster.
 *
 * @returns the exit code: 0 all passed, 1 some failed, 2 the work could not be done.
 */
export async function smoke(args: readonly string[], streams: SmokeStreams): Promise<number> {
  try {
    const wanted = smokeArguments(args);
    if (wanted !== undefined) return await runAll(wanted, streams);
    streams.out(HELP);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    streams.err(`smoke: ${error.message}\n`);
    return EXIT.failed;
  }
}

async function runAll(wanted: SmokeArguments, { out, err, signal }: SmokeStreams): Promise<number> {
  const { entries, format, timeoutSeconds } = wanted;
  const kubectl = new Kubectl(signal);
  const run = randomBytes(3).toString('hex');
  const namespaces = new Namespaces(kubectl, run, wanted.namespace);
  const results: SmokeResult[] = [];
  err('smoke: the agent cannot connect without a controller: jnlp is left out of the pods, and waits in its own\n');
  const left: string[] = [];
  let interrupted = false;
  try {
    await namespaces.check();
    for (const entry of entries) {
      err(`smoke: ${entry.name} (${results.length + 1} of ${entries.length})\n`);
      const namespace = await namespaces.forLevel(entry.level);
      results.push(await smokeOne(entry, { kubectl, namespace, run, timeoutSeconds, signal }));
      await namespaces.removePod(`smoke-${entry.name}-${run}`, namespace);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    interrupted = true;
  } finally {
    left.push(...(await namespaces.removeAll()));
    for (const line of left) err(`smoke: left behind: ${line}\n`);
    if (results.length > 0) out(format === 'json' ? `${JSON.stringify(results, null, 2)}\n` : tableOf(results));
  }
  if (interrupted) throw new CliError(`interrupted after ${results.length} of ${entries.length} templates`);
  if (left.length > 0) return EXIT.failed;
  return results.every(({ passed }) => passed) ? EXIT.ok : EXIT.findings;
}

function tableOf(results: readonly SmokeResult[]): string {
  return textTable([
    ['ENTRY', 'IMAGE', 'RESULT', 'WHY'],
    ...results.map(({ entry, image, passed, why }) => [entry, image, passed ? 'passed' : 'failed', why]),
  ]);
}
