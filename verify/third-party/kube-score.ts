import { FindingsByPod, inFolder, runProgram, type Findings } from './program';

/** Checks that are off by themselves, and can hold for a build pod. */
const OPTIONAL = ['container-seccomp-profile', 'container-memory-requests-equal-limits', 'container-ports-check'];
const ALL_OK = 10;

/** kube-score's own format, as far as it is read. */
interface ScoredObject {
  readonly file_name: string;
  readonly checks: readonly {
    readonly check: { readonly id: string };
    /** 1 critical, 5 warning, 7 almost, 10 good. */
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { readonly summary: string }[] | null;
  }[];
}

/**
 * What kube-score finds in pods, as `check id: its sentence`: one check has several meanings, such as a missing limit of
 * cpu and one of memory.
 */
export function kubeScore(pods: ReadonlyMap<string, string>, command?: string): Promise<Findings> {
  return inFolder(pods, async (folder) => {
    const answer = await runProgram({
      name: 'kube-score',
      args: [
        'score',
        '--output-format=json',
        '--kubernetes-version=v1.37',
        // A pod must not excuse itself.
        '--disable-ignore-checks-annotations',
        '--disable-optional-checks-annotations',
        ...OPTIONAL.map((check) => `--enable-optional-test=${check}`),
        ...[...pods.keys()].map((name) => `${name}.yaml`),
      ],
      folder,
      ...(command === undefined ? {} : { command }),
    });
    const findings = new FindingsByPod();
    for (const { file_name, checks } of answer as readonly ScoredObject[]) {
      findings.add(file_name);
      for (const { check, grade, skipped, comments } of checks) {
        if (skipped || grade >= ALL_OK) continue;
        const sentences = comments?.map(({ summary }) => summary) ?? [`grade ${grade}`];
        findings.add(file_name, ...sentences.map((sentence) => `${check.id}: ${sentence}`));
      }
    }
    return findings.all();
  });
}
