import type { CheckRevision, OfficialChecks, OfficialVerdict } from './pod-security-judge';

/** In how many pods of a run a revision of a check had something to say. */
export interface RevisionPower extends CheckRevision {
  readonly fails: number;
  readonly passes: number;
  /** Pods that fail this check and no other. */
  readonly only: number;
  /** Pods judged otherwise by the version before; undefined for the first revision. */
  readonly changes: number | undefined;
}

/** Counts pods, each at most once. */
class Counter {
  count = 0;
  #last: object | undefined;

  add(pod: object): void {
    if (this.#last === pod) return;
    this.#last = pod;
    this.count++;
  }
}

interface Row extends CheckRevision {
  readonly fails: Counter;
  readonly passes: Counter;
  readonly only: Counter;
  readonly changes: Counter | undefined;
}

/** What a query's verdict is counted for. */
interface Plan {
  /** In the order of the verdict's failures. */
  readonly rows: readonly Row[];
  /** The query of the version before, and the revisions that it had in another form. */
  readonly before: string;
  readonly changed: readonly Row[];
}

type Verdicts = ReadonlyMap<string, OfficialVerdict | undefined>;

/** Counts what the pods of a run showed of each revision of each check. */
export class PodSecurityPower {
  readonly #rows: Row[] = [];
  /** By `level:version`. */
  readonly #rowsOf = new Map<string, readonly Row[]>();
  readonly #newest: string;
  readonly #plans = new Map<string, Plan>();

  constructor(checks: OfficialChecks) {
    const rows = new Map<string, Row>();
    const begun = new Set<string>();
    const byVersion = Object.entries(checks).sort(([a], [b]) => minorOf(a) - minorOf(b));
    for (const [query, revisions] of byVersion) {
      const ofQuery = revisions.map(({ id, since }) => {
        const key = `${id} ${since}`;
        const changes = begun.has(id) ? new Counter() : undefined;
        const row = rows.get(key) ?? {
          id,
          since,
          fails: new Counter(),
          passes: new Counter(),
          only: new Counter(),
          changes,
        };
        if (!rows.has(key)) this.#rows.push(row);
        rows.set(key, row);
        begun.add(id);
        return row;
      });
      this.#rowsOf.set(query, ofQuery);
    }
    this.#newest = `v1.${Math.max(...Object.keys(checks).map(minorOf))}`;
  }

  /** Counts the official verdicts of a pod; throws when they are not in the registry's order. */
  count(pod: object, queries: readonly string[], verdicts: readonly OfficialVerdict[]): void {
    const byQuery = new Map(queries.map((query, i) => [query, verdicts[i]]));
    for (const [query, verdict] of byQuery) {
      if (verdict === undefined) throw new Error(`no verdict of ${query}`);
      this.#countVerdict(pod, query, verdict, byQuery);
    }
  }

  #countVerdict(pod: object, query: string, { failures }: OfficialVerdict, byQuery: Verdicts): void {
    const { rows, before, changed } = this.#planOf(query);
    let next = 0;
    for (const row of rows) {
      const fails = failures[next]?.id === row.id;
      if (fails) next++;
      row[fails ? 'fails' : 'passes'].add(pod);
      if (fails && failures.length === 1) row.only.add(pod);
    }
    if (next !== failures.length)
      throw new Error(`${query}: ${failures[next]?.id} is not the registry's, or not in its order`);
    const earlier = byQuery.get(before);
    if (earlier === undefined) return;
    for (const { id, changes } of changed)
      if (hasFailure(earlier.failures, id) !== hasFailure(failures, id)) changes?.add(pod);
  }

  /** How to count a query; worked out once. */
  #planOf(query: string): Plan {
    const known = this.#plans.get(query);
    if (known !== undefined) return known;
    const [level = '', asked = ''] = query.split(':');
    const version = asked === 'latest' || minorOf(asked) > minorOf(this.#newest) ? this.#newest : asked;
    const before = `${level}:v1.${minorOf(version) - 1}`;
    const rows = this.#rowsOf.get(`${level}:${version}`) ?? [];
    const ranBefore = this.#rowsOf.get(before) ?? [];
    const changed = rows.filter(({ id, since }) => since === version && ranBefore.some((row) => row.id === id));
    const plan = { rows, before, changed };
    this.#plans.set(query, plan);
    return plan;
  }

  /** What was counted, by check and version. */
  rows(): RevisionPower[] {
    return this.#rows
      .map(({ id, since, fails, passes, only, changes }) => ({
        id,
        since,
        fails: fails.count,
        passes: passes.count,
        only: only.count,
        changes: changes?.count,
      }))
      .sort((a, b) => (a.id === b.id ? minorOf(a.since) - minorOf(b.since) : a.id < b.id ? -1 : 1));
  }

  /** The same as a table to print. */
  table(): string {
    const cells = this.rows().map(({ id, since, fails, passes, only, changes }) => [
      id,
      since,
      fails,
      passes,
      only,
      changes ?? '',
    ]);
    return [['check', 'since', 'fails', 'passes', 'is the only one', 'changes'], ...cells]
      .map(([id, since, ...counts]) =>
        [String(id).padEnd(27), String(since).padEnd(5), ...counts.map((count) => String(count).padStart(16))].join(''),
      )
      .join('\n');
  }
}

function hasFailure(failures: OfficialVerdict['failures'], id: string): boolean {
  return failures.some((failure) => failure.id === id);
}

function minorOf(versionOrQuery: string): number {
  return Number(/v1\.(\d+)$/.exec(versionOrQuery)?.[1] ?? NaN);
}
