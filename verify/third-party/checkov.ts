import { FindingsByPod, inFolder, runProgram, type Findings } from './program';

/** checkov's own format, as far as it is read. */
interface CheckedFolder {
  readonly results: {
    readonly passed_checks: readonly CheckResult[];
    readonly failed_checks: readonly CheckResult[];
    readonly skipped_checks: readonly CheckResult[];
  };
  readonly summary: { readonly parsing_errors: number };
}

interface CheckResult {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_path: string;
}

/** What checkov finds in pods, as `check id: its name`. A check that a pod skips by an annotation of its own is found too. */
export function checkov(pods: ReadonlyMap<string, string>, command?: string): Promise<Findings> {
  return inFolder(pods, async (folder) => {
    const answer = await runProgram({
      name: 'checkov',
      args: ['--directory', '.', '--framework', 'kubernetes', '--output', 'json'],
      folder,
      ...(command === undefined ? {} : { command }),
    });
    const { results, summary } = answer as CheckedFolder;
    if (summary.parsing_errors > 0) throw new Error(`checkov could not parse ${summary.parsing_errors} files`);
    const findings = new FindingsByPod();
    for (const { file_path } of results.passed_checks) findings.add(file_path);
    for (const { file_path, check_id, check_name } of [...results.failed_checks, ...results.skipped_checks]) {
      findings.add(file_path, `${check_id}: ${check_name}`);
    }
    return findings.all();
  });
}
