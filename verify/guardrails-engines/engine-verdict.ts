import { isJsonObject, type JsonObject } from '../lib/json';
import { engineError } from './engine-run';

/** What an engine says of a pod. */
export interface EngineVerdict {
  /** Whether a policy that denies found something; one that only warns or audits leaves messages and no denial. */
  readonly denied: boolean;
  readonly messages: readonly string[];
}

/** What an engine is told besides the policy and the pods. */
export interface EngineOptions {
  /** Labels by namespace, for a policy that chooses by them; each namespace also has its name as a label. */
  readonly namespaces?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * Whether the policy may leave pods out, by their namespace or by a condition. Where it may not, a pod that was not
   * judged is an error.
   *
   * @default false
   */
  readonly scoped?: boolean;
  /** The program, for tests of the judge itself. @default run.sh */
  readonly command?: string;
}

/** One thing that an engine found in the pod of that name. */
export interface Finding {
  readonly pod: string;
  readonly message: string;
  readonly denies: boolean;
}

/**
 * The names of the pods.
 *
 * @throws Error when one has none or two have the same: results come back by name.
 */
export function podNames(engine: string, pods: readonly JsonObject[]): readonly string[] {
  const seen = new Set<string>();
  return pods.map(({ metadata }, index) => {
    const name = isJsonObject(metadata) ? metadata['name'] : undefined;
    if (typeof name !== 'string' || name === '') throw engineError(engine, `needs a name for pod ${index}`);
    if (seen.has(name)) throw engineError(engine, `needs a name for each pod: two are called "${name}"`);
    seen.add(name);
    return name;
  });
}

/**
 * The verdicts of the pods, in their order.
 *
 * @throws Error for something found in a pod that was not asked for.
 */
export function verdictsOf(
  engine: string,
  names: readonly string[],
  findings: readonly Finding[],
): readonly EngineVerdict[] {
  const byPod = new Map<string, Finding[]>(names.map((name) => [name, []]));
  for (const finding of findings) {
    const found = byPod.get(finding.pod);
    if (found === undefined) throw engineError(engine, `judged a pod "${finding.pod}", which was not asked for`);
    found.push(finding);
  }
  return names.map((name) => {
    const found = byPod.get(name) ?? [];
    return { denied: found.some(({ denies }) => denies), messages: found.map(({ message }) => message) };
  });
}

/** The labels of the namespaces, with the one that a server gives to each. */
export function namespaceLabels({ namespaces = {} }: EngineOptions): Readonly<Record<string, Record<string, string>>> {
  const entries = Object.entries(namespaces);
  return Object.fromEntries(
    entries.map(([name, labels]) => [name, { ...labels, 'kubernetes.io/metadata.name': name }]),
  );
}
