import type { Policy, PolicyResource } from '../policy';
import { POLICY_RESOURCES } from '../policy-schema';
import type { Guardrail } from './guardrail';

/** What a container is taken to need when neither it nor the policy says anything. */
const REQUESTS: { readonly [Resource in PolicyResource]: string } = Object.freeze({
  cpu: '100m',
  memory: '256Mi',
  'ephemeral-storage': '1Gi',
});

const LARGEST_CLAIM = '100Gi';

/**
 * What containers request when they say nothing, and how large claims may be.
 *
 * The server fills in `defaultRequest` before an admission policy looks, and makes one of `default`, `min` and `max` too
 * (SetDefaults_LimitRangeItem in k8s.io/kubernetes/pkg/apis/core/v1/defaults.go): what the policy demands must not be here,
 * or the server would accept what `podwright check` refuses. A `default` would refuse more: a container that requests more
 * and has no limit gets one below its request.
 */
export const limitRangeGuardrail: Guardrail = {
  file: 'limit-range.yaml',
  title: 'LimitRange',
  stops: (policy) => {
    const filled = filledIn(policy);
    return [
      `Claims of storage above ${LARGEST_CLAIM}, those of ephemeral volumes among them, are refused.`,
      ...(filled.length === 0
        ? []
        : [
            `Containers that say nothing of them get requests, so that the scheduler counts them: ${filled
              .map((resource) => `${resource} ${REQUESTS[resource]}`)
              .join(', ')}.`,
          ]),
    ].join(' ');
  },
  cannot: (policy) => {
    const filled = filledIn(policy);
    return [
      ...(filled.length < POLICY_RESOURCES.length
        ? [
            `It fills in nothing that the policy asks for or bounds (${POLICY_RESOURCES.filter(
              (resource) => !filled.includes(resource),
            ).join(
              ', ',
            )}): the server would add it before any rule looks, and pods that the policy refuses would pass.`,
          ]
        : []),
      'It sets no limits: a container that requests more than a default limit would be refused. Bound limits in the policy.',
      ...(filled.length === 0
        ? []
        : ['A pod that names resources for the pod as a whole, smaller than these requests, is refused.']),
    ]
      .map((line) => `- ${line}`)
      .join('\n');
  },
  objects: (policy, { namespace }) => {
    const filled = filledIn(policy);
    return [
      {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'podwright', namespace },
        spec: {
          limits: [
            ...(filled.length === 0
              ? []
              : [
                  {
                    type: 'Container',
                    defaultRequest: Object.fromEntries(filled.map((resource) => [resource, REQUESTS[resource]])),
                  },
                ]),
            { type: 'PersistentVolumeClaim', max: { storage: LARGEST_CLAIM } },
          ],
        },
      },
    ];
  },
};

/** Resources that the policy says nothing of. */
function filledIn({ resources }: Policy): readonly PolicyResource[] {
  return POLICY_RESOURCES.filter(
    (resource) =>
      !(resources?.requireRequests?.includes(resource) ?? false) &&
      [resources?.requests?.[resource], resources?.limits?.[resource]].every(
        (range) => range?.min === undefined && range?.max === undefined,
      ),
  );
}
