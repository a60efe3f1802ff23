import fs from 'node:fs';
import path from 'node:path';
import { CATALOGUE, findEntry } from '@podwright/templates';
import { podTemplate, suggestionFor } from '@podwright/core';
import { CliError, EXIT, messageOf } from '../cli-error';
import type { Streams } from '../streams';
import { writeFiles } from '../write-files';
import { starterTemplate } from '../starter-template';

/** Which file of a repository speaks for which tool. */
const SIGNS: readonly (readonly [file: string, tool: string])[] = [
  ['pom.xml', 'maven'],
  ['build.gradle', 'gradle'],
  ['build.gradle.kts', 'gradle'],
  ['Cargo.toml', 'rust'],
  ['global.json', 'dotnet'],
  ['composer.json', 'php'],
  ['Gemfile', 'ruby'],
  ['go.mod', 'go'],
  ['pyproject.toml', 'python'],
  ['requirements.txt', 'python'],
  ['package.json', 'node'],
];

/** Options of `podwright init`. */
export interface InitOptions {
  readonly name?: string | undefined;
  readonly tool?: readonly string[] | undefined;
}

/** Writes a `podwright.ts` for the tools that the repository seems to need, and an npm script that generates from it. */
export function init(options: InitOptions, version: string, streams: Streams): number {
  const { cwd } = streams;
  const template = path.join(cwd, 'podwright.ts');
  if (fs.existsSync(template)) throw new CliError('podwright.ts: is there already; edit it, or remove it first');
  const tools = [...new Set(options.tool ?? detectedTools(cwd))];
  refuseUnknown(tools);
  refuseStrangers(tools);
  const name = options.name ?? templateName(path.basename(cwd));
  refuseName(name);
  const manifest = path.join(cwd, 'package.json');
  writeFiles([
    { path: template, shown: 'podwright.ts', text: starterTemplate(name, tools) },
    { path: manifest, shown: 'package.json', text: withScript(manifest, version) },
  ]);
  streams.out(
    'podwright.ts: written; put your image and your steps into it\npackage.json: has the script "podwright"\n',
  );
  streams.out('Next: npm install && npm run podwright\n');
  return EXIT.ok;
}

function refuseUnknown(tools: readonly string[]): void {
  const names = CATALOGUE.filter(({ kind }) => kind !== 'agent').map(({ name }) => name);
  for (const tool of tools) {
    if (findEntry(tool) === undefined || tool === 'agent')
      throw new CliError(
        `--tool ${tool}: is no template of the catalogue; ${suggestionFor(tool, names, 'take one that `podwright list` shows')}`,
      );
  }
}

/** Tools that do not go together would make a file that generates nothing. */
function refuseStrangers(tools: readonly string[]): void {
  try {
    podTemplate('init', { podSecurity: 'baseline' })
      .containers(tools.flatMap((tool) => findEntry(tool)?.create({}) ?? []))
      .build();
  } catch (error) {
    throw new CliError(`--tool: ${messageOf(error)}`);
  }
}

function refuseName(name: string): void {
  try {
    podTemplate(name).build();
  } catch (error) {
    throw new CliError(`--name: ${messageOf(error)}`);
  }
}

function detectedTools(folder: string): readonly string[] {
  const found = SIGNS.filter(([file]) => fs.existsSync(path.join(folder, file))).map(([, tool]) => tool);
  // A package.json beside another sign, or with nothing in it but this command, is no sign of Node.
  const isNode = found.length === 1 && saysMore(path.join(folder, 'package.json'));
  const tools = isNode ? found : found.filter((tool) => tool !== 'node');
  const builders = fs.existsSync(path.join(folder, 'Dockerfile')) ? ['kaniko'] : [];
  return [...new Set(tools.length > 0 ? tools : ['maven']), ...builders];
}

/** Whether a package.json says more than that this command was installed, which npm does with a file of its own making. */
function saysMore(file: string): boolean {
  if (!fs.existsSync(file)) return false;
  const { manifest } = readManifest(file);
  const ours = (map: unknown): boolean =>
    isMapping(map) && Object.keys(map).every((name) => /^(?:@podwright\/|podwright$)/.test(name));
  return !Object.entries(manifest).every(([field, value]) => /^(?:devD|d)ependencies$/.test(field) && ours(value));
}

function templateName(folder: string): string {
  return (
    folder
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 63)
      .replace(/^-+|-+$/g, '') || 'build'
  );
}

/** The package.json with the script and what it needs; everything else stays as it is. */
function withScript(file: string, version: string): string {
  if (!fs.existsSync(file)) return manifestText({ private: true }, version, '  ');
  const { text, manifest } = readManifest(file);
  return manifestText(manifest, version, /^([ \t]+)"/m.exec(text)?.[1] ?? '  ');
}

function readManifest(file: string): { text: string; manifest: { readonly [field: string]: unknown } } {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliError(`package.json: cannot be read: ${messageOf(error)}`);
  }
  let manifest: unknown;
  try {
    manifest = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new CliError(`package.json: is no JSON: ${messageOf(error)}`);
  }
  if (!isMapping(manifest)) throw new CliError('package.json: is no mapping; nothing was written');
  for (const field of ['scripts', 'dependencies', 'devDependencies']) {
    if (!isMapping(manifest[field] ?? {}))
      throw new CliError(`package.json: ${field} is no mapping; nothing was written`);
  }
  return { text, manifest };
}

function isMapping(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function manifestText(manifest: object, version: string, indent: string): string {
  const { scripts = {}, dependencies = {}, devDependencies = {} } = manifest as { readonly [field: string]: object };
  const present = { ...dependencies, ...devDependencies };
  const missing = ['@podwright/core', '@podwright/templates', 'podwright'].filter((name) => !(name in present));
  const needed = Object.fromEntries(missing.map((name) => [name, `^${version}`]));
  const result = {
    ...manifest,
    // A script of that name that is there already is the user's own.
    scripts: 'podwright' in scripts ? scripts : { ...scripts, podwright: 'podwright generate podwright.ts' },
    devDependencies: { ...devDependencies, ...needed },
  };
  return `${JSON.stringify(result, null, indent)}\n`;
}
