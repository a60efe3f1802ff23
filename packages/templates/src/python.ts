import { AGENT_HOME, container, env, mergeEnv, type ContainerDefinition } from '@podwright/core';
import { defineEntry } from './catalogue-entry';
import { refuseWrongOptions } from './option-faults';
import { withResources, type ToolOptions } from './tool-options';

/** Options of `python`. */
export type PythonOptions<Name extends string = string> = ToolOptions<Name>;

const IMAGE = 'docker.io/library/python:3.14.7-slim';

/**
 * Python with pip, without a compiler and without git. Install into a virtual environment of the workspace: the image's
 * own packages are read-only.
 *
 * @example python({ image: 'docker.io/library/python:3.13.5-slim' })
 */
export function python<const Name extends string = 'python'>(
  options: PythonOptions<Name> = {},
): ContainerDefinition<Name, 'restricted', never, 'step'> {
  refuseWrongOptions(pythonEntry, options);
  const { name = 'python' as Name, image = IMAGE, resources, env: variables, volumes } = options;
  return container(name, image, {
    home: AGENT_HOME,
    resources: withResources({ cpu: '250m', memory: '1Gi' }, resources),
    env: mergeEnv(
      [
        env('PYTHONDONTWRITEBYTECODE', '1'),
        env('PIP_DISABLE_PIP_VERSION_CHECK', '1'),
        // Uid 1000 is not in the image's passwd file: who asks for a user's name finds this.
        env('USER', 'jenkins'),
        env('LOGNAME', 'jenkins'),
      ],
      variables,
    ),
    volumes,
  });
}

/** The catalogue's entry of Python. */
export const pythonEntry = defineEntry({
  name: 'python',
  kind: 'tool',
  level: 'restricted',
  image: IMAGE,
  summary: 'Python with pip, without a compiler and without git.',
  options: {},
  create: python,
});
