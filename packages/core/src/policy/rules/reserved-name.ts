import { itemPath } from '../../model/path';
import { hasStarted } from '../has-started';
import { podContainers } from '../pod-containers';
import { defineRule, type Violation } from '../rule';

const CONTAINER = 'set-up-jenkins-agent';
const VOLUME = /^(?:jenkins-agent|volume-\d+)$/;
const FOLDER = '/jenkins-agent';

/** Names that the plugin gives to what it adds. */
export const reservedName = defineRule({
  id: 'reserved-name',
  severity: 'warning',
  summary:
    "Reports names of the plugin's own: the container set-up-jenkins-agent, the volumes jenkins-agent and volume-0 to volume-9 and on, the folder /jenkins-agent",
  why: 'As soon as the plugin adds its own, for an injected agent or for volumes among its parameters, the pod is refused as having two, or the plugin’s quietly takes the place of the other.',
  help: 'choose another name',
  scope: 'pod',
  // A pod that runs has what the plugin added.
  check: ({ pod }): Violation[] =>
    hasStarted(pod)
      ? []
      : [
          ...podContainers(pod.spec).flatMap(({ container: { name, volumeMounts }, path }): Violation[] => [
            ...(name === CONTAINER
              ? [
                  {
                    path: `${path}.name`,
                    container: name,
                    value: name,
                    message: `the plugin adds a container named ${CONTAINER}`,
                  },
                ]
              : []),
            ...(volumeMounts ?? []).flatMap(({ mountPath }, i): Violation[] =>
              mountPath?.replace(/\/+$/, '') === FOLDER
                ? [
                    {
                      path: `${itemPath(`${path}.volumeMounts`, i)}.mountPath`,
                      container: name,
                      value: mountPath,
                      message: `the plugin mounts its own volume at ${FOLDER}`,
                    },
                  ]
                : [],
            ),
          ]),
          ...(pod.spec.volumes ?? []).flatMap(({ name }, i): Violation[] =>
            VOLUME.test(name)
              ? [
                  {
                    path: `${itemPath('spec.volumes', i)}.name`,
                    value: name,
                    message: `the plugin adds volumes with names such as ${name}`,
                  },
                ]
              : [],
          ),
        ],
});
