import fs from 'node:fs';
import path from 'node:path';
import type { OutsideWrite } from './container-judge';

/** A write outside of the mounts that is known and harmless. */
export interface Tolerated {
  /** A regular expression for all of the path. */
  readonly path: string;
  readonly reason: string;
}

/** The work of a tool: a folder of real-work. */
export interface Work {
  /** Of the folder, and of the stand-in image in it. */
  readonly name: string;
  /** The template it is work for. */
  readonly entry: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The folder that is checked out. */
  readonly project: string;
  /** What a user would run in it. */
  readonly script: string;
  readonly tolerated: readonly Tolerated[];
}

/** Reads the work of a folder. */
export function workOf(folder: string): Work {
  const name = path.basename(folder);
  const settings = path.join(folder, 'work.json');
  return {
    name,
    entry: name,
    options: {},
    project: path.join(folder, 'project'),
    script: path.join(folder, 'work.sh'),
    tolerated: [],
    // Our own file: containers/README.md.
    ...(fs.existsSync(settings) ? (JSON.parse(fs.readFileSync(settings, 'utf8')) as Partial<Work>) : {}),
  };
}

/** The entry of the work's list that names a write, or undefined. */
export function toleratedBy(work: Work, write: OutsideWrite): Tolerated | undefined {
  return work.tolerated.find((entry) => new RegExp(`^(?:${entry.path})$`).test(write.path));
}
