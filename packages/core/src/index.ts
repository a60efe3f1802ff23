/**
 * Typed builders, policy and renderers for secure Jenkins agent pods on Kubernetes.
 *
 * @packageDocumentation
 */
export { podTemplate, type PolicyField } from './pod-template';
export { PodTemplateBuilder, type NewPodTemplateBuilder } from './builders/pod-template';
export type { PodTemplateFields } from './builders/pod-template-spec';
export type { ContainerDefinition, WritablePaths } from './builders/container-definition';
export {
  agent,
  container,
  initContainer,
  service,
  type AgentFields,
  type ContainerFields,
  type SecurityContextFields,
  type ServiceFields,
} from './builders/container';
export { env, fieldEnv, mergeEnv, secretEnv } from './builders/env';
export { AGENT_HOME, AGENT_IMAGE, AGENT_UID } from './builders/hardened-defaults';
export type { ImageRewrites } from './builders/image-rewrites';
export type { CertificateAuthority, Network, Proxy } from './builders/network';
export { requireNodes, toleration } from './builders/node-placement';
export { passwdEntry, type PasswdEntryFields } from './builders/passwd-entry';
export { ParallelStages, pipeline, PipelineBuilder } from './builders/pipeline';
export type { Resources } from './builders/resources';
export {
  archiveArtifacts,
  dir,
  echo,
  groovy,
  junit,
  retry,
  sh,
  step,
  timeout,
  withCredentials,
} from './builders/steps';
export {
  configMapVolume,
  downwardApiVolume,
  emptyDir,
  ephemeralVolume,
  hostPathVolume,
  imageVolume,
  persistentVolumeClaim,
  projectedVolume,
  secretVolume,
  type EphemeralVolumeFields,
  type MountFields,
  type MountPath,
  type VolumeDefinition,
} from './builders/volumes';
export type { Fault } from './model/fault';
export { formatImageReference, parseImageReference, type ImageReference } from './model/image-reference';
export { InvalidPodTemplateError } from './model/invalid-pod-template-error';
export type { JenkinsSettings, WorkspaceVolume } from './model/jenkins-settings';
export type * from './model/kubernetes.generated';
export { KUBERNETES_VERSION } from './model/kubernetes-types.generated';
export type {
  CredentialBinding,
  Pipeline,
  PipelineOptions,
  PostCondition,
  Stage,
  Step,
  StepValue,
  Timeout,
  TimeUnit,
} from './model/pipeline';
export { POD_SECURITY_LEVELS, type PodSecurityLevel } from './model/pod-security-level';
export {
  AGENT_CONTAINER_NAME,
  WORKING_DIR,
  type ContainerRole,
  type Exemption,
  type PodTemplate,
} from './model/pod-template';
export { mebibytesOf, parseQuantity } from './model/quantity';
export { suggestionFor } from './model/suggestion';
export type { AgentRuleId, NamedRuleId, OrganisationRuleId, PodSecurityCheckId, RuleId } from './model/rule-id';
export { imagePatternFault, matchesImagePattern, type ImagePattern } from './model/image-pattern';
export { InvalidPolicyError } from './model/invalid-policy-error';
export { renderGuardrails, type GuardrailFile } from './guardrails';
export { ALL_RULE_IDS, findRule, type DescribedRule } from './policy/describe-rule';
export {
  GUARDRAIL_ENGINES,
  type GuardrailEngine,
  type GuardrailOptions,
  type WorkloadIdentity,
} from './policy/guardrails/guardrail';
export { isPodSecurityVersion } from './policy/pod-security/version';
export { checkPod, checkPodTemplate, levelOf, type CheckOptions } from './policy/check-pod';
export { definePolicy, isPolicy, type PolicyDefinition } from './policy/define-policy';
export { SEVERITIES, type Finding, type Severity } from './policy/finding';
export type {
  LoosenablePart,
  Policy,
  PolicyExemption,
  PolicyFields,
  PolicyResource,
  QuantityRange,
  ResourceRanges,
} from './policy/policy';
export { POLICY_SCHEMA } from './policy/policy-schema';
export { PRESET_NAMES, type PresetName } from './policy/preset-names';
export { PRESETS } from './policy/presets';
export {
  evaluatePodSecurity,
  type PodSecurityFailure,
  type PodSecurityPolicy,
  type PodSecurityVerdict,
} from './policy/pod-security/evaluate';
export { explainPodSecurity, type ExplainedFailure } from './policy/pod-security/explain';
export type { FailedField } from './policy/pod-security/check';
export type { PodSecurityVersion } from './policy/pod-security/version';
export { renderAgentBlock, renderDeclarativePipeline } from './renderers/declarative-pipeline';
export type { PodSource } from './renderers/pipeline-code';
export { podManifest } from './renderers/pod-manifest';
export { renderPodYaml } from './renderers/pod-yaml';
export { renderPodTemplateCall, renderScriptedPipeline, type PipelineRendering } from './renderers/scripted-pipeline';
export type { Skeleton } from './renderers/skeleton';
