/** The part of a container's status that is read. */
interface ContainerStatus {
  readonly ready?: boolean;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly terminated?: {
      readonly exitCode: number;
      readonly signal?: number;
      readonly reason?: string;
      readonly message?: string;
    };
  };
}

/** The part of a pod that the cluster writes, as far as it is read. */
export interface PodWithStatus {
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

/** Where a container is on its way. */
export interface Readiness {
  readonly state: 'ready' | 'waiting' | 'failed';
  /** What it waits for, or why it never will be ready. */
  readonly why: string;
}

/** What the kubelet names a reason for waiting that does not pass by itself. */
const HOPELESS = new Set([
  'CrashLoopBackOff',
  'CreateContainerConfigError',
  'CreateContainerError',
  'ErrImageNeverPull',
  'ImagePullBackOff',
  'InvalidImageName',
  'RunContainerError',
]);

/** Reads from a pod's status where its only container is. */
export function readinessOf({ status = {} }: PodWithStatus): Readiness {
  const { phase = 'Pending', containerStatuses = [], initContainerStatuses = [], conditions = [] } = status;
  for (const { ready, state = {} } of [...initContainerStatuses, ...containerStatuses]) {
    const { waiting, terminated } = state;
    const reason = waiting?.reason ?? '';
    if (HOPELESS.has(reason)) return { state: 'failed', why: sentence(reason, waiting?.message) };
    if (terminated !== undefined && (ready !== true || terminated.exitCode !== 0)) {
      const { exitCode, signal, reason: how, message } = terminated;
      return {
        state: 'failed',
        why: sentence(
          signal === undefined || signal === 0 ? `ended with ${exitCode}` : `ended by signal ${signal}`,
          how,
          message,
        ),
      };
    }
  }
  if (phase === 'Failed') return { state: 'failed', why: sentence('pod failed', status.reason, status.message) };
  if (containerStatuses.length > 0 && containerStatuses.every(({ ready }) => ready === true))
    return { state: 'ready', why: '' };
  const waiting = containerStatuses.find(({ state }) => state?.waiting !== undefined)?.state?.waiting;
  if (waiting !== undefined) return { state: 'waiting', why: sentence(waiting.reason, waiting.message) };
  if (containerStatuses.length > 0) return { state: 'waiting', why: 'it runs, but its readiness probe says no' };
  const scheduled = conditions.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'True') return { state: 'waiting', why: `${phase}, its node has not started it` };
  return { state: 'waiting', why: sentence(`${phase}, on no node`, scheduled?.reason, scheduled?.message) };
}

function sentence(...parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined && part !== '')
    .join(': ')
    .replaceAll(/\s+/g, ' ');
}
