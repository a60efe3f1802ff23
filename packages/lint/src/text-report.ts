import type { Severity } from '@podwright/core';
import type { FileReport, Report, ReportedFinding } from './report';

/** Findings of one rule in one file that say the same. */
interface Group {
  readonly first: ReportedFinding;
  readonly all: readonly ReportedFinding[];
}

const RANK: { readonly [S in Severity]: number } = { error: 0, warning: 1, note: 2 };

/** A report for people: file by file, the gravest first, what repeats itself once with all its places. */
export function textReport(report: Report): string {
  const files = report.files.map(fileText).filter((text) => text !== '');
  return [...files, summaryText(report)].join('\n');
}

function fileText({ path, status, reasons = [], findings, pods }: FileReport): string {
  const lines = [
    ...reasons.map((reason) => `${path}: ${reason}\n`),
    ...(status === 'no-pod' ? [`${path}: no pod in it\n`] : []),
    ...groupsOf(findings)
      .sort((a, b) => RANK[a.first.severity] - RANK[b.first.severity])
      .map((group) => groupText(path, group)),
  ];
  return lines.length === 0 ? `${path}: ${counted(pods.length, 'pod')}, nothing found\n` : lines.join('');
}

/** Findings of one rule with one help are one group; each place is shown. */
function groupsOf(findings: readonly ReportedFinding[]): Group[] {
  // What differs is only the container: the detail of a Pod Security check names all of them by itself, and is long.
  const byMessage = new Map<string, Map<string, ReportedFinding[]>>();
  const groups: ReportedFinding[][] = [];
  for (const finding of findings) {
    const { ruleId, severity, help, exempt = '' } = finding;
    const message = messageKey(finding);
    const alike = byMessage.get(message) ?? new Map<string, ReportedFinding[]>();
    byMessage.set(message, alike);
    const key = JSON.stringify([ruleId, severity, help, exempt]);
    const group = alike.get(key);
    if (group !== undefined) group.push(finding);
    else {
      const started = [finding];
      alike.set(key, started);
      groups.push(started);
    }
  }
  return groups.flatMap((all) => (all[0] === undefined ? [] : [{ first: all[0], all }]));
}

function messageKey({ message, container, ruleId }: ReportedFinding): string {
  return ruleId.startsWith('pod-security/') || container === null
    ? message
    : message.replaceAll(JSON.stringify(container), '"…"');
}

function groupText(path: string, { first, all }: Group): string {
  const { line, column, severity, ruleId, message, help, exempt } = first;
  const head = `${path}:${line}:${column}: ${severity} ${ruleId}: ${all.length === 1 ? message : messageOfMany(first, all)}\n`;
  const places = all.length === 1 ? [] : all.map(placeText);
  const remedy = exempt === undefined ? `  -> ${help}\n` : `  exempt: ${exempt}\n`;
  return head + places.join('') + remedy;
}

function messageOfMany(first: ReportedFinding, all: readonly ReportedFinding[]): string {
  const same = all.every(({ message }) => message === first.message);
  return same ? first.message : `${first.message}, and ${counted(all.length - 1, 'more place')}`;
}

function placeText({ line, column, path, container }: ReportedFinding): string {
  return `  ${line}:${column} ${path}${container === null ? '' : ` (${container})`}\n`;
}

function summaryText({ summary }: Report): string {
  const { files, pods, containers, errors, warnings, notes, unreadable } = summary;
  const found = [counted(errors, 'error'), counted(warnings, 'warning'), counted(notes, 'note')].join(', ');
  const missed = unreadable === 0 ? '' : `; ${counted(unreadable, 'file')} not understood`;
  return `${counted(files, 'file')}, ${counted(pods, 'pod')}, ${counted(containers, 'container')}: ${found}${missed}\n`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
