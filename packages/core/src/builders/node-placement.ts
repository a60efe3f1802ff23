import { frozenCopy } from '../model/frozen-copy';
import { InvalidPodTemplateError } from '../model/invalid-pod-template-error';
import type { Affinity, Toleration } from '../model/kubernetes.generated';
import { isPlainObject } from '../model/schema';

/**
 * Lets the pod run on nodes that carry a taint.
 *
 * @param value absent tolerates the taint whatever its value is.
 */
export function toleration(key: string, value?: string, effect?: Toleration['effect']): Toleration {
  return frozenCopy(
    value === undefined ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect },
  );
}

/** Requires nodes that have, for each label, one of the values: `requireNodes({ 'kubernetes.io/arch': ['amd64'] })`. */
export function requireNodes(labels: { readonly [label: string]: readonly string[] }): Affinity {
  if (!isPlainObject(labels)) {
    const remedy = "write { 'kubernetes.io/arch': ['amd64'] }";
    throw new InvalidPodTemplateError(
      'requireNodes',
      [{ path: 'labels', value: labels, message: 'is no mapping', remedy }],
      'requireNodes',
    );
  }
  const matchExpressions = Object.entries(labels).map(([key, values]) => ({ key, operator: 'In' as const, values }));
  return frozenCopy({
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
  });
}
