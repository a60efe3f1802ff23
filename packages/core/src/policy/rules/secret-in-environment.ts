import { itemPath } from '../../model/path';
import { podContainers } from '../pod-containers';
import { defineRule } from '../rule';

/** Secrets as files, not as environment variables. */
export const secretInEnvironment = defineRule({
  id: 'secret-in-environment',
  severity: 'error',
  summary: 'Reports an environment variable taken from a Secret, where the policy has secretsInEnvironment: false',
  why: 'Every process that a build starts inherits the environment, and crash reports and debug output print it.',
  help: 'mount the Secret as a volume, or use withCredentials around the one step that needs it',
  scope: 'container',
  check: ({ pod, policy }) => {
    if (policy.secretsInEnvironment !== false) return [];
    return podContainers(pod.spec).flatMap(({ container, path }) => {
      const name = JSON.stringify(container.name);
      return [
        ...(container.env ?? []).flatMap((variable, i) =>
          variable?.valueFrom?.secretKeyRef
            ? [
                {
                  path: `${itemPath(`${path}.env`, i)}.valueFrom.secretKeyRef`,
                  container: container.name,
                  value: variable.valueFrom.secretKeyRef.name,
                  message: `${JSON.stringify(variable.name)} of container ${name} is taken from a Secret`,
                },
              ]
            : [],
        ),
        ...(container.envFrom ?? []).flatMap((source, i) =>
          source?.secretRef
            ? [
                {
                  path: `${itemPath(`${path}.envFrom`, i)}.secretRef`,
                  container: container.name,
                  value: source.secretRef.name,
                  message: `the environment of container ${name} is taken from a Secret`,
                },
              ]
            : [],
        ),
      ];
    });
  },
  admission: ({ secretsInEnvironment }) =>
    secretsInEnvironment !== false
      ? undefined
      : {
          subject: 'container',
          broken:
            '(has(c.env) && c.env.exists(e, has(e.valueFrom) && has(e.valueFrom.secretKeyRef))) || (has(c.envFrom) && c.envFrom.exists(e, has(e.secretRef)))',
          message: 'environment variables are taken from Secrets in containers',
        },
});
