import type { Container, EmptyDirVolumeSource, EnvVar } from '../model/kubernetes.generated';
import type { PodSecurityLevel } from '../model/pod-security-level';
import type { ContainerRole } from '../model/pod-template';
import type { RuleId } from '../model/rule-id';
import type { VolumeDefinition } from './volumes';
import type { Resources } from './resources';

/** Paths a tool writes, each an emptyDir of the size named, or of the size and medium. */
export interface WritablePaths {
  readonly [path: string]:
    string | { readonly sizeLimit: string; readonly medium?: EmptyDirVolumeSource['medium'] | undefined };
}

/**
 * A container with all it brings along, before a pod template hardens it.
 *
 * `Needs` is the strictest level under which it works, `Breaks` the rules it breaks by its own words.
 */
export interface ContainerDefinition<
  Name extends string = string,
  Needs extends PodSecurityLevel = PodSecurityLevel,
  Breaks extends RuleId = RuleId,
  Role extends ContainerRole = ContainerRole,
> {
  readonly name: Name;
  readonly role: Role;
  readonly needs: Needs;
  readonly breaks: readonly Breaks[];
  /** Absent for an agent whose image the controller chooses. */
  readonly image: string | undefined;
  /** The container's fields as given, in Kubernetes' words. */
  readonly fields: Omit<Container, 'name' | 'image' | 'resources'>;
  readonly resources: Resources | undefined;
  readonly volumes: readonly VolumeDefinition[];
  /** Where HOME is, on an emptyDir of its own; false for an image that keeps its own. */
  readonly home: string | false;
  /** Further writable paths, each an emptyDir. */
  readonly writablePaths: WritablePaths;
  /** Variables by which steps reach a service; the host is the loopback address that the containers of a pod share. */
  readonly address: readonly EnvVar[];
  /** Names of the services that the steps of this container talk to. */
  readonly uses: readonly string[];
}
