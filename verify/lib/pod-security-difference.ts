import type { OfficialVerdict, PodSecurityJudge } from './pod-security-judge';
import { smallerPods } from './smaller-pods';

type Level = 'privileged' | 'baseline' | 'restricted';

/** An evaluator to compare with the official one. */
export type Evaluate = (pod: object, level: Level, version: string) => OfficialVerdict;

/** A pod on which two evaluators differ, made smaller as long as they do. */
export interface Difference {
  readonly query: string;
  readonly pod: string;
  /** What each says and the other does not. */
  readonly ours: readonly string[];
  readonly official: readonly string[];
}

/** The version of a query `level:version`. */
export function versionOf(query: string): string {
  return query.slice(query.indexOf(':') + 1);
}

/** Our verdict, or what was thrown in its place. */
export function attempt(evaluate: Evaluate, pod: object, query: string): OfficialVerdict | string {
  try {
    // A query is `level:version`.
    return evaluate(pod, query.slice(0, query.indexOf(':')) as Level, versionOf(query));
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Whether two verdicts agree in everything, the order of the failures included. */
export function isSame(ours: OfficialVerdict | string, official: OfficialVerdict | string | undefined): boolean {
  if (typeof ours === 'string' || typeof official !== 'object') return false;
  if (ours.allowed !== official.allowed || ours.failures.length !== official.failures.length) return false;
  return ours.failures.every((failure, i) => {
    const other = official.failures[i];
    return failure.id === other?.id && failure.reason === other.reason && failure.detail === other.detail;
  });
}

/** Leaves out of a pod whatever is not needed for the two to differ. */
export async function smallestDifference(
  judge: PodSecurityJudge,
  evaluate: Evaluate,
  pod: object,
  query: string,
): Promise<Difference> {
  const official = (one: object): Promise<OfficialVerdict | string> =>
    judge.judge(one, [query]).then(
      ([verdict]) => verdict ?? 'no verdict',
      (error: Error) => error.message,
    );
  const thrown = typeof attempt(evaluate, pod, query) === 'string';
  // From here on the pod is what JSON keeps of it, unless that takes the difference away: then `undefined` is at fault.
  let kept = JSON.parse(JSON.stringify(pod)) as object;
  if (isSame(attempt(evaluate, kept, query), await official(kept))) kept = pod;
  else {
    for (let shrunk = true; shrunk;) {
      shrunk = false;
      for (const smaller of smallerPods(kept)) {
        const [ours, theirs] = [attempt(evaluate, smaller, query), await official(smaller)];
        // Another kind of difference is not the one to show.
        if (typeof theirs === 'string' || (typeof ours === 'string') !== thrown || isSame(ours, theirs)) continue;
        [kept, shrunk] = [smaller, true];
        break;
      }
    }
  }
  const [left, right] = [said(attempt(evaluate, kept, query)), said(await official(kept))];
  // What both say in another order is in neither of these.
  const [ours, theirs] = [left.filter((line) => !right.includes(line)), right.filter((line) => !left.includes(line))];
  const ordered = ours.length === 0 && theirs.length === 0;
  return { query, pod: inspectable(kept), ours: ordered ? left : ours, official: ordered ? right : theirs };
}

function said(verdict: OfficialVerdict | string): string[] {
  if (typeof verdict === 'string') return [verdict];
  return [
    `allowed: ${verdict.allowed}`,
    ...verdict.failures.map(({ id, reason, detail }) => visible(`${id}: ${reason} (${detail})`)),
  ];
}

/** Characters that look alike are told apart by their numbers. */
function visible(line: string): string {
  return line.replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The pod as text, what is there but undefined included. */
function inspectable(pod: object): string {
  return visible(JSON.stringify(pod, (_, value: unknown) => (value === undefined ? '(undefined)' : value)));
}
