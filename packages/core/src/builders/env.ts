import { frozenCopy } from '../model/frozen-copy';
import type { EnvVar } from '../model/kubernetes.generated';

/** An environment variable with a plain value, which must be no secret. */
export function env(name: string, value: string): EnvVar {
  return frozenCopy({ name, value });
}

/**
 * An environment variable whose value comes from a Secret.
 *
 * The plugin masks it in the build log. A build step can still read it: prefer `withCredentials` where only one needs it.
 */
export function secretEnv(name: string, secretName: string, key: string, fields: { optional?: boolean } = {}): EnvVar {
  return frozenCopy({ name, valueFrom: { secretKeyRef: { name: secretName, key, optional: fields.optional } } });
}

/** Two lists of variables as one: a later variable takes the place of an earlier one of its name. */
export function mergeEnv(base: readonly EnvVar[], given: readonly EnvVar[] = []): readonly EnvVar[] {
  const names = new Set(given.map((variable) => variable.name));
  return [...base.filter((variable) => !names.has(variable.name)), ...given];
}
