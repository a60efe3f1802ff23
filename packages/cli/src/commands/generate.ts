import fs from 'node:fs';
import path from 'node:path';
import {
  evaluatePodSecurity,
  POD_SECURITY_LEVELS,
  podTemplate,
  type ContainerDefinition,
  type PodSecurityLevel,
  type PodTemplate,
  type PodTemplateBuilder,
} from '@podwright/core';
import { CliError, EXIT, messageOf } from '../cli-error';
import { loadSources, type Source } from '../load-source';
import { outputOf, parseFormats, templateOf, type Format } from '../outputs';
import type { Streams } from '../streams';
import { textTable } from '../table';
import { changedFiles, writeFiles, type PlannedFile } from '../write-files';
import { findTemplateFile } from '../template-file';

/** Options of `podwright generate`, as the command line has them. */
export interface GenerateOptions {
  readonly format?: string | undefined;
  readonly outDir?: string | undefined;
  readonly stdout?: boolean | undefined;
  readonly check?: boolean | undefined;
  readonly tool?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly level?: string | undefined;
  readonly podFile?: string | undefined;
}

/** Writes everything that the templates of files, or of the catalogue, make. */
export async function generate(files: readonly string[], options: GenerateOptions, streams: Streams): Promise<number> {
  const tools = options.tool ?? [];
  refuseContradictions(files, options);
  const sources = tools.length > 0 ? [catalogueSource(tools, options)] : await fileSources(files, streams);
  const toStdout = options.stdout === true || (tools.length > 0 && options.outDir === undefined);
  const formats = parseFormats(options.format ?? (toStdout ? 'pod' : 'pod,scripted,declarative'));
  if (toStdout) return printOutputs(sources, formats, options, streams);
  const planned = sources.map((source) => ({ source, files: plannedFiles(source, formats, options, streams.cwd) }));
  const all = planned.flatMap((plan) => plan.files);
  refuseCollisions(all);
  if (options.check === true) return check(all, streams);
  writeFiles(all);
  streams.out(report(planned));
  return EXIT.ok;
}

function refuseContradictions(
  files: readonly string[],
  { tool = [], stdout, outDir, check: checking, name, level, podFile }: GenerateOptions,
): void {
  if (tool.length > 0 && files.length > 0)
    throw new CliError('--tool makes a pod without a file: leave out either the tools or the files');
  if (outDir === '') throw new CliError('--out-dir: names no folder; . is this one');
  if (podFile?.trim() === '') throw new CliError('--pod-file: names no file; write its path in the repository');
  if (stdout === true && outDir !== undefined) throw new CliError('--stdout and --out-dir: choose one');
  if (checking === true && stdout === true) throw new CliError('--check compares files: leave out --stdout');
  if (checking === true && tool.length > 0 && outDir === undefined)
    throw new CliError('--check compares files: name their folder with --out-dir');
  if (tool.length === 0 && (name !== undefined || level !== undefined))
    throw new CliError('--name and --level go with --tool: a file says them itself');
  if (level !== undefined && !POD_SECURITY_LEVELS.includes(level as PodSecurityLevel)) {
    throw new CliError(
      `--level: ${JSON.stringify(level)} is no Pod Security level; use one of ${POD_SECURITY_LEVELS.join(', ')}`,
    );
  }
}

async function fileSources(files: readonly string[], streams: Streams): Promise<readonly Source[]> {
  const sources: Source[] = [];
  const failures: string[] = [];
  for (const file of files.length > 0 ? files : [findTemplateFile(streams.cwd)]) {
    try {
      sources.push(...(await loadSources(file, streams)));
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      failures.push(error.message);
    }
  }
  if (failures.length > 0) throw new CliError(failures.join('\npodwright: '));
  return sources;
}

function catalogueSource(tools: readonly string[], { name = 'build', level }: GenerateOptions): Source {
  // Loaded only here, because the catalogue is of no use to a file that brings its own templates.
  const { toolContainer } = require('../tool-argument') as typeof import('../tool-argument');
  const containers = containersOf(tools, toolContainer);
  // The strictest level under which all of them work.
  const needed = POD_SECURITY_LEVELS.find((known) => containers.some(({ needs }) => needs === known)) ?? 'restricted';
  const podSecurity = (level as PodSecurityLevel | undefined) ?? needed;
  if (POD_SECURITY_LEVELS.indexOf(podSecurity) > POD_SECURITY_LEVELS.indexOf(needed)) {
    const names = containers.filter(({ needs }) => needs === needed).map((container) => container.name);
    throw new CliError(`--level ${podSecurity}: ${names.join(', ')} needs ${needed}; leave --level out, or the tool`);
  }
  const builder: PodTemplateBuilder = podTemplate(name, { podSecurity });
  try {
    return { file: '--tool', value: builder.containers(containers).build() };
  } catch (error) {
    throw new CliError(messageOf(error));
  }
}

/** The container of each tool; what is wrong with several is told together. */
function containersOf(
  tools: readonly string[],
  make: (tool: string) => ContainerDefinition,
): readonly ContainerDefinition[] {
  const failures: string[] = [];
  const containers = tools.flatMap((tool) => {
    try {
      return [make(tool)];
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      failures.push(error.message);
      return [];
    }
  });
  if (failures.length > 0) throw new CliError(failures.join('\npodwright: '));
  return containers;
}

function printOutputs(
  sources: readonly Source[],
  formats: readonly Format[],
  options: GenerateOptions,
  streams: Streams,
): number {
  const texts = sources.flatMap(({ value }) => formats.map((format) => outputOf(value, format, options).text));
  if (texts.length > 1 && formats.some((format) => format !== 'pod')) {
    throw new CliError(
      'standard output takes one Jenkinsfile: choose one --format and one template, or name a folder with --out-dir',
    );
  }
  streams.out(texts.join('---\n'));
  return EXIT.ok;
}

function plannedFiles(
  { file, value }: Source,
  formats: readonly Format[],
  options: GenerateOptions,
  cwd: string,
): readonly PlannedFile[] {
  const folder = options.outDir ?? path.join(file === '-' ? '.' : path.dirname(file), 'generated');
  return formats.map((format) => {
    const { name, text } = outputOf(value, format, options);
    const shown = path.join(folder, name);
    return { path: path.resolve(cwd, shown), shown, text };
  });
}

function refuseCollisions(files: readonly PlannedFile[]): void {
  const seen = new Set<string>();
  for (const file of files) {
    if (seen.has(file.path))
      throw new CliError(`${file.shown}: two pod templates make this file; give them different names`);
    seen.add(file.path);
  }
}

function check(files: readonly PlannedFile[], streams: Streams): number {
  const changed = changedFiles(files);
  for (const { path: file, shown } of changed) {
    streams.out(`${shown}: ${fs.existsSync(file) ? 'differs from its pod template' : 'is missing'}\n`);
  }
  if (changed.length > 0) streams.err('run podwright generate without --check to write them\n');
  return changed.length > 0 ? EXIT.findings : EXIT.ok;
}

function report(planned: readonly { source: Source; files: readonly PlannedFile[] }[]): string {
  const rows = planned.map(({ source, files }) => {
    const template = templateOf(source.value);
    const endings = files.map(({ shown }) => path.basename(shown).slice(template.name.length + 1));
    const stem = path.join(path.dirname(files[0]?.shown ?? '.'), template.name);
    return [
      template.name,
      passedLevel(template),
      endings.length === 1 ? `${stem}.${endings[0]}` : `${stem}.{${endings.join(',')}}`,
    ];
  });
  const exemptions = planned.flatMap(({ source }) => {
    const { name, exemptions: list, caveats } = templateOf(source.value);
    return [
      ...list.map(
        ({ ruleId, reason, container }) =>
          `${name}: exempt from ${ruleId}${container === undefined ? '' : ` in ${container}`}: ${reason}\n`,
      ),
      ...caveats.map((caveat) => `${name}: ${caveat}\n`),
    ];
  });
  return textTable([['TEMPLATE', 'PASSES', 'FILES'], ...rows]) + exemptions.join('');
}

/** The strictest level that the pod really passes. */
function passedLevel({ pod }: PodTemplate): PodSecurityLevel {
  return (
    [...POD_SECURITY_LEVELS].reverse().find((level) => evaluatePodSecurity(pod, { level }).allowed) ?? 'privileged'
  );
}
