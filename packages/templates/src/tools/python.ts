import { env } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineTool } from '../define-tool';

/**
 * Python with pip, without a compiler and without git. Install into a virtual environment of the workspace: the image's
 * own packages are read-only.
 *
 * @example python({ image: 'docker.io/library/python:3.13.5-slim' })
 */
export const python = defineTool({
  name: 'python',
  summary: 'Python with pip, without a compiler and without git.',
  image: { repository: 'docker.io/library/python', tag: '3.14.7-slim', mirrors: officialMirrors('python') },
  resources: { cpu: '250m', memory: '1Gi' },
  smoke: 'python --version && python -m venv /tmp/venv && /tmp/venv/bin/pip --version',
  recipe: () => ({
    env: [env('PYTHONDONTWRITEBYTECODE', '1'), env('PIP_DISABLE_PIP_VERSION_CHECK', '1')],
  }),
});
