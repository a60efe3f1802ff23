import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Pipeline, PodTemplate } from '@podwright/core';
import { FORMATS, outputOf } from '../packages/cli/src/outputs';

/** The repository that the pages belong to. */
export const ROOT = dirname(__dirname);

/** What a page has its reader do: a folder of its own, and everything that was made in it or printed so far. */
export class Story {
  readonly #home = fs.mkdtempSync(join(tmpdir(), 'podwright-docs-'));
  readonly #texts: string[] = [];
  #chapter = 0;
  #folder = '.';

  /** @param start folder of the repository that the reader stands in; absent for an empty one. */
  constructor(start?: string) {
    // Where Node looks for packages: outside the reader's folder, which looks empty.
    fs.symlinkSync(join(ROOT, 'node_modules'), join(this.#home, 'node_modules'));
    fs.mkdirSync(this.cwd);
    // The pages themselves stay away, or everything they show would be found in them.
    const isNoPage = (file: string): boolean => !file.endsWith('.md');
    if (start !== undefined) fs.cpSync(join(ROOT, start), this.cwd, { recursive: true, filter: isNoPage });
  }

  /** The folder that the reader stands in. */
  get cwd(): string {
    return join(this.#home, String(this.#chapter), this.#folder);
  }

  /** Goes into a folder. */
  enter(folder: string): void {
    this.#folder = join(this.#folder, folder);
    if (!fs.existsSync(this.cwd)) throw new Error(`there is no folder ${folder} to enter`);
  }

  /** Moves all to another place: modules are cached by their path, and what a command loads must be what stands there now. */
  turnPage(): void {
    const before = join(this.#home, String(this.#chapter));
    this.#chapter += 1;
    fs.renameSync(before, join(this.#home, String(this.#chapter)));
  }

  has(file: string): boolean {
    return fs.existsSync(join(this.cwd, file));
  }

  read(file: string): string {
    return fs.readFileSync(join(this.cwd, file), 'utf8');
  }

  write(file: string, text: string): void {
    fs.mkdirSync(dirname(join(this.cwd, file)), { recursive: true });
    fs.writeFileSync(join(this.cwd, file), text);
  }

  /** Remembers what was printed. */
  keep(text: string): void {
    if (text !== '') this.#texts.push(text);
  }

  /** Remembers all that would be generated from what a module exported. */
  keepOutputs(value: unknown): void {
    if (typeof value === 'string') this.keep(value);
    else if (isTemplate(value)) for (const format of FORMATS) this.keep(outputOf(value, format, {}).text);
  }

  /** Everything printed, generated or written so far. */
  texts(): readonly string[] {
    const files = fs.readdirSync(this.cwd, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return [...this.#texts, ...files.map((file) => fs.readFileSync(join(file.parentPath, file.name), 'utf8'))];
  }

  /** Removes the folder. */
  end(): void {
    fs.rmSync(this.#home, { recursive: true });
  }
}

function isTemplate(value: unknown): value is Pipeline | PodTemplate {
  return typeof value === 'object' && value !== null && ('podSecurity' in value || 'stages' in value);
}
