import type { Policy } from '../policy';
import { celPolicies } from './cel-policy';
import type { ChosenOptions, KubernetesObject } from './guardrail';

/** The rules as Gatekeeper's constraint template, in CEL, with its constraint. Needs Gatekeeper 3.18 or newer. */
export function gatekeeperObjects(policy: Policy, options: ChosenOptions): readonly KubernetesObject[] {
  const policies = celPolicies(policy, options);
  const names = policies.map(({ action }) => kindOf(policy, options, action));
  const templates = policies.map(({ parameters, variables, validation }, i): KubernetesObject => {
    const kind = names[i] ?? '';
    const properties = Object.fromEntries(
      Object.keys(parameters).map((name) => [name, { type: 'array', items: { type: 'string' } }]),
    );
    return {
      apiVersion: 'templates.gatekeeper.sh/v1',
      kind: 'ConstraintTemplate',
      metadata: { name: kind.toLowerCase() },
      spec: {
        crd: {
          spec: {
            names: { kind },
            validation: { openAPIV3Schema: { type: 'object', properties } },
          },
        },
        targets: [
          {
            target: 'admission.k8s.gatekeeper.sh',
            code: [
              {
                engine: 'K8sNativeValidation',
                source: {
                  failurePolicy: 'Fail',
                  variables: [
                    ...Object.keys(parameters).map((name) => ({ name, expression: `variables.params.${name}` })),
                    ...variables.map(({ name, expression }) => ({
                      name,
                      expression: expression.replace(/\bobject\./g, 'variables.anyObject.'),
                    })),
                  ],
                  validations: [validation],
                },
              },
            ],
          },
        ],
      },
    };
  });
  const constraints = policies.map(({ action, parameters }, i): KubernetesObject => ({
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind: names[i] ?? '',
    metadata: { name: options.namespace },
    spec: {
      enforcementAction: action === 'Deny' ? 'deny' : 'warn',
      match: { kinds: [{ apiGroups: [''], kinds: ['Pod'] }], namespaces: [options.namespace] },
      ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
    },
  }));
  return [...templates, ...constraints];
}

/** A kind of its own for each policy and namespace, since the exemptions are in the expressions. */
function kindOf(policy: Policy, { namespace }: ChosenOptions, action: 'Deny' | 'Warn'): string {
  const words = `podwright-${policy.name}-${namespace}${action === 'Warn' ? '-warn' : ''}`.split('-');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
