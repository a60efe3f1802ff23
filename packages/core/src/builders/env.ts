import { frozenCopy } from '../model/frozen-copy';
import type { EnvVar } from '../model/kubernetes.generated';
import { checkFields, refuseFields } from './check-names';

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
  refuseFields('secretEnv', name, checkFields(fields, 'fields', ['optional']));
  return frozenCopy({ name, valueFrom: { secretKeyRef: { name: secretName, key, optional: fields.optional } } });
}

/**
 * An environment variable whose value is a field of the pod itself, such as `metadata.uid` or `status.hostIP`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
 */
export function fieldEnv(name: string, fieldPath: string): EnvVar {
  return frozenCopy({ name, valueFrom: { fieldRef: { fieldPath } } });
}

/** Two lists of variables as one: a later variable takes the place of an earlier one of its name. */
export function mergeEnv(base: readonly EnvVar[], given: readonly EnvVar[] = []): readonly EnvVar[] {
  // What is no list is handed on, for the container to refuse: merged, it would be gone.
  if (!Array.isArray(base)) return base;
  if (!Array.isArray(given)) return given;
  const nameOf = (variable: EnvVar | null): string | undefined => variable?.name;
  const names = new Set((given as readonly EnvVar[]).map(nameOf));
  return [...(base as readonly EnvVar[]).filter((variable) => !names.has(nameOf(variable))), ...(given as EnvVar[])];
}
