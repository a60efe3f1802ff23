import { itemPath } from '../../model/path';
import { podContainers } from '../pod-containers';
import { celMatches } from '../cel';
import { defineRule } from '../rule';

const SECRET_NAME =
  /password$|passwd$|passphrase$|(?:^|[^a-z0-9])(?:pass|pwd|token|secret|credentials?|(?:api|access|private|secret|signing|encryption|master)_?key(?:_base)?)$/i;
const SECRET_FORMS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----/,
  // Tokens of GitHub, GitLab, Slack, Docker Hub and npm, access keys of AWS.
  /\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abprs]-|dckr_pat_)[-_A-Za-z0-9]{12,}/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  // A password within an address, unless it is a reference itself.
  /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^ \t\n\r\f\v/:@]*:(?:[^ \t\n\r\f\v/@$][^ \t\n\r\f\v/@]*|\$(?:[^ \t\n\r\f\v/@({][^ \t\n\r\f\v/@]*)?)@/i,
];
// A reference, a path or a switch is where a secret comes from, not the secret.
const HARMLESS = /^(?:\$\(\w+\)|\/[^\n]*|true|false|yes|no|on|off|\d{1,2})?$/i;

/** A secret written into the pod is read by everyone who can read pods, builds or the repository. */
export const literalSecret = defineRule({
  id: 'literal-secret',
  severity: 'error',
  summary: 'Reports an environment variable that looks like a secret in plain text',
  why: 'A secret written into the pod is read by everyone who can read pods, builds or the repository, and stays in their history.',
  help: 'use secretEnv(), or withCredentials around the one step that needs it',
  scope: 'container',
  check: ({ pod }) =>
    podContainers(pod.spec).flatMap(({ container, path }) =>
      (container.env ?? []).flatMap(({ name, value }, i) => {
        const text = String(value ?? '');
        if (HARMLESS.test(text)) return [];
        if (!SECRET_NAME.test(name) && !SECRET_FORMS.some((form) => form.test(text))) return [];
        // The value is not shown: messages end up in build logs.
        const message = `${JSON.stringify(name)} of container ${JSON.stringify(container.name)} looks like a secret in plain text`;
        return [{ path: `${itemPath(`${path}.env`, i)}.value`, container: container.name, message }];
      }),
    ),
  admission: () => ({
    subject: 'container',
    broken: `has(c.env) && c.env.exists(e, has(e.value) && !${celMatches('e.value', HARMLESS)} && (${[celMatches('e.name', SECRET_NAME), ...SECRET_FORMS.map((form) => celMatches('e.value', form))].join(' || ')}))`,
    message: 'environment variables look like secrets in plain text, in containers',
  }),
});
