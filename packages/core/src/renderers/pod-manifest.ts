import type { Pod } from '../model/kubernetes.generated';
import type { PodTemplate } from '../model/pod-template';
import { schemaFields } from '../model/schema';

/** Fields that a reader looks for first; the others follow in alphabetical order. */
const FIRST: { readonly [type: string]: readonly string[] } = {
  Pod: ['apiVersion', 'kind', 'metadata', 'spec'],
  ObjectMeta: ['name', 'namespace', 'labels', 'annotations'],
  PodSpec: [
    'automountServiceAccountToken',
    'enableServiceLinks',
    'hostUsers',
    'nodeSelector',
    'restartPolicy',
    'securityContext',
    'serviceAccountName',
    'terminationGracePeriodSeconds',
    'initContainers',
    'containers',
    'volumes',
  ],
  Container: [
    'name',
    'image',
    'imagePullPolicy',
    'command',
    'args',
    'workingDir',
    'env',
    'envFrom',
    'ports',
    'resources',
    'securityContext',
    'volumeMounts',
    'readinessProbe',
    'livenessProbe',
    'startupProbe',
  ],
  EnvVar: ['name', 'value', 'valueFrom'],
  Volume: ['name'],
  VolumeMount: ['name', 'mountPath', 'subPath', 'readOnly'],
  Toleration: ['key', 'operator', 'value', 'effect'],
};

interface OrderedField {
  readonly key: string;
  /** Type of the value, or of its items; undefined for what has no order of its own. */
  readonly type: string | undefined;
}

const orders = new Map<string, readonly OrderedField[] | undefined>();

function orderOf(type: string): readonly OrderedField[] | undefined {
  if (orders.has(type)) return orders.get(type);
  const fields = schemaFields(type);
  const first = FIRST[type] ?? [];
  const order =
    fields &&
    [...first, ...[...fields.keys()].filter((key) => !first.includes(key))].map((key): OrderedField => {
      const name = fields.get(key)?.type.replace('[]', '');
      return { key, type: name !== undefined && schemaFields(name) ? name : undefined };
    });
  orders.set(type, order);
  return order;
}

function inOrder(value: unknown, type: string): unknown {
  if (Array.isArray(value)) return value.map((item) => inOrder(item, type));
  const order = orderOf(type);
  if (order === undefined || typeof value !== 'object' || value === null) return value;
  const source = value as { readonly [key: string]: unknown };
  const target: { [key: string]: unknown } = {};
  for (const field of order) {
    const entry = source[field.key];
    if (entry !== undefined) target[field.key] = field.type === undefined ? entry : inOrder(entry, field.type);
  }
  return target;
}

/** The pod of a template as plain data in a fixed order of keys: the same input makes the same bytes. */
export function podManifest(template: PodTemplate): Pod {
  // Only the order differs from what went in.
  return inOrder(template.pod, 'Pod') as Pod;
}
