import { checkPod, type CheckOptions, type Finding } from '@podwright/core';
import { isMapping } from './mapping';
import type { Place } from './place';
import type { FileReport, ReportedContainer, ReportedFinding, ReportedPod } from './report';
import { toolOf } from './tool-of';
import { readYaml, YamlError, type YamlDocument } from './yaml-source';

/** A pod in a text, with the place of each of its parts. */
interface SourcePod {
  readonly form: string;
  readonly pod: unknown;
  readonly placeOf: (path: string) => Place;
}

/** What is in a text: pods, and why other things in it are none. */
interface Contents {
  readonly pods: readonly SourcePod[];
  readonly reasons: readonly string[];
  /** Objects that are something else, and rightly so. */
  readonly others: number;
}

/**
 * Checks the pods of a text of YAML or JSON: pods, lists of them, several documents. What is broken in it is said, and the
 * rest is judged all the same.
 *
 * @param path the file's name, for the report.
 */
export function checkPodFile(path: string, text: string, options: CheckOptions = {}): FileReport {
  const report = { path, kind: 'pod-yaml' as const, pods: [], findings: [] };
  if (text.trim() === '') return { ...report, status: 'unreadable', reasons: ['is empty'] };
  let documents: readonly YamlDocument[];
  try {
    documents = readYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const at = error.place === undefined ? '' : `line ${error.place.line}, column ${error.place.column}: `;
    return { ...report, status: 'unreadable', reasons: [`${at}${error.message}`] };
  }
  const contents = documents.map((document, i) => contentsOf(document, i, documents.length));
  const pods = contents.flatMap((content) => content.pods);
  const reasons = contents.flatMap((content) => content.reasons);
  const judged = {
    ...report,
    pods: pods.map(reportedPod),
    findings: pods.flatMap((source) => checkPod(source.pod, options).map((finding) => placed(finding, source.placeOf))),
  };
  if (reasons.length > 0) return { ...judged, status: pods.length > 0 ? 'partial' : 'unreadable', reasons };
  if (pods.length > 0) return { ...judged, status: 'analysed' };
  return contents.some(({ others }) => others > 0)
    ? { ...judged, kind: 'other', status: 'no-pod' }
    : { ...judged, status: 'unreadable', reasons: ['holds nothing but comments'] };
}

function contentsOf({ value, placeOf }: YamlDocument, index: number, documents: number): Contents {
  const where = documents === 1 ? '' : `document ${index + 1} `;
  // Between two separators there may be nothing, and at the end of a file there often is.
  if (value === null || value === undefined) return { pods: [], reasons: [], others: 0 };
  if (!isMapping(value)) return { pods: [], reasons: [`${where}is no mapping, and so no pod`], others: 0 };
  return objectContents(value, '', placeOf, where);
}

function objectContents(
  object: { readonly [key: string]: unknown },
  path: string,
  placeOf: (path: string) => Place,
  where: string,
): Contents {
  const { kind, items, spec } = object;
  const below = (inner: string): string => (path === '' || inner === '' ? path + inner : `${path}.${inner}`);
  if ((kind === 'List' || kind === 'PodList') && Array.isArray(items)) {
    const all = (items as readonly unknown[]).map((item, i) => {
      const at = below(`items[${i}]`);
      const place = `${where}${at} `;
      if (!isMapping(item)) return { pods: [], reasons: [`${place}is no object`], others: 0 };
      // Items of a PodList need not say what they are.
      const whole = kind === 'PodList' && item.kind === undefined ? { apiVersion: 'v1', kind: 'Pod', ...item } : item;
      return objectContents(whole, at, placeOf, place);
    });
    return {
      pods: all.flatMap((content) => content.pods.map((pod) => ({ ...pod, form: 'list' }))),
      reasons: all.flatMap((content) => content.reasons),
      others: all.reduce((sum, { others }) => sum + others, 0),
    };
  }
  if (kind === 'List' || kind === 'PodList')
    return { pods: [], reasons: [`${where}is a ${kind} without a list of items`], others: 0 };
  // The plugin takes a fragment without apiVersion and kind as well.
  const isPod = kind === 'Pod' || (kind === undefined && isMapping(spec));
  if (!isPod)
    return typeof kind === 'string'
      ? { pods: [], reasons: [], others: 1 }
      : { pods: [], reasons: [`${where}is no pod: it has neither kind: Pod nor a spec`], others: 0 };
  if (!isMapping(spec)) return { pods: [], reasons: [`${where}is a Pod without a spec`], others: 0 };
  return { pods: [{ form: 'yaml', pod: object, placeOf: (inner) => placeOf(below(inner)) }], reasons: [], others: 0 };
}

function placed(finding: Finding, placeOf: (path: string) => Place): ReportedFinding {
  return { ...finding, ...placeOf(finding.path) };
}

function reportedPod({ form, pod, placeOf }: SourcePod): ReportedPod {
  return { form, line: placeOf('').line, containers: reportedContainers(pod) };
}

/** The containers of anything that should be a pod, as a report lists them. */
export function reportedContainers(pod: unknown): readonly ReportedContainer[] {
  const spec = isMapping(pod) && isMapping(pod.spec) ? pod.spec : {};
  return (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) => {
    const containers = spec[list];
    return (Array.isArray(containers) ? (containers as readonly unknown[]) : []).filter(isMapping).map((container) => {
      const image = typeof container.image === 'string' ? container.image : '';
      return {
        name: typeof container.name === 'string' ? container.name : '',
        image,
        init: list === 'initContainers',
        tool: toolOf(image),
        imageKnown: image !== '',
      };
    });
  });
}
