/**
 * Reads pods out of files with their places, checks them by the rules of `@podwright/core`, and reports what is found.
 *
 * @packageDocumentation
 */
export type { Place } from './place';
export { checkPodFile } from './pod-file';
export {
  reportOf,
  type FileKind,
  type FileReport,
  type FileStatus,
  type Report,
  type ReportedContainer,
  type ReportedFinding,
  type ReportedPod,
} from './report';
export { REPORT_SCHEMA } from './report-schema';
export { checkTemplates } from './template-report';
export { textReport } from './text-report';
export { toolOf, type Tool } from './tool-of';
export { readYaml, YamlError, type YamlDocument } from './yaml-source';
