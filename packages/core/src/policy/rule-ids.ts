import type { AgentRuleId, NamedRuleId, OrganisationRuleId } from '../model/rule-id';

/** Rules that hold for every agent pod, in the order in which they are looked at: what hands over the node comes first. */
export const AGENT_RULE_IDS: readonly AgentRuleId[] = Object.freeze([
  'docker-socket',
  'privileged-container',
  'docker-in-docker',
  'host-path',
  'host-namespace',
  'unpinned-image',
  'literal-secret',
  'control-plane-toleration',
  'node-name',
  'service-account-token',
  'agent-injection',
  'agent-command',
  'root-user',
  'named-user',
  'workspace-user',
  'idle-command',
  'reserved-name',
  'workspace-volume',
  'secret-in-log',
  'ignored-setting',
]);

/** Rules that an organisation's policy gives their values, in the order in which they are looked at. */
export const ORGANISATION_RULE_IDS: readonly OrganisationRuleId[] = Object.freeze([
  'registry-not-allowed',
  'digest-required',
  'tag-not-allowed',
  'missing-requests',
  'resources-out-of-range',
  'service-account-not-allowed',
  'node-pool-not-allowed',
  'capability-not-allowed',
  'volume-not-allowed',
  'secret-in-environment',
  'deadline-required',
]);

/** All rules but the checks of Pod Security. */
export const NAMED_RULE_IDS: readonly NamedRuleId[] = Object.freeze([...AGENT_RULE_IDS, ...ORGANISATION_RULE_IDS]);
