import type { Fault } from '../../model/fault';
import type { Guardrail } from './guardrail';

/** Identity at a registry. */
export const workloadIdentityGuardrail: Guardrail = {
  file: 'workload-identity.yaml',
  title: 'Workload identity',
  stops: () => '',
  cannot: () => '',
  objects: () => [],
};

/** What keeps a value from being an identity. */
export function identityFaults(_identity: unknown): Fault[] {
  return [];
}
