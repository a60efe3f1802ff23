/**
 * Ids of the checks of the Pod Security Standards, as the official evaluator spells them.
 *
 * @see https://github.com/kubernetes/pod-security-admission
 */
export type PodSecurityCheckId =
  | 'appArmorProfile'
  | 'capabilities_baseline'
  | 'hostNamespaces'
  | 'hostPathVolumes'
  | 'hostPorts'
  | 'hostProbesAndHostLifecycle'
  | 'privileged'
  | 'procMount'
  | 'seLinuxOptions'
  | 'seccompProfile_baseline'
  | 'sysctls'
  | 'windowsHostProcess'
  | 'allowPrivilegeEscalation'
  | 'capabilities_restricted'
  | 'procMount_restricted'
  | 'restrictedVolumes'
  | 'runAsNonRoot'
  | 'runAsUser'
  | 'seccompProfile_restricted';

/** Ids of the rules that hold for every agent pod, whatever an organisation says. */
export type AgentRuleId =
  | 'agent-command'
  | 'agent-injection'
  | 'control-plane-toleration'
  | 'docker-in-docker'
  | 'docker-socket'
  | 'host-namespace'
  | 'host-path'
  | 'idle-command'
  | 'ignored-setting'
  | 'literal-secret'
  | 'named-user'
  | 'node-name'
  | 'privileged-container'
  | 'reserved-name'
  | 'root-user'
  | 'secret-in-log'
  | 'service-account-token'
  | 'unpinned-image'
  | 'workspace-user'
  | 'workspace-volume';

/** Ids of the rules that say nothing until an organisation's policy gives them their values. */
export type OrganisationRuleId =
  | 'capability-not-allowed'
  | 'digest-required'
  | 'deadline-required'
  | 'missing-requests'
  | 'node-pool-not-allowed'
  | 'registry-not-allowed'
  | 'resources-out-of-range'
  | 'secret-in-environment'
  | 'service-account-not-allowed'
  | 'tag-not-allowed'
  | 'volume-not-allowed';

/** Ids of rules with a severity of their own, that a policy can change. */
export type NamedRuleId = AgentRuleId | OrganisationRuleId;

/** Ids of everything that a pod can break, or be exempted from by name. */
export type RuleId = NamedRuleId | `pod-security/${PodSecurityCheckId}`;
