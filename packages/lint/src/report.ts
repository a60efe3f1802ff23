import type { Finding, Severity } from '@podwright/core';
import type { Place } from './place';
import type { Tool } from './tool-of';

/** What a file is. */
export type FileKind =
  | 'pod-yaml'
  | 'pod-template'
  | 'jenkinsfile-scripted'
  | 'jenkinsfile-declarative'
  | 'shared-library'
  | 'helm-values'
  | 'jcasc'
  | 'config-map'
  | 'other';

/** How much of a file was understood. Neither `partial` nor `unreadable` is ever clean. */
export type FileStatus = 'analysed' | 'partial' | 'unreadable' | 'no-pod';

/** A container as a report lists it. */
export interface ReportedContainer {
  readonly name: string;
  readonly image: string;
  readonly init: boolean;
  /** The tool that the image is known for; null for any other. */
  readonly tool: Tool | null;
  /** Whether the image is known, and not put together when the pipeline runs. */
  readonly imageKnown: boolean;
}

/** A pod as a report lists it. */
export interface ReportedPod {
  /** How it is written: `yaml`, `list`, `template`. */
  readonly form: string;
  /** The line it begins at; 1 for a template, which is a program. */
  readonly line: number;
  readonly containers: readonly ReportedContainer[];
}

/** A finding with its place in the file. */
export type ReportedFinding = Finding & Place;

/** What was found in one file. */
export interface FileReport {
  readonly path: string;
  readonly kind: FileKind;
  readonly status: FileStatus;
  /** Why not all of it was understood. */
  readonly reasons?: readonly string[];
  readonly pods: readonly ReportedPod[];
  readonly findings: readonly ReportedFinding[];
}

/** What was found in all files: the contract of `--format json`, version 1. */
export interface Report {
  readonly version: 1;
  readonly files: readonly FileReport[];
  readonly summary: {
    readonly files: number;
    readonly pods: number;
    readonly containers: number;
    readonly errors: number;
    readonly warnings: number;
    readonly notes: number;
    /** Files of which something was not understood. */
    readonly unreadable: number;
  };
}

/** Puts the reports of files together. */
export function reportOf(files: readonly FileReport[]): Report {
  const findings = files.flatMap((file) => file.findings);
  const pods = files.flatMap((file) => file.pods);
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    version: 1,
    files,
    summary: {
      files: files.length,
      pods: pods.length,
      containers: pods.reduce((sum, { containers }) => sum + containers.length, 0),
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
      unreadable: files.filter(({ status }) => status === 'partial' || status === 'unreadable').length,
    },
  };
}
