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
  const folders: string[] = [];
  let current: PlannedFile | undefined;
  try {
    for (const { file, temporary } of beside) {
      current = file;
      makeFolders(path.dirname(file.path), folders);
      written.push(temporary);
      fs.writeFileSync(temporary, file.text);
    }
    for (const { file, temporary } of beside) {
      current = file;
      fs.renameSync(temporary, file.path);
    }
  } catch (error) {
    for (const temporary of written) fs.rmSync(temporary, { force: true });
    for (const folder of folders.reverse()) removeIfEmpty(folder);
    throw new CliError(`${current?.shown}: cannot be written: ${messageOf(error)}`);
  }
  return changed;
}

/**
 * Makes the folders that are missing, the outermost first, and notes each. One by one: Node's own way to make several never
 * ends where a file system refuses new folders by saying that there is none, as /proc does.
 */
function makeFolders(folder: string, made: string[]): void {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  makeFolders(path.dirname(folder), made);
  fs.mkdirSync(folder);
  made.push(folder);
}

function removeIfEmpty(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch {
    // Somebody has put something into it meanwhile.
  }
}
