import fs from 'node:fs';
import path from 'node:path';
import { CliError, messageOf } from './cli-error';

/** A file to be written. */
export interface PlannedFile {
  /** Full path. */
  readonly path: string;
  /** Path as messages show it. */
  readonly shown: string;
  readonly text: string;
}

/** The files whose text on disk is another, or that do not exist. */
export function changedFiles(files: readonly PlannedFile[]): readonly PlannedFile[] {
  return files.filter((file) => readIfThere(file) !== file.text);
}

function readIfThere({ path: full, shown }: PlannedFile): string | undefined {
  try {
    return fs.readFileSync(full, 'utf8');
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === 'EISDIR') throw new CliError(`${shown}: cannot be written: a folder of that name is there`);
    throw new CliError(`${shown}: cannot be read: ${messageOf(error)}`);
  }
}

/**
 * Writes the files whose text differs: all beside their places first, then each is renamed, so that none is half-written.
 *
 * @throws CliError when one cannot be written; then none has changed.
 */
export function writeFiles(files: readonly PlannedFile[]): readonly PlannedFile[] {
  const changed = changedFiles(files);
  const beside = changed.map((file) => ({
    file,
    temporary: path.join(path.dirname(file.path), `.${path.basename(file.path)}.${process.pid}.tmp`),
  }));
  const written: string[] = [];
  let current: PlannedFile | undefined;
  try {
    for (const { file, temporary } of beside) {
      current = file;
      fs.mkdirSync(path.dirname(file.path), { recursive: true });
      written.push(temporary);
      fs.writeFileSync(temporary, file.text);
    }
    for (const { file, temporary } of beside) {
      current = file;
      fs.renameSync(temporary, file.path);
    }
  } catch (error) {
    for (const temporary of written) fs.rmSync(temporary, { force: true });
    throw new CliError(`${current?.shown}: cannot be written: ${messageOf(error)}`);
  }
  return changed;
}
