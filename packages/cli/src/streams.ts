/** What a command may touch of the process it runs in. */
export interface Streams {
  /** Results. */
  readonly out: (text: string) => void;
  /** Everything else. */
  readonly err: (text: string) => void;
  /** Reads standard input to its end. */
  readonly readInput: () => Promise<string>;
  /** Folder that relative paths start from. */
  readonly cwd: string;
}
