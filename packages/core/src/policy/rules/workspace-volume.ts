import { itemPath } from '../../model/path';
import { defineRule } from '../rule';

/** The plugin puts its own volume in the place of this one. */
export const workspaceVolume = defineRule({
  id: 'workspace-volume',
  severity: 'error',
  summary: 'Reports a volume named workspace-volume, which the plugin replaces by its own',
  why: 'Whatever the volume says, a size limit or a claim, is lost without a word: the workspace is an emptyDir without a limit.',
  help: 'use the parameter workspaceVolume of podTemplate, or mount a volume of another name at the working directory of every container',
  scope: 'pod',
  check: ({ pod }) =>
    (pod.spec.volumes ?? []).flatMap(({ name }, i) =>
      name === 'workspace-volume'
        ? [
            {
              path: `${itemPath('spec.volumes', i)}.name`,
              value: name,
              message: 'the plugin puts its own volume in the place of workspace-volume',
            },
          ]
        : [],
    ),
});
