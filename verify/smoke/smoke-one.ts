import type { CatalogueEntry } from '@podwright/templates';
import { setTimeout as sleep } from 'node:timers/promises';
import { factsOf, faultsInside, LOOK_AROUND, summaryOf, type Facts } from './inside';
import { Interrupted, lastLine, type Kubectl } from './kubectl';
import { readinessOf, type PodWithStatus } from './readiness';
import { smokePod, type SmokePod } from './smoke-pod';

/** What came of a template in the cluster. */
export interface SmokeResult {
  readonly entry: string;
  readonly image: string;
  readonly passed: boolean;
  /** Why it failed, or what it is like. */
  readonly why: string;
  /** What its container is like from inside, as far as it was seen. */
  readonly facts: { readonly [name: string]: string };
}

/** Where and how a template is tried. */
export interface SmokeSurroundings {
  readonly kubectl: Kubectl;
  readonly namespace: string;
  /** Name of the run, in the names and the labels of its pods. */
  readonly run: string;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
}

const POLL_MS = 1000;
const EXEC_MS = 120_000;

/** Runs a template in the cluster, looks at its container from inside and lets it work. Its pod is left to the caller. */
export async function smokeOne(entry: CatalogueEntry, surroundings: SmokeSurroundings): Promise<SmokeResult> {
  const { kubectl, namespace, run } = surroundings;
  const pod = smokePod(entry, run);
  const result = (passed: boolean, why: string, facts: Facts = new Map()): SmokeResult => ({
    entry: entry.name,
    image: entry.image,
    passed,
    why,
    facts: Object.fromEntries(facts),
  });
  const created = await kubectl.call(['create', '--namespace', namespace, '--validate=strict', '--filename', '-'], {
    input: JSON.stringify(pod.manifest),
  });
  if (created.status !== 0) return result(false, `not accepted: ${lastLine(created.stderr)}`);
  const never = await whyNeverReady(pod, surroundings);
  if (never !== undefined) return result(false, never);

  const inContainer = (script: string) =>
    kubectl.call(
      ['exec', '--namespace', namespace, pod.name, '-c', pod.container.name, '--', pod.shell, '-c', script],
      {
        timeoutMs: EXEC_MS,
      },
    );
  const look = await inContainer(LOOK_AROUND);
  const facts = factsOf(look.stdout);
  // A service has its readiness for a proof, and need not have a shell.
  const shellless = look.status !== 0 && facts.size === 0;
  if (shellless && entry.kind === 'service') return result(true, 'ready; it has no shell to look around with');
  if (look.status !== 0) return result(false, `${pod.shell} ${endOf(look.status)}: ${lastLine(look.stderr)}`, facts);
  const faults = faultsInside(facts, entry, pod);
  if (faults.length > 0) return result(false, faults.join('; '), facts);
  if (entry.smoke !== '') {
    const { status, stdout, stderr } = await inContainer(entry.smoke);
    const said = lastLine(stderr.replace(/^command terminated with exit code \d+$/m, '')) || lastLine(stdout);
    if (status !== 0) return result(false, `\`${entry.smoke}\` ${endOf(status)}: ${said}`, facts);
  }
  return result(true, summaryOf(facts), facts);
}

function endOf(status: number | undefined): string {
  return status === undefined ? `did not end within ${EXEC_MS / 1000} s` : `ended with ${status}`;
}

/** Waits until the container is ready; says why when it never is. */
async function whyNeverReady(
  { name }: SmokePod,
  { kubectl, namespace, timeoutSeconds, signal }: SmokeSurroundings,
): Promise<string | undefined> {
  const end = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const { status, stdout, stderr } = await kubectl.call(['get', 'pod', name, '--namespace', namespace, '-o', 'json']);
    if (status !== 0) return `gone: ${lastLine(stderr)}`;
    // The server's own answer to a question for a pod.
    const { state, why } = readinessOf(JSON.parse(stdout) as PodWithStatus);
    if (state === 'ready') return undefined;
    if (state === 'failed') return `${why}${await lastWords(name, namespace, kubectl)}`;
    if (Date.now() > end) return `not ready after ${timeoutSeconds} s: ${why}`;
    await sleep(POLL_MS, undefined, { signal }).catch(() => {
      throw new Interrupted();
    });
  }
}

/** The last line that a container has written before it ended, if any. */
async function lastWords(name: string, namespace: string, kubectl: Kubectl): Promise<string> {
  const { status, stdout } = await kubectl.call(['logs', name, '--namespace', namespace, '--tail=5']);
  const line = status === 0 ? lastLine(stdout) : '';
  return line === '' ? '' : ` (its last words: ${line})`;
}
