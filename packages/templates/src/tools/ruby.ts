import { AGENT_HOME, env } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineTool } from '../define-tool';

const TAGS = { '3.4': '3.4.10', '4.0': '4.0.6' };
const GEMS = `${AGENT_HOME}/gems`;
const TEMPORARY = `${AGENT_HOME}/tmp`;

/**
 * Ruby with Bundler, git and a C compiler for native gems.
 *
 * @example ruby({ version: '3.4' })
 */
export const ruby = defineTool({
  name: 'ruby',
  summary: 'Ruby with Bundler, git and a C compiler for native gems.',
  image: {
    repository: 'docker.io/library/ruby',
    tag: ({ version }) => `${TAGS[version]}-trixie`,
    mirrors: officialMirrors('ruby'),
  },
  options: { version: { type: 'string', values: ['3.4', '4.0'], default: '4.0', text: 'Version of Ruby.' } },
  resources: { cpu: '250m', memory: '1Gi' },
  smoke: 'ruby --version && bundle --version && gem env home',
  recipe: () => ({
    // Ruby takes no temporary directory that everybody may write and that is not sticky, as the kubelet makes /tmp.
    before: 'mkdir -m 700 -p "$TMPDIR"',
    env: [
      env('TMPDIR', TEMPORARY),
      // The image keeps gems and Bundler's settings in /usr/local/bundle, which is read-only here: both move together.
      env('GEM_HOME', GEMS),
      env('BUNDLE_APP_CONFIG', GEMS),
      env('PATH', `${GEMS}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`),
    ],
  }),
});
