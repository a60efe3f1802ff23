import fs from 'node:fs';
import path from 'node:path';
import {
  isPodSecurityVersion,
  POD_SECURITY_LEVELS,
  SEVERITIES,
  suggestionFor,
  type CheckOptions,
  type PodSecurityLevel,
  type Severity,
} from '@podwright/core';
import {
  checkPodFile,
  checkTemplates,
  readYaml,
  reportOf,
  textReport,
  type FileReport,
  type Report,
} from '@podwright/lint';
import { CliError, EXIT, messageOf } from '../cli-error';
import { loadPolicy } from '../load-policy';
import { loadSources } from '../load-source';
import { templateOf } from '../outputs';
import type { Streams } from '../streams';

/** Options of `podwright check`, as the command line has them. */
export interface CheckCommandOptions {
  readonly policy?: string | undefined;
  readonly level?: string | undefined;
  readonly kubernetes?: string | undefined;
  readonly namespace?: string | undefined;
  readonly format?: string | undefined;
  readonly failOn?: string | undefined;
}

const FORMATS = ['text', 'json'];

/** Checks pods and pod templates of files, and prints what is found. */
export async function check(files: readonly string[], options: CheckCommandOptions, streams: Streams): Promise<number> {
  const { format = 'text', failOn = 'error' } = options;
  refuseOptions(files, { ...options, format, failOn });
  const policy = await loadPolicy(options.policy, streams);
  const asked: CheckOptions = {
    policy,
    level: options.level as PodSecurityLevel | undefined,
    version: options.kubernetes as CheckOptions['version'],
    namespace: options.namespace,
  };
  const reports: FileReport[] = [];
  for (const file of files) reports.push(await checkFile(file, asked, streams));
  const report = reportOf(reports);
  streams.out(format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : textReport(report));
  return exitCode(report, failOn as Severity);
}

function refuseOptions(
  files: readonly string[],
  { level, kubernetes, format = '', failOn = '' }: CheckCommandOptions,
): void {
  const oneOf = (flag: string, value: string, known: readonly string[]): void => {
    if (!known.includes(value))
      throw new CliError(
        `${flag}: ${JSON.stringify(value)} is unknown here; ${suggestionFor(value, known, `use one of ${known.join(', ')}`)}`,
      );
  };
  if (files.length === 0)
    throw new CliError('no file is named; name pod YAML or template files, or - for standard input');
  if (level !== undefined) oneOf('--level', level, POD_SECURITY_LEVELS);
  oneOf('--format', format, FORMATS);
  oneOf('--fail-on', failOn, SEVERITIES);
  if (kubernetes !== undefined && !isPodSecurityVersion(kubernetes))
    throw new CliError(`--kubernetes: ${JSON.stringify(kubernetes)} is no release; write v1.N, or latest`);
}

/** A template, or what kubectl applies: a description of a template has a name, and no Kubernetes object has one at its top. */
async function checkFile(file: string, options: CheckOptions, streams: Streams): Promise<FileReport> {
  const shown = file === '-' ? 'standard input' : file;
  const unreadable = (reason: string): FileReport => ({
    path: shown,
    kind: 'other',
    status: 'unreadable',
    reasons: [reason],
    pods: [],
    findings: [],
  });
  try {
    if (file !== '-' && /\.[cm]?[jt]s$/.test(file)) return await checkTemplateFile(file, shown, options, streams);
    const text = file === '-' ? await streams.readInput() : readText(file, streams.cwd);
    if (!describesTemplate(text)) return checkPodFile(shown, text, options);
    return await checkTemplateFile(
      file,
      shown,
      options,
      file === '-' ? { ...streams, readInput: () => Promise.resolve(text) } : streams,
    );
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return unreadable(error.message.startsWith(`${shown}: `) ? error.message.slice(shown.length + 2) : error.message);
  }
}

async function checkTemplateFile(
  file: string,
  shown: string,
  options: CheckOptions,
  streams: Streams,
): Promise<FileReport> {
  const sources = await loadSources(file, streams);
  return checkTemplates(
    shown,
    sources.map(({ value }) => templateOf(value)),
    options,
  );
}

function readText(file: string, cwd: string): string {
  const full = path.resolve(cwd, file);
  try {
    if (fs.statSync(full).isDirectory()) throw new CliError(`${file}: is a folder; name its files`);
    return new TextDecoder('utf-8', { fatal: true }).decode(fs.readFileSync(full));
  } catch (error) {
    if (error instanceof CliError) throw error;
    const { code } = error as { code?: string };
    if (code === 'ENOENT') throw new CliError(`${file}: no such file`);
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw new CliError(`${file}: is no text of UTF-8`);
    throw new CliError(`${file}: cannot be read: ${messageOf(error)}`);
  }
}

function describesTemplate(text: string): boolean {
  if (!/^["']?(?:name|containers|podSecurity)["']?\s*:/m.test(text) && !/^\s*\{/.test(text)) return false;
  try {
    const values = readYaml(text).map(({ value }) => value);
    return values.some(
      (value) =>
        typeof value === 'object' && value !== null && 'name' in value && !('kind' in value) && !('spec' in value),
    );
  } catch {
    // What is no YAML is told by the reader of pods.
    return false;
  }
}

function exitCode({ files, summary }: Report, failOn: Severity): number {
  if (summary.unreadable > 0) return EXIT.failed;
  const grave = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  const counts = files.some(({ findings }) =>
    findings.some(
      ({ severity, exempt, ruleId }) => grave.includes(severity) && exempt === undefined && ruleId !== 'caveat',
    ),
  );
  return counts ? EXIT.findings : EXIT.ok;
}
