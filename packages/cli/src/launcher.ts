#!/usr/bin/env node
import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

/*
 * Starts command.js. Most of a start is compiling: V8's compiled code is kept from one run to the next, by Node itself
 * where it can (22.1), else here. Whatever goes wrong with that, the command runs.
 */
const command = path.join(__dirname, 'command.js');

if (Number.parseInt(process.versions.node, 10) >= 22) {
  (require('node:module') as { enableCompileCache?: () => unknown }).enableCompileCache?.();
  require(command);
} else runWithCache();

function runWithCache(): void {
  const { size, mtimeMs } = fs.statSync(command);
  const file = cacheFile(
    `${variant(process.argv.slice(2))}-${process.version}-${process.arch}-${size}-${Math.floor(mtimeMs)}`,
  );
  const cachedData = file === undefined ? undefined : readIfThere(file);
  // The bundle is ASCII, and read faster as what it is.
  const source = `(function (exports, require, module, __filename, __dirname) {${fs.readFileSync(command, 'latin1')}\n})`;
  const script = new vm.Script(source, { filename: command, ...(cachedData === undefined ? {} : { cachedData }) });
  const loaded = { exports: {} };
  (script.runInThisContext() as (...args: unknown[]) => void)(loaded.exports, require, loaded, command, __dirname);
  // Only a run to its end has compiled what the next one needs.
  if (file !== undefined && (cachedData === undefined || script.cachedDataRejected === true))
    process.on('exit', () => keep(file, script));
}

/** What decides which parts are compiled: a first run of `list` knows nothing of what `generate` needs for a YAML file. */
function variant([command = 'help', ...rest]: readonly string[]): string {
  if (!['generate', 'check', 'guardrails', 'list', 'explain', 'init'].includes(command)) return 'help';
  const extension = rest
    .map((argument) => /\.(ts|[cm]?js|json|ya?ml)$/.exec(argument)?.[1])
    .find((found) => found !== undefined);
  const source = rest.includes('--tool') ? 'tool' : (extension ?? 'none');
  const format = /^[a-z]+$/.exec(rest[rest.indexOf('--format') + 1] ?? '')?.[0];
  return `${command}_${source}_${rest.includes('--format') ? (format ?? 'some') : rest.includes('--stdout') ? 'pod' : 'all'}`;
}

function cacheFile(key: string): string | undefined {
  if (process.env.NODE_DISABLE_COMPILE_CACHE !== undefined) return undefined;
  const home = process.env.HOME ?? process.env.USERPROFILE;
  const folder = process.env.XDG_CACHE_HOME ?? (home === undefined ? undefined : path.join(home, '.cache'));
  return folder === undefined ? undefined : path.join(folder, 'podwright', `${key}.v8`);
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

function keep(file: string, script: vm.Script): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const temporary = `${file}.${process.pid}`;
    fs.writeFileSync(temporary, script.createCachedData(), { mode: 0o600 });
    fs.renameSync(temporary, file);
    removeOlder(file);
  } catch {
    // A home that cannot be written costs time, not the run.
  }
}

/** What earlier versions, of Node or of the command, have left. */
function removeOlder(file: string): void {
  const folder = path.dirname(file);
  const [name = ''] = path.basename(file).split('-');
  for (const other of fs.readdirSync(folder)) {
    if (other.startsWith(`${name}-`) && other !== path.basename(file))
      fs.rmSync(path.join(folder, other), { force: true });
  }
}
