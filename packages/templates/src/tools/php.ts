import { AGENT_HOME, env } from '@podwright/core';
import { officialMirrors } from '../catalogue-image';
import { defineTool } from '../define-tool';

const TAGS = { '8.4': '8.4.24', '8.5': '8.5.9' };

/**
 * PHP on the command line, or Composer with the PHP it brings.
 *
 * @example php({ variant: 'composer' })
 */
export const php = defineTool({
  name: 'php',
  summary: 'PHP on the command line, or Composer with the PHP it brings.',
  image: {
    repository: ({ variant }) => `docker.io/library/${variant === 'composer' ? 'composer' : 'php'}`,
    tag: ({ variant, version }) => (variant === 'composer' ? '2.10.2' : `${TAGS[version]}-cli-bookworm`),
    mirrors: officialMirrors('php'),
  },
  options: {
    variant: {
      type: 'string',
      values: ['cli', 'composer'],
      default: 'cli',
      text: 'The image of PHP, or that of Composer, which has git and a PHP of its own version.',
    },
    version: { type: 'string', values: ['8.4', '8.5'], default: '8.5', text: 'Version of PHP; not with Composer.' },
  },
  faults: ({ variant, version }) =>
    variant !== 'composer' || version === undefined
      ? []
      : [
          {
            path: 'version',
            value: version,
            message: 'cannot be chosen in the image of Composer',
            remedy: "leave it out, or take variant: 'cli'",
          },
        ],
  resources: { cpu: '250m', memory: '1Gi' },
  smoke: 'php -r "echo PHP_VERSION, PHP_EOL;"',
  recipe: () => ({
    env: [
      // Composer's image has its home in /tmp; a project's own composer.phar would take ~/.config.
      env('COMPOSER_HOME', `${AGENT_HOME}/.composer`),
      env('COMPOSER_CACHE_DIR', `${AGENT_HOME}/.cache/composer`),
      env('COMPOSER_NO_INTERACTION', '1'),
    ],
  }),
});
