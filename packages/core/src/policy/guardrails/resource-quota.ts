import type { Guardrail } from './guardrail';

/** The ResourceQuota of the namespace. */
export const resourceQuotaGuardrail: Guardrail = {
  file: 'resource-quota.yaml',
  title: 'ResourceQuota',
  stops: () => '',
  cannot: () => '',
  objects: () => [],
};
