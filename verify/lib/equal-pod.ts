import { isJsonObject } from './json';

/** One place where the pod that was read is not the pod that was meant. */
export interface PodDifference {
  /** JSON path, such as `spec.containers[0].image`; empty for the pod itself. */
  readonly path: string;
  /** Undefined: absent. */
  readonly meant: unknown;
  /** Undefined: absent. */
  readonly read: unknown;
}

/** What the plugin's reader gives a pod that lacks it: it fills a new Pod object. */
const ROOT_DEFAULTS: Readonly<Record<string, string>> = {
  apiVersion: '"v1"',
  kind: '"Pod"',
  metadata: '{}',
  spec: '{}',
};

/** The model's maps: the reader leaves an empty one out, while it keeps an empty object such as `emptyDir: {}`. */
const MAPS: ReadonlySet<string> = new Set([
  'annotations',
  'labels',
  'limits',
  'matchLabels',
  'nodeSelector',
  'options',
  'overhead',
  'requests',
  'volumeAttributes',
]);

/** Where the model has a quantity: the reader keeps its text, and makes a text of a number. */
const QUANTITY = /\.(limits|requests|overhead)(\.\w+|\["[^"]+"\])$|\.(sizeLimit|divisor)$/;

/**
 * Compares the pod that was meant with the pod the Jenkins judge reports, and lists every difference.
 *
 * Order counts in lists, not in objects. Only what the plugin's reader itself rewrites is tolerated; that it does so is
 * shown in `equal-pod.verify.ts`.
 */
export function podDifferences(meant: unknown, read: unknown): PodDifference[] {
  const differences: PodDifference[] = [];
  compare(meant, read, '', differences);
  return differences;
}

function compare(meant: unknown, read: unknown, path: string, differences: PodDifference[]): void {
  if (isJsonObject(meant) && isJsonObject(read)) {
    for (const key of new Set([...Object.keys(meant), ...Object.keys(read)])) {
      compare(own(meant, key), own(read, key), pathOf(path, key), differences);
    }
  } else if (Array.isArray(meant) && Array.isArray(read)) {
    for (let index = 0; index < Math.max(meant.length, read.length); index++) {
      compare(meant[index], read[index], `${path}[${index}]`, differences);
    }
  } else if (!Object.is(meant, read) && !isNormalised(meant, read, path)) {
    differences.push({ path, meant, read });
  }
}

/** Whether the reader made `read` of `meant` by its own rules. */
function isNormalised(meant: unknown, read: unknown, path: string): boolean {
  if (meant === undefined) {
    return Object.hasOwn(ROOT_DEFAULTS, path) && JSON.stringify(read) === ROOT_DEFAULTS[path];
  }
  if (read === undefined) {
    // A list of the model is left out when empty; Kubernetes reads both alike.
    if (Array.isArray(meant) && meant.length === 0) return true;
    if (isJsonObject(meant) && Object.keys(meant).length === 0) return MAPS.has(lastKey(path));
    // A field that is null is a field that is not set, for the reader as for Kubernetes.
    return meant === null;
  }
  return typeof meant === 'number' && QUANTITY.test(path) && read === String(meant);
}

/** Not `object[key]`, which would find `constructor` in every object. */
function own(object: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}

function pathOf(parent: string, key: string): string {
  if (!/^[A-Za-z_]\w*$/.test(key)) return `${parent}[${JSON.stringify(key)}]`;
  return parent === '' ? key : `${parent}.${key}`;
}

function lastKey(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
