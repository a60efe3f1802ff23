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

/** Ids of the rules that every pod template obeys, or is exempted from by name. */
export type RuleId =
  | 'agent-injection'
  | 'control-plane-toleration'
  | 'docker-in-docker'
  | 'docker-socket'
  | 'host-namespace'
  | 'host-path'
  | 'literal-secret'
  | 'privileged-container'
  | 'service-account-token'
  | 'unpinned-image'
  | `pod-security/${PodSecurityCheckId}`;
