/** The engines of Gatekeeper and Kyverno, by their own command lines; the first use builds them. */
export { gatekeeperVerdicts } from '../guardrails-engines/gatekeeper';
export { kyvernoVerdicts } from '../guardrails-engines/kyverno';
export type { EngineOptions, EngineVerdict } from '../guardrails-engines/engine-verdict';
