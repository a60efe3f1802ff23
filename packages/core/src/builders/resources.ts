import type { ResourceRequirements } from '../model/kubernetes.generated';
import { parseQuantity } from '../model/quantity';
import { isPlainObject } from '../model/schema';

type Amount = string | number;

/**
 * Requests and limits in short: `cpu` is requested and not limited, because a limit throttles even an idle node;
 * `memory` and `ephemeral-storage` are requested and limited alike, so that no build is evicted for its neighbour.
 * `requests` and `limits` say it in full and win over the short form.
 */
export interface Resources {
  /** Cores requested, such as `'500m'` or `2`. */
  readonly cpu?: Amount | undefined;
  /** Memory requested and limited, such as `'2Gi'`. */
  readonly memory?: Amount | undefined;
  /** Disk of the container and its emptyDirs, requested and limited, such as `'8Gi'`. */
  readonly 'ephemeral-storage'?: Amount | undefined;
  /** Requests by resource name. */
  readonly requests?: { readonly [resource: string]: Amount } | undefined;
  /** Limits by resource name. */
  readonly limits?: { readonly [resource: string]: Amount } | undefined;
  /** Claims of dynamic resource allocation. */
  readonly claims?: ResourceRequirements['claims'];
}

/** What every container states both of. */
const LIMITED = ['memory', 'ephemeral-storage'] as const;

/** Resources of devices and huge pages: their request must be their limit. */
const NOT_OVERCOMMITTED = /\/|^hugepages-/;

/**
 * The full requirements of a container: the given ones, and the defaults where none is given.
 *
 * A lone request or limit of memory or disk stands for both, as it does in Kubernetes; so does a lone request of what cannot
 * be overcommitted, such as a GPU, which Kubernetes refuses.
 */
export function resourceRequirements(
  given: Resources | undefined,
  defaults: { readonly requests: { readonly [r: string]: string }; readonly limits: { readonly [r: string]: string } },
): ResourceRequirements {
  const requests: { [resource: string]: string } = {};
  const limits: { [resource: string]: string } = {};
  requests.cpu = amount(given?.requests?.cpu ?? given?.cpu ?? lesser(given?.limits?.cpu, defaults.requests.cpu));
  for (const resource of LIMITED) {
    const request = given?.requests?.[resource] ?? given?.[resource];
    const limit = given?.limits?.[resource] ?? given?.[resource];
    requests[resource] = amount(request ?? limit ?? defaults.requests[resource]);
    limits[resource] = amount(limit ?? request ?? defaults.limits[resource]);
  }
  for (const [resource, value] of amounts(given?.requests)) {
    requests[resource] ??= amount(value);
    if (NOT_OVERCOMMITTED.test(resource)) limits[resource] ??= amount(given?.limits?.[resource] ?? value);
  }
  for (const [resource, value] of amounts(given?.limits)) limits[resource] ??= amount(value);
  return given?.claims === undefined ? { requests, limits } : { requests, limits, claims: given.claims };
}

/** What is no mapping is refused, and not taken apart into letters before. */
function amounts(given: unknown): [string, Amount][] {
  return isPlainObject(given) ? Object.entries(given as { readonly [resource: string]: Amount }) : [];
}

function amount(value: Amount | undefined): string {
  return typeof value === 'number' ? String(value) : (value as string);
}

/** The default, or a limit that lies below it: the request is ours then, and must not be above what the user allows. */
function lesser(limit: Amount | undefined, preset: string | undefined): Amount | undefined {
  const [most, ours] = [limit, preset].map((value) => (value === undefined ? undefined : parseQuantity(String(value))));
  return most !== undefined && ours !== undefined && most < ours ? limit : preset;
}
