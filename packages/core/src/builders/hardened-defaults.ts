import { frozenCopy } from '../model/frozen-copy';
import type { PodSecurityContext, PodSpec, SecurityContext } from '../model/kubernetes.generated';

/** The agent's uid and gid: the official agent image's user `jenkins`, which every container shares. */
export const AGENT_UID = 1000;

/** The agent image of the plugin's own release, by version: an agent must not change under a running controller. */
export const AGENT_IMAGE = 'docker.io/jenkins/inbound-agent:3355.v388858a_47b_33-3-jdk21';

/** Home of uid 1000 in the agent image; a neutral place in images whose passwd file has no uid 1000. */
export const AGENT_HOME = '/home/jenkins';

/** What every container's security context starts from; a container's own fields replace these one by one. */
export const CONTAINER_SECURITY_CONTEXT: SecurityContext = frozenCopy({
  // Set-user-ID programs stay harmless; required by restricted on every container.
  allowPrivilegeEscalation: false,
  // Nothing a build does needs a capability of the kernel; required by restricted.
  capabilities: { drop: ['ALL'] },
  // What an attacker writes is gone with the emptyDir, and tools cannot be replaced.
  readOnlyRootFilesystem: true,
});

/** What the pod's security context starts from. */
export const POD_SECURITY_CONTEXT: PodSecurityContext = frozenCopy({
  // The kubelet refuses an image that would run as root.
  runAsNonRoot: true,
  // Without it the kubelet leaves pods unconfined unless the node says otherwise.
  seccompProfile: { type: 'RuntimeDefault' },
});

/** Numeric, because the kubelet cannot prove a user given by name to be no root; one for all, for the shared workspace. */
export const POD_USER: PodSecurityContext = frozenCopy({
  runAsUser: AGENT_UID,
  runAsGroup: AGENT_UID,
  fsGroup: AGENT_UID,
  // A large cache volume is not walked through at every start.
  fsGroupChangePolicy: 'OnRootMismatch',
});

/** What the pod itself starts from. */
export const POD_DEFAULTS: Partial<PodSpec> = frozenCopy({
  // The agent connects outward with its own secret: no build needs the cluster's API.
  automountServiceAccountToken: false,
  // One variable per service of the namespace tells an attacker where to go, and slows the shells down.
  enableServiceLinks: false,
  // A finished agent is not started again.
  restartPolicy: 'Never',
  // The keeper processes end at once on SIGTERM; services get the rest.
  terminationGracePeriodSeconds: 10,
});

/** Clusters have Windows and other nodes too; the plugin sets this only where no other selector stands. */
export const NODE_SELECTOR: { readonly [label: string]: string } = frozenCopy({ 'kubernetes.io/os': 'linux' });

/** Requests and limits of a container that names none. */
export const CONTAINER_RESOURCES = frozenCopy({
  requests: { cpu: '100m', memory: '512Mi', 'ephemeral-storage': '512Mi' },
  limits: { memory: '512Mi', 'ephemeral-storage': '4Gi' },
});

/** Requests and limits of the agent; its share of disk covers the workspace, which counts against the pod. */
export const AGENT_RESOURCES = frozenCopy({
  requests: { cpu: '100m', memory: '512Mi', 'ephemeral-storage': '1Gi' },
  limits: { memory: '512Mi', 'ephemeral-storage': '12Gi' },
});

/** Size of the workspace, unless `workspaceVolume` is given. */
export const WORKSPACE_SIZE_LIMIT = '10Gi';

/** Size of an emptyDir that names none. */
export const EMPTY_DIR_SIZE_LIMIT = '1Gi';

/** Size of a container's home, where tools keep their caches. */
export const HOME_SIZE_LIMIT = '2Gi';

/** Where every container may write without being asked. */
export const TEMPORARY_DIR = '/tmp';

/**
 * The process of a container that waits for its steps. The shell is the one the `container` step needs anyway; as the
 * first process it ends at once on SIGTERM, where a bare `sleep` would use up the grace period. The interval is a plain
 * number because small builds of busybox know no suffixes.
 */
export const KEEPER_COMMAND: readonly string[] = frozenCopy(['sh', '-c']);

/** Arguments of the keeper. */
export const KEEPER_ARGS: readonly string[] = frozenCopy([
  "trap 'exit 0' TERM INT; while :; do sleep 3600 & wait $!; done",
]);
