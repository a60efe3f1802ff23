import fs from 'node:fs';
import path from 'node:path';
import type { Pipeline, PodTemplate } from '@podwright/core';
import type { Diagnostic } from 'typescript';
import { CliError, messageOf } from './cli-error';
import { loadDescriptions } from './load-description';
import type { Streams } from './streams';

/** A template or a pipeline, and the file it comes from. */
export interface Source {
  readonly file: string;
  readonly value: Pipeline | PodTemplate;
}

/**
 * Reads the templates of a file: TypeScript, JavaScript, JSON or YAML; `-` is YAML or JSON on standard input.
 *
 * @throws CliError with the file's name when there is none, when it throws, or when it holds no template.
 */
export async function loadSources(file: string, streams: Streams): Promise<readonly Source[]> {
  const values =
    file === '-' ? loadDescriptions('standard input', await streams.readInput()) : await loadFile(file, streams.cwd);
  return values.map((value) => ({ file, value }));
}

async function loadFile(file: string, cwd: string): Promise<readonly (Pipeline | PodTemplate)[]> {
  const full = path.resolve(cwd, file);
  const extension = path.extname(full);
  let status: fs.Stats;
  try {
    status = fs.statSync(full);
  } catch {
    throw new CliError(`${file}: no such file`);
  }
  if (status.isDirectory())
    throw new CliError(`${file}: is a folder; name the file, such as ${path.join(file, 'podwright.ts')}`);
  switch (extension) {
    case '.ts':
    case '.cts':
    case '.js':
    case '.cjs':
    case '.mjs':
      return templatesOf(file, await loadModule(file, cwd));
    case '.json':
    case '.yaml':
    case '.yml':
      return loadDescriptions(file, readText(file, full));
    default:
      throw new CliError(
        `${file}: is neither TypeScript, JavaScript, JSON nor YAML; rename it to .ts, .js, .json or .yaml`,
      );
  }
}

/**
 * What a file of TypeScript or JavaScript exports.
 *
 * @throws CliError with the file's name when it cannot be read, or throws.
 */
export async function loadModule(file: string, cwd: string): Promise<unknown> {
  const full = path.resolve(cwd, file);
  if (!/\.c?ts$/.test(full)) return await importModule(file, full);
  registerTypeScript();
  return requireModule(file, full);
}

function readText(file: string, full: string): string {
  try {
    return fs.readFileSync(full, 'utf8');
  } catch (error) {
    throw new CliError(`${file}: cannot be read: ${messageOf(error)}`);
  }
}

let registered = false;

/** Loaded only where a template is TypeScript: it brings a compiler. Types are the editor's work, and `tsc`'s. */
function registerTypeScript(): void {
  if (registered) return;
  registered = true;
  const { register } = require('ts-node') as typeof import('ts-node');
  register({
    transpileOnly: true,
    // The settings of the user's project are for its own code, and may be for a module system that cannot be required.
    skipProject: true,
    compiler: require.resolve('typescript'),
    compilerOptions: { module: 'commonjs', moduleResolution: 'bundler', target: 'es2022', esModuleInterop: true },
    moduleTypes: { '**/*': 'cjs' },
  });
}

/** The require() of a file: what it needs is looked for beside it, not beside this command. */
function requireFrom(full: string): NodeJS.Require {
  const { createRequire } = require('node:module') as typeof import('node:module');
  return createRequire(full);
}

function requireModule(file: string, full: string): unknown {
  try {
    return requireFrom(full)(full);
  } catch (error) {
    throw new CliError(thrownLine(file, full, error));
  }
}

async function importModule(file: string, full: string): Promise<unknown> {
  try {
    // What can be required costs no second start of Node's loader: all but modules that await at their top.
    return requireFrom(full)(full);
  } catch (error) {
    const { code } = (error ?? {}) as { code?: unknown };
    if (code !== 'ERR_REQUIRE_ESM' && code !== 'ERR_REQUIRE_ASYNC_MODULE')
      throw new CliError(thrownLine(file, full, error));
  }
  try {
    const { pathToFileURL } = require('node:url') as typeof import('node:url');
    return await importedByNode(pathToFileURL(full).href);
  } catch (error) {
    throw new CliError(thrownLine(file, full, error));
  }
}

/** `import()` compiled by Node itself: a bundler would make it require(), and in what the launcher compiles it has no loader. */
function importedByNode(url: string): Promise<unknown> {
  const module = require('node:module') as typeof import('node:module');
  const importer = new module('importer') as unknown as {
    _compile: (code: string, file: string) => void;
    exports: { load: (url: string) => Promise<unknown> };
  };
  importer._compile('exports.load = (url) => import(url);', 'importer.js');
  return importer.exports.load(url);
}

/** One line for what a file threw, with the place in it; the lines of a refusal by the library follow. */
function thrownLine(file: string, full: string, error: unknown): string {
  const { name, code, stack = '' } = (error ?? {}) as { name?: string; code?: string; stack?: string };
  const message = messageOf(error);
  if (name === 'InvalidPodTemplateError' || name === 'InvalidPolicyError') return `${file}: ${message}`;
  const [diagnostic] =
    (error as { diagnostics?: readonly Diagnostic[] } | undefined)?.diagnostics ??
    (name === 'SyntaxError' ? syntaxDiagnostics(full) : []);
  if (diagnostic !== undefined) return diagnosticLine(file, full, diagnostic);
  const missing = code === 'MODULE_NOT_FOUND' ? /Cannot find module '(@podwright\/\w+)'/.exec(message)?.[1] : undefined;
  if (missing !== undefined) return `${file}: ${missing} is not installed here; run npm install --save-dev ${missing}`;
  const first = message.split('\n')[0] ?? '';
  const at = new RegExp(`${full.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}:(\\d+):?(\\d+)?`).exec(stack);
  return `${at === null ? file : `${file}:${at[1]}`}: threw ${name ?? 'an error'}: ${first}`;
}

/** Node says of a module only that it cannot be read, not where; TypeScript reads JavaScript as well. */
function syntaxDiagnostics(full: string): readonly Diagnostic[] {
  const { transpileModule } = require('typescript') as typeof import('typescript');
  return transpileModule(readText(full, full), { fileName: full, reportDiagnostics: true }).diagnostics ?? [];
}

/** What the compiler says of a text that is no TypeScript: the template, or a file that it imports. */
function diagnosticLine(file: string, full: string, { file: source, start, messageText }: Diagnostic): string {
  const text = typeof messageText === 'string' ? messageText : messageText.messageText;
  if (source === undefined || start === undefined) return `${file}: ${text}`;
  const { line, character } = source.getLineAndCharacterOfPosition(start);
  const shown = path.join(path.dirname(file), path.relative(path.dirname(full), source.fileName));
  return `${shown}:${line + 1}:${character + 1}: ${text}`;
}

/** The templates that a module exports, in the order of its exports. */
function templatesOf(file: string, exported: unknown): readonly (Pipeline | PodTemplate)[] {
  const values =
    isObject(exported) && !isTemplate(exported) && !isBuilder(exported) ? Object.values(exported) : [exported];
  const found: (Pipeline | PodTemplate)[] = [];
  for (const value of new Set(
    values.flatMap((value: unknown) => (Array.isArray(value) ? (value as unknown[]) : [value])),
  )) {
    if (isBuilder(value)) found.push(built(file, value));
    else if (isTemplate(value)) found.push(value);
  }
  if (found.length === 0)
    throw new CliError(
      `${file}: exports no pod template; export default what pipeline(…) or podTemplate(…).build() returns`,
    );
  return found;
}

function built(file: string, builder: { build: () => PodTemplate }): PodTemplate {
  try {
    return builder.build();
  } catch (error) {
    throw new CliError(`${file}: ${messageOf(error)}`);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isBuilder(value: unknown): value is { build: () => PodTemplate } {
  return isObject(value) && 'build' in value && typeof value.build === 'function';
}

function isTemplate(value: unknown): value is Pipeline | PodTemplate {
  return isObject(value) && (('pod' in value && 'podSecurity' in value) || ('template' in value && 'stages' in value));
}
