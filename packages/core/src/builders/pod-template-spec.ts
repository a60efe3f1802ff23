import type { JenkinsSettings } from '../model/jenkins-settings';
import type { PodSpec } from '../model/kubernetes.generated';
import type { PodSecurityLevel } from '../model/pod-security-level';
import type { Exemption } from '../model/pod-template';
import type { ContainerDefinition } from './container-definition';
import type { ImageRewrites } from './image-rewrites';
import type { Network } from './network';
import type { VolumeDefinition } from './volumes';

/** A volume of the template and the containers that mount it; absent means every step container. */
export interface SharedVolume {
  readonly volume: VolumeDefinition;
  readonly containers: readonly string[] | undefined;
}

/** Fields of PodSpec that a template sets through its own methods, or that no new pod can have. */
export type BuiltPodFields = 'containers' | 'initContainers' | 'ephemeralContainers' | 'volumes';

/** What `podTemplate` takes beside the name: PodSpec's fields, the plugin's settings and a few of our own. */
export interface PodTemplateFields<Level extends PodSecurityLevel = PodSecurityLevel>
  extends Partial<Omit<PodSpec, BuiltPodFields>>, JenkinsSettings {
  /** The Pod Security level the pod passes. @default restricted */
  readonly podSecurity?: Level | undefined;
  /** Namespace of the pod; it beats the cloud's. */
  readonly namespace?: string | undefined;
  /** Whether root in the pod is nobody on the node: sets `hostUsers: false`. @default false */
  readonly userNamespaces?: boolean | undefined;
  /** `from-platform` writes no uid, for platforms that assign one, as OpenShift does. @default 1000 */
  readonly uid?: number | 'from-platform' | undefined;
  /** Architecture of the node, as `kubernetes.io/arch` has it. */
  readonly architecture?: 'amd64' | 'arm64' | 'ppc64le' | 's390x' | 'riscv64' | undefined;
  /** Mirrors and digests of all images of the pod, the agent's too. */
  readonly images?: ImageRewrites | undefined;
  /** Proxy and certificate authorities, told to every program that must be told. */
  readonly network?: Network | undefined;
}

/** What a builder has collected: never changed, only copied. */
export interface PodTemplateSpec {
  readonly name: string;
  readonly podSecurity: PodSecurityLevel;
  readonly fields: {
    readonly namespace: string | undefined;
    readonly userNamespaces: boolean | undefined;
    readonly uid: number | 'from-platform' | undefined;
    readonly architecture: string | undefined;
    readonly images: ImageRewrites | undefined;
    readonly network: Network | undefined;
    readonly podSpec: Partial<Omit<PodSpec, BuiltPodFields>>;
  };
  readonly settings: JenkinsSettings;
  readonly containers: readonly ContainerDefinition[];
  readonly volumes: readonly SharedVolume[];
  readonly labels: { readonly [key: string]: string };
  readonly annotations: { readonly [key: string]: string };
  readonly exemptions: readonly Exemption[];
}
