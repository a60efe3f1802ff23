import { AGENT_HOME, env, type EnvVar } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineTool } from '../define-tool';

const TAGS = { '3.12': '3.12.13', '3.13': '3.13.14', '3.14': '3.14.7' };
const IMAGE_PATH = '/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin';
const BIN = `${AGENT_HOME}/.local/bin`;

/** Variables of what installs packages. */
const INSTALLERS: { readonly [installer in 'pip' | 'uv' | 'poetry']: readonly EnvVar[] } = {
  pip: [],
  uv: [
    // Its cache and the workspace are two volumes, between which nothing can be linked.
    env('UV_LINK_MODE', 'copy'),
    env('UV_TOOL_BIN_DIR', BIN),
    env('PATH', `${BIN}:${IMAGE_PATH}`),
  ],
  poetry: [
    env('POETRY_VIRTUALENVS_IN_PROJECT', 'true'),
    env('POETRY_NO_INTERACTION', '1'),
    // Last, because its virtual environment has a `python` too.
    env('PATH', `${IMAGE_PATH}:${AGENT_HOME}/.poetry/bin`),
  ],
};

/**
 * Python with pip, uv or Poetry, without a compiler and without git. Install into a virtual environment of the
 * workspace: the image's own packages are read-only.
 *
 * @example python({ version: '3.13', installer: 'uv' })
 */
export const python = defineTool({
  name: 'python',
  summary: 'Python with pip, uv or Poetry, without a compiler and without git.',
  image: {
    // uv has an image of its own, on the same one of Python.
    repository: ({ installer }) => (installer === 'uv' ? 'ghcr.io/astral-sh/uv' : 'docker.io/library/python'),
    tag: ({ installer, version }) =>
      installer === 'uv' ? `0.12.5-python${version}-trixie-slim` : `${TAGS[version]}-slim`,
    mirrors: officialMirrors('python'),
  },
  options: {
    version: { type: 'string', values: ['3.12', '3.13', '3.14'], default: '3.14', text: 'Version of Python.' },
    installer: {
      type: 'string',
      values: ['pip', 'uv', 'poetry'],
      default: 'pip',
      text: 'What installs packages: uv has an image of its own, Poetry a step installs.',
    },
  },
  resources: { cpu: '250m', memory: '1Gi' },
  smoke: 'python --version && python -m venv /tmp/venv && /tmp/venv/bin/pip --version',
  recipe: ({ options: { installer } }) => ({
    env: [env('PYTHONDONTWRITEBYTECODE', '1'), env('PIP_DISABLE_PIP_VERSION_CHECK', '1'), ...INSTALLERS[installer]],
  }),
});
