import { parseQuantity } from '../../model/quantity';
import { celString } from '../cel';
import { podContainers } from '../pod-containers';
import type { PolicyResource, QuantityRange } from '../policy';
import { POLICY_RESOURCES } from '../policy-schema';
import { defineRule } from '../rule';

type Kind = 'requests' | 'limits';

/** What is out of range about an amount; undefined when nothing is. */
function faultOf(kind: Kind, amount: string | undefined, { min, max }: QuantityRange): string | undefined {
  if (amount === undefined || amount === null) {
    if (kind === 'limits' && max !== undefined) return `has no limit, and may have at most ${max}`;
    return undefined;
  }
  const value = parseQuantity(String(amount));
  if (value === undefined) return undefined;
  if (min !== undefined && value < (parseQuantity(min) ?? 0)) return `is below ${min}`;
  return max !== undefined && value > (parseQuantity(max) ?? 0) ? `is above ${max}` : undefined;
}

/** Requests and limits stay within what the organisation has nodes, and money, for. */
export const resourcesOutOfRange = defineRule({
  id: 'resources-out-of-range',
  severity: 'error',
  summary:
    'Reports requests and limits below the floor or above the ceiling of the policy, and limits that are missing under a ceiling',
  why: 'One container that asks for more than a node has waits for ever; one without a ceiling takes a whole node from all others.',
  help: 'set the amount within the bounds of the policy',
  scope: 'container',
  check: ({ pod, policy }) => {
    const { resources } = policy;
    if (resources === undefined) return [];
    return podContainers(pod.spec).flatMap(({ container, list, path }) =>
      list === 'ephemeralContainers'
        ? []
        : (['requests', 'limits'] as const).flatMap((kind) =>
            POLICY_RESOURCES.flatMap((resource) => {
              const { requests, limits } = container.resources ?? {};
              // The server makes a request of a limit that stands alone.
              const amount = kind === 'limits' ? limits?.[resource] : (requests?.[resource] ?? limits?.[resource]);
              const fault = faultOf(kind, amount, resources[kind]?.[resource] ?? {});
              if (fault === undefined) return [];
              return [
                {
                  path: `${path}.resources.${kind}${resource.includes('-') ? `["${resource}"]` : `.${resource}`}`,
                  container: container.name,
                  ...(amount === undefined || amount === null ? {} : { value: amount }),
                  message: `${resource} of the ${kind} of container ${JSON.stringify(container.name)} ${fault}`,
                },
              ];
            }),
          ),
    );
  },
  admission: ({ resources }) => {
    const broken = (['requests', 'limits'] as const).flatMap((kind) =>
      POLICY_RESOURCES.flatMap((resource) => celOutOfRange(kind, resource, resources?.[kind]?.[resource] ?? {})),
    );
    return broken.length === 0
      ? undefined
      : {
          subject: 'steady-container',
          broken: broken.join(' || '),
          message: 'requests or limits are out of range in containers',
        };
  },
});

function celOutOfRange(kind: Kind, resource: PolicyResource, { min, max }: QuantityRange): string[] {
  const key = celString(resource);
  const has = (list: Kind): string => `(has(c.resources) && has(c.resources.${list}) && ${key} in c.resources.${list})`;
  const amount = (list: Kind): string => `quantity(c.resources.${list}[${key}])`;
  const compared = (list: Kind): string =>
    [
      ...(min === undefined ? [] : [`${amount(list)}.isLessThan(quantity(${celString(min)}))`]),
      ...(max === undefined ? [] : [`${amount(list)}.isGreaterThan(quantity(${celString(max)}))`]),
    ].join(' || ');
  if (min === undefined && max === undefined) return [];
  const own = `(${has(kind)} && (${compared(kind)}))`;
  if (kind === 'requests') return [own, `(!${has('requests')} && ${has('limits')} && (${compared('limits')}))`];
  return max === undefined ? [own] : [own, `!${has('limits')}`];
}
