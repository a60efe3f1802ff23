import { fieldPath } from '../../model/path';
import { hasStarted } from '../has-started';
import { defineRule, type Violation } from '../rule';

/** Labels and annotations that the plugin writes on every pod, over what stands there. */
const LABELS = ['jenkins/label', 'jenkins/label-digest', 'kubernetes.jenkins.io/controller'];
const ANNOTATIONS = ['buildUrl', 'runUrl', 'kubernetes.jenkins.io/last-refresh'];

/** What says something that nobody hears. */
export const ignoredSetting = defineRule({
  id: 'ignored-setting',
  severity: 'warning',
  summary:
    'Reports settings that the plugin ignores or overwrites: its own labels and annotations, generateName, inheritYamlMergeStrategy without a strategy',
  why: 'Who wrote it believes that it holds. A selector, a quota or a network policy that counts on such a label selects nothing, or everything.',
  help: 'remove it',
  scope: 'pod',
  check: ({ pod, settings }): Violation[] => {
    // A pod that runs has what the plugin wrote.
    if (hasStarted(pod)) return [];
    const { labels, annotations, generateName } = pod.metadata ?? {};
    const written = (path: string, given: object | undefined, own: readonly string[]): Violation[] =>
      Object.entries(given ?? {}).flatMap(([key, value]) =>
        own.includes(key)
          ? [{ path: fieldPath(path, key), value: value as unknown, message: `the plugin writes ${key} itself` }]
          : [],
      );
    return [
      ...written('metadata.labels', labels, LABELS),
      ...written('metadata.annotations', annotations, ANNOTATIONS),
      ...(generateName
        ? [
            {
              path: 'metadata.generateName',
              value: generateName,
              message: 'the plugin gives every pod a name of its own',
            },
          ]
        : []),
      ...(settings.inheritYamlMergeStrategy === true && settings.yamlMergeStrategy === undefined
        ? [
            {
              path: 'inheritYamlMergeStrategy',
              value: true,
              message: 'there is no yamlMergeStrategy that could be inherited',
            },
          ]
        : []),
    ];
  },
});
