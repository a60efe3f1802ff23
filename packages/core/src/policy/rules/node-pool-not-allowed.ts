import { celString } from '../cel';
import { defineRule } from '../rule';

/** Builds run on the nodes that are there for builds. */
export const nodePoolNotAllowed = defineRule({
  id: 'node-pool-not-allowed',
  severity: 'error',
  summary: 'Reports a pod whose nodeSelector chooses none of the node pools of the policy',
  why: 'Builds beside the services of production share their kernel, and starve them of cpu and disk.',
  help: 'give the pod the labels of a node pool of the policy as nodeSelector',
  scope: 'pod',
  check: ({ pod, policy }) => {
    const pools = policy.nodePools;
    const selector = pod.spec.nodeSelector ?? {};
    if (
      pools === undefined ||
      pools.some((pool) => Object.entries(pool).every(([key, value]) => selector[key] === value))
    )
      return [];
    return [
      {
        path: 'spec.nodeSelector',
        ...(pod.spec.nodeSelector ? { value: pod.spec.nodeSelector } : {}),
        message: 'the pod chooses none of the node pools that are allowed',
      },
    ];
  },
  admission: ({ nodePools }) => {
    if (nodePools === undefined) return undefined;
    const selects = (key: string, value: string): string =>
      `${celString(key)} in object.spec.nodeSelector && object.spec.nodeSelector[${celString(key)}] == ${celString(value)}`;
    const pools = nodePools.map(
      (pool) =>
        `(${Object.entries(pool)
          .map(([key, value]) => selects(key, value))
          .join(' && ')})`,
    );
    return {
      subject: 'pod',
      broken: `!(has(object.spec.nodeSelector) && (${['false', ...pools].join(' || ')}))`,
      message: 'the pod chooses none of the node pools that are allowed',
    };
  },
});
