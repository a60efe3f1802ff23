import {
  attempt,
  isSame,
  smallestDifference,
  versionOf,
  type Difference,
  type Evaluate,
} from './pod-security-difference';
import type { OfficialChecks, OfficialVerdict, PodSecurityJudge } from './pod-security-judge';
import { PodSecurityPower } from './pod-security-power';
import { Random } from './random';
import { randomPod } from './random-pod';

const LEVELS = ['privileged', 'baseline', 'restricted'];
/** Versions that no check knows yet. */
const FUTURE = ['v1.38', 'v1.99', 'v1.1000'];
const BATCH = 100;
const MOST_DIFFERENCES = 5;

/** A difference, and where it was found. */
export interface FoundDifference extends Difference {
  readonly seed: number;
  /** The pod's number in the run of that seed. */
  readonly item: number;
}

/** What came of a run. */
export interface Comparison {
  /** The first differences, one a pod; a run ends at the fifth. */
  readonly differences: readonly FoundDifference[];
  readonly power: PodSecurityPower;
  /** Number of verdicts compared, by version. */
  readonly versions: ReadonlyMap<string, number>;
  /** Pods that restricted admits, and those that it refuses for one check alone, by the newest version. */
  readonly passing: number;
  readonly oneFault: number;
}

interface Question {
  readonly item: number;
  readonly pod: object;
  readonly queries: readonly string[];
}

/** Compares an evaluator with the official one on random pods, at all levels and at versions that change over the run. */
export async function comparePodSecurity(
  judge: PodSecurityJudge,
  evaluate: Evaluate,
  { seed, pods }: { readonly seed: number; readonly pods: number },
): Promise<Comparison> {
  const checks = await judge.checks;
  const power = new PodSecurityPower(checks);
  const choose = versionChooser(checks);
  const versions = new Map<string, number>();
  const differences: FoundDifference[] = [];
  let [passing, oneFault] = [0, 0];

  const ask = (from: number): { questions: Question[]; answers: Promise<OfficialVerdict[][]> } => {
    const questions = Array.from({ length: Math.min(BATCH, pods - from) }, (_, i) => question(seed, from + i, choose));
    const answers = questions.map(({ item, pod, queries }) =>
      judge.judge(pod, queries).catch((error: Error) => {
        throw new Error(`seed ${seed}, item ${item}: ${error.message}`, { cause: error });
      }),
    );
    return { questions, answers: Promise.all(answers) };
  };

  // The next questions are asked before the last answers are read: the judge never waits.
  let next = ask(0);
  for (let from = 0; from < pods && differences.length < MOST_DIFFERENCES; from += BATCH) {
    const { questions, answers } = next;
    if (from + BATCH < pods) next = ask(from + BATCH);
    for (const [i, official] of (await answers).entries()) {
      const asked = questions[i];
      if (asked === undefined) continue;
      const { item, pod, queries } = asked;
      power.count(pod, queries, official);
      const latest = official[queries.indexOf('restricted:latest')]?.failures.length;
      if (latest === 0) passing++;
      if (latest === 1) oneFault++;
      for (const query of queries) versions.set(versionOf(query), (versions.get(versionOf(query)) ?? 0) + 1);
      const query = queries.find((one, k) => !isSame(attempt(evaluate, pod, one), official[k]));
      if (query !== undefined && differences.length < MOST_DIFFERENCES)
        differences.push({ seed, item, ...(await smallestDifference(judge, evaluate, pod, query)) });
    }
  }
  await next.answers;
  return { differences, power, versions, passing, oneFault };
}

function question(seed: number, item: number, choose: (random: Random) => readonly string[]): Question {
  const random = new Random(seed, item);
  const pod = randomPod(random);
  return { item, pod, queries: choose(random).flatMap((version) => LEVELS.map((level) => `${level}:${version}`)) };
}

/** Chooses `latest`, three versions at which something changes with those before them, and any other. */
function versionChooser(checks: OfficialChecks): (random: Random) => readonly string[] {
  const revisions = Object.values(checks).flat();
  const changes = [...new Set(revisions.map(({ since }) => minorOf(since)))].filter((minor) => minor > 0);
  const all = [...Array.from({ length: Math.max(...changes) + 1 }, (_, minor) => `v1.${minor}`), ...FUTURE];
  return (random) => {
    const pairs = random.picks(changes, 3, 3).flatMap((minor) => [`v1.${minor - 1}`, `v1.${minor}`]);
    return [...new Set(['latest', ...pairs, random.pick(all)])];
  };
}

function minorOf(version: string): number {
  return Number(version.slice('v1.'.length));
}
