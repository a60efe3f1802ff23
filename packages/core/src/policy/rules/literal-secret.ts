import { itemPath } from '../../model/path';
import { podContainers } from '../pod-containers';
import { defineRule } from '../rule';

const SECRET_NAME = /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|PWD|TOKEN|SECRET|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/i;
const SECRET_FORM = /-----BEGIN [A-Z ]*PRIVATE KEY-----|^(?:ghp|gho|ghs|github_pat|glpat|xox[abp]|AKIA)[-_A-Za-z0-9]{12,}$/;
// A reference, a path or a switch is where a secret comes from, not the secret.
const HARMLESS = /^(?:\$\(\w+\)|\/.*|true|false|yes|no|on|off|\d{1,2})?$/i;

/** A secret written into the pod is read by everyone who can read pods, builds or the repository. */
export const literalSecret = defineRule({
  id: 'literal-secret',
  severity: 'error',
  help: 'use secretEnv(), or withCredentials around the one step that needs it',
  check: ({ pod }) =>
    podContainers(pod.spec).flatMap(({ container, path }) =>
      (container.env ?? []).flatMap(({ name, value }, i) => {
        if (value === undefined || HARMLESS.test(value)) return [];
        if (!SECRET_FORM.test(value) && !SECRET_NAME.test(name)) return [];
        // The value is not shown: messages end up in build logs.
        const message = `${JSON.stringify(name)} of container ${JSON.stringify(container.name)} looks like a secret in plain text`;
        return [{ path: `${itemPath(`${path}.env`, i)}.value`, container: container.name, message }];
      }),
    ),
});
