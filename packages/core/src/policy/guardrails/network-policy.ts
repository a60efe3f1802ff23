import type { Guardrail } from './guardrail';

/** The network policies of the namespace. */
export const networkPolicyGuardrail: Guardrail = {
  file: 'network-policy.yaml',
  title: 'NetworkPolicy',
  stops: () => '',
  cannot: () => '',
  objects: () => [],
};
