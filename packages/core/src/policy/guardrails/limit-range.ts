import type { Guardrail } from './guardrail';

/** The LimitRange of the namespace. */
export const limitRangeGuardrail: Guardrail = {
  file: 'limit-range.yaml',
  title: 'LimitRange',
  stops: () => '',
  cannot: () => '',
  objects: () => [],
};
