import { checkPodTemplate, type CheckOptions, type PodTemplate } from '@podwright/core';
import { reportedContainers } from './pod-file';
import type { FileReport } from './report';

/** A template is a program: what is found in its pod has no line of its own. */
const NOWHERE = Object.freeze({ line: 1, column: 1, endLine: 1, endColumn: 1 });

/** Checks the pod templates that a file makes. */
export function checkTemplates(
  path: string,
  templates: readonly PodTemplate[],
  { policy, ...options }: CheckOptions = {},
): FileReport {
  return {
    path,
    kind: 'pod-template',
    status: 'analysed',
    pods: templates.map(({ pod }) => ({ form: 'template', line: 1, containers: reportedContainers(pod) })),
    findings: templates.flatMap((template) =>
      checkPodTemplate(template, policy, options).map((finding) => ({
        ...finding,
        message:
          templates.length === 1
            ? finding.message
            : `pod template ${JSON.stringify(template.name)}: ${finding.message}`,
        ...NOWHERE,
      })),
    ),
  };
}
