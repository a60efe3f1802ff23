import type { Guardrail } from './guardrail';

/** What the controller and the agents may do. */
export const rbacGuardrail: Guardrail = {
  file: 'rbac.yaml',
  title: 'RBAC',
  stops: () => '',
  cannot: () => '',
  objects: () => [],
};
