/** Wrong use of the command, or work that could not be done: told without a stack, exit code 2. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** Exit codes of the command: never the same for a crash and a finding. */
export const EXIT = Object.freeze({
  /** Nothing to report. */
  ok: 0,
  /** Findings, or files that differ from what would be generated. */
  findings: 1,
  /** The work could not be done. */
  failed: 2,
});

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
