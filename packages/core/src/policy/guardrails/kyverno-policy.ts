import { celList } from '../cel';
import type { Policy } from '../policy';
import { celPolicies } from './cel-policy';
import type { ChosenOptions, KubernetesObject } from './guardrail';
import { namespaceSelector, POD_REQUESTS } from './pod-rules';

/** The rules as Kyverno's ValidatingPolicy, with the parameters written into it. Needs Kyverno 1.18 or newer. */
export function kyvernoObjects(policy: Policy, options: ChosenOptions): readonly KubernetesObject[] {
  return celPolicies(policy, options).map(({ action, parameters, variables, validation }) => ({
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name: `podwright-${policy.name}-${options.namespace}${action === 'Warn' ? '-warn' : ''}` },
    spec: {
      failurePolicy: 'Fail',
      validationActions: [action, 'Audit'],
      matchConstraints: {
        resourceRules: [POD_REQUESTS],
        namespaceSelector: namespaceSelector(options.namespace),
      },
      variables: [
        ...Object.entries(parameters).map(([name, texts]) => ({ name, expression: celList(texts) })),
        ...variables,
      ],
      validations: [validation],
    },
  }));
}
