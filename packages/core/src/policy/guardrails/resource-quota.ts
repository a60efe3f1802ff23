import type { NamedRuleId } from '../../model/rule-id';
import type { Policy, PolicyResource } from '../policy';
import { POLICY_RESOURCES } from '../policy-schema';
import { missingRequests } from '../rules/missing-requests';
import { resourcesOutOfRange } from '../rules/resources-out-of-range';
import type { Guardrail } from './guardrail';

type Kind = 'requests' | 'limits';

/** An amount of which the namespace may have so much in all, and the most that one container may have of it. */
interface Sum {
  readonly kind: Kind;
  readonly resource: PolicyResource;
  readonly ceiling: string;
}

/** What the pods of the namespace may have in all. */
export const resourceQuotaGuardrail: Guardrail = {
  file: 'resource-quota.yaml',
  title: 'ResourceQuota',
  stops: (policy, { namespace, pods }) => {
    const demanded = sumsOf(policy).filter(({ resource }) => resource !== 'ephemeral-storage');
    return [
      `The API server refuses a pod when \`${namespace}\` has ${pods} that have not ended, or when their requests or limits ` +
        `would pass the sums: ${pods} times what the policy allows one container at most. Jenkins tries again until there ` +
        'is room.',
      ...(demanded.length === 0
        ? []
        : [`It also refuses a pod with a container that has no ${listed(demanded.map(sumName))}.`]),
      `Services of type LoadBalancer and NodePort are refused, and more than ${pods} claims of storage.`,
    ].join(' ');
  },
  cannot: (policy, { namespace }) =>
    [
      'All containers of a pod count: when they use their ceilings, fewer pods fit than the number says.',
      ...sumlessNotes(policy),
      ...(sumsOf(policy).some(({ resource }) => resource === 'ephemeral-storage')
        ? ['The server demands only cpu and memory: a container that says nothing of ephemeral-storage counts as none.']
        : []),
      ...(policy.exemptions.some(
        ({ rule, namespace: limited }) =>
          (rule === missingRequests.id || rule === resourcesOutOfRange.id) &&
          (limited === undefined || limited === namespace),
      ) && sumsOf(policy).length > 0
        ? ['A quota knows no exemptions: a pod that the policy lets do without a request or a limit is refused here.']
        : []),
    ]
      .map((line) => `- ${line}`)
      .join('\n'),
  objects: (policy, { namespace, pods }) => [
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'podwright', namespace },
      spec: {
        hard: {
          pods: String(pods),
          ...Object.fromEntries(sumsOf(policy).map((sum) => [sumName(sum), times(sum.ceiling, pods)])),
          persistentvolumeclaims: String(pods),
          'services.loadbalancers': '0',
          'services.nodeports': '0',
        },
      },
    },
  ],
};

function sumName({ kind, resource }: Pick<Sum, 'kind' | 'resource'>): string {
  return `${kind}.${resource}`;
}

function sumsOf(policy: Policy): readonly Sum[] {
  return ceilingsOf(policy).filter((sum) => isStated(policy, sum));
}

function ceilingsOf({ resources }: Policy): readonly Sum[] {
  return (['requests', 'limits'] as const).flatMap((kind) =>
    POLICY_RESOURCES.flatMap((resource): Sum[] => {
      const ceiling = resources?.[kind]?.[resource]?.max;
      return ceiling === undefined ? [] : [{ kind, resource, ceiling }];
    }),
  );
}

/**
 * Whether the policy refuses containers without the amount. The server does so by itself for what it sums, of cpu and memory
 * (`validationSet` in k8s.io/kubernetes/pkg/quota/v1/evaluator/core/pods.go): it would refuse what the policy lets pass.
 */
function isStated(policy: Policy, { kind, resource }: Sum): boolean {
  if (resource === 'ephemeral-storage') return true;
  // A limit is the request too, where none is written.
  const limited = isError(policy, resourcesOutOfRange) && policy.resources?.limits?.[resource]?.max !== undefined;
  return limited || (kind === 'requests' && isError(policy, missingRequests) && isRequired(policy, resource));
}

function isError(policy: Policy, { id, severity }: { readonly id: NamedRuleId; readonly severity: string }): boolean {
  return (policy.rules[id] ?? severity) === 'error';
}

function isRequired({ resources }: Policy, resource: PolicyResource): boolean {
  return resources?.requireRequests?.includes(resource) ?? false;
}

/** Why some amounts have no sum. */
function sumlessNotes(policy: Policy): readonly string[] {
  const unstated = ceilingsOf(policy).filter((sum) => !isStated(policy, sum));
  const unbounded = POLICY_RESOURCES.filter(
    (resource) => isRequired(policy, resource) && policy.resources?.requests?.[resource]?.max === undefined,
  );
  return [
    ...(unbounded.length === 0
      ? []
      : [
          `No sum holds ${listed(unbounded.map((resource) => sumName({ kind: 'requests', resource })))}: the policy asks for ` +
            'these requests and names no ceiling.',
        ]),
    ...(unstated.length === 0
      ? []
      : [
          `No sum holds ${listed(unstated.map(sumName))}: the server would refuse containers without it, which the policy ` +
            'lets pass.',
        ]),
  ];
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** A quantity so many times, exactly: as a decimal number, not as a floating one. */
function times(quantity: string, count: number): string {
  const [, whole = '', fraction = '', suffix = ''] = /^\+?(\d*)\.?(\d*)(.*)$/.exec(quantity) ?? [];
  const product = BigInt(whole + fraction) * BigInt(count);
  if (suffix === 'm' && fraction === '' && product % 1000n === 0n) return String(product / 1000n);
  const digits = String(product).padStart(fraction.length + 1, '0');
  const point = digits.length - fraction.length;
  const decimals = digits.slice(point).replace(/0+$/, '');
  return `${digits.slice(0, point)}${decimals === '' ? '' : `.${decimals}`}${suffix}`;
}
