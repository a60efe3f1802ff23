import type { Policy } from '../policy';
import { celPolicies, type CelPolicy } from './cel-policy';
import type { ChosenOptions, KubernetesObject } from './guardrail';
import { namespaceSelector, POD_REQUESTS } from './pod-rules';

/** Where the parameters are kept, away from who may write in the namespace of the pods. */
export const PARAMETER_NAMESPACE = 'podwright-policy';

/** The rules as ValidatingAdmissionPolicy, with their bindings and parameters. Needs Kubernetes 1.30 or newer. */
export function admissionPolicyObjects(policy: Policy, options: ChosenOptions): readonly KubernetesObject[] {
  const policies = celPolicies(policy, options);
  const parameterised = policies.some(({ parameters }) => Object.keys(parameters).length > 0);
  return [
    ...(parameterised
      ? [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: PARAMETER_NAMESPACE } } satisfies KubernetesObject]
      : []),
    ...policies.flatMap((celPolicy) => objectsOf(celPolicy, policy, options)),
  ];
}

function objectsOf(celPolicy: CelPolicy, policy: Policy, { namespace }: ChosenOptions): readonly KubernetesObject[] {
  const { action, parameters, variables, validation } = celPolicy;
  const name = `podwright-${policy.name}-${namespace}${action === 'Warn' ? '-warn' : ''}`;
  const keys = Object.keys(parameters);
  const reading = keys.map((key) => ({
    name: key,
    // A key that is not there is an error, and an error refuses the pod.
    expression: `params.data.${key}.split('\\n').map(t, t.trim()).filter(t, t != '')`,
  }));
  const configMap: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: PARAMETER_NAMESPACE },
    data: Object.fromEntries(keys.map((key) => [key, (parameters[key] ?? []).map((text) => `${text}\n`).join('')])),
  };
  const version = 'admissionregistration.k8s.io/v1';
  return [
    ...(keys.length === 0 ? [] : [configMap]),
    {
      apiVersion: version,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name },
      spec: {
        failurePolicy: 'Fail',
        ...(keys.length === 0 ? {} : { paramKind: { apiVersion: 'v1', kind: 'ConfigMap' } }),
        matchConstraints: { resourceRules: [POD_REQUESTS] },
        // A label or a finalizer of a running pod can be changed, whatever the pod is.
        matchConditions: [
          { name: 'spec-changes', expression: "request.operation == 'CREATE' || object.spec != oldObject.spec" },
        ],
        variables: [...reading, ...variables],
        validations: [{ ...validation, reason: 'Forbidden' }],
      },
    },
    {
      apiVersion: version,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name },
      spec: {
        policyName: name,
        ...(keys.length === 0
          ? {}
          : { paramRef: { name, namespace: PARAMETER_NAMESPACE, parameterNotFoundAction: 'Deny' } }),
        validationActions: action === 'Deny' ? ['Deny', 'Audit'] : ['Warn', 'Audit'],
        matchResources: { namespaceSelector: namespaceSelector(namespace) },
      },
    },
  ];
}
