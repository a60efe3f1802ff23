import type { Volume } from '../../model/kubernetes.generated';
import { itemPath } from '../../model/path';
import { hasStarted } from '../has-started';
import { defineRule } from '../rule';

/** The plugin puts its own volume in the place of this one. */
export const workspaceVolume = defineRule({
  id: 'workspace-volume',
  severity: 'error',
  summary: 'Reports a volume named workspace-volume, which the plugin replaces by its own',
  why: 'Whatever the volume says, a size limit or a claim, is lost without a word: the workspace is what the parameter workspaceVolume says, or else an emptyDir without a limit.',
  help: 'use the parameter workspaceVolume of podTemplate, or mount a volume of another name at the working directory of every container',
  scope: 'pod',
  check: ({ pod }) =>
    // In a pod that runs it is the plugin's own already.
    hasStarted(pod)
      ? []
      : (pod.spec.volumes ?? []).flatMap((volume, i) =>
          volume?.name === 'workspace-volume' && saysSomething(volume)
            ? [
                {
                  path: `${itemPath('spec.volumes', i)}.name`,
                  value: volume.name,
                  message: 'the plugin puts its own volume in the place of workspace-volume',
                },
              ]
            : [],
        ),
});

/** An empty emptyDir is what the plugin makes by itself: of that nothing is lost. */
function saysSomething({ emptyDir, ...others }: Volume): boolean {
  const isSet = ([key, value]: [string, unknown]): boolean =>
    key !== 'name' && value !== undefined && value !== null && value !== '';
  return [...Object.entries(others), ...Object.entries(emptyDir ?? {})].some(isSet);
}
