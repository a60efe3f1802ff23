import type { JenkinsSettings } from './jenkins-settings';
import type { Pod, PodSpec } from './kubernetes.generated';
import type { PodSecurityLevel } from './pod-security-level';

/** Name of the container that runs the Jenkins agent. */
export const AGENT_CONTAINER_NAME = 'jnlp';

/** Name of the container that runs the agent, by the settings of a template. */
export function agentContainerName({ agentContainer = AGENT_CONTAINER_NAME }: JenkinsSettings): string {
  return agentContainer;
}

/** Working directory of the agent, where the plugin mounts the workspace in every container. */
export const WORKING_DIR = '/home/jenkins/agent';

/** What a container is there for. */
export type ContainerRole = 'agent' | 'step' | 'service' | 'init';

/** A rule that a template breaks on purpose, with the reason. */
export interface Exemption {
  /** Id of the rule, such as `privileged-container`. */
  readonly ruleId: string;
  /** Why the rule does not hold here, for whoever reads the pod. */
  readonly reason: string;
  /** The container it is limited to; absent when it holds for the whole pod. */
  readonly container?: string | undefined;
}

/**
 * A pod template: frozen plain data, a Kubernetes Pod with what Jenkins needs beside it.
 *
 * `StepContainer` is the union of the names that a stage can run in.
 */
export interface PodTemplate<StepContainer extends string = string, Level extends PodSecurityLevel = PodSecurityLevel> {
  /** Name of the template, an RFC 1123 subdomain. */
  readonly name: string;
  /** The Pod Security level that the pod promises to pass. */
  readonly podSecurity: Level;
  /** The pod, complete: the only source of the pod in every Jenkins form. */
  readonly pod: Pod & { readonly spec: PodSpec };
  /** Role of every container by name. */
  readonly roles: { readonly [container: string]: ContainerRole };
  /** Containers with a shell that the `container` step can use, the agent's first. */
  readonly stepContainers: readonly StepContainer[];
  /** What YAML cannot carry. */
  readonly settings: JenkinsSettings;
  /** Rules broken on purpose, in the order they were named. */
  readonly exemptions: readonly Exemption[];
  /** What nobody can know from this data alone, a sentence each. */
  readonly caveats: readonly string[];
}
