import { additionDetail, forbiddenAdditions } from './capabilities';
import type { PodSecurityCheck } from './check';

/** What a container may add at the level baseline, by exact names. */
export const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** No capabilities beyond those a container runtime grants by itself. */
export const capabilitiesBaseline: PodSecurityCheck = {
  id: 'capabilities_baseline',
  level: 'baseline',
  revisions: [0],
  summary:
    'Reports a container that adds a Linux capability beyond 13 of those that container runtimes grant by themselves',
  why: 'A capability is a piece of root. With SYS_ADMIN a build mounts file systems and enters namespaces, with SYS_MODULE it loads code into the kernel that it shares with the node, with NET_RAW it sends packets in the name of others.',
  help: `add none but ${[...BASELINE_CAPABILITIES].join(', ')}`,
  check: (pod) => {
    const fields = forbiddenAdditions(pod, BASELINE_CAPABILITIES);
    return fields.length === 0
      ? undefined
      : { reason: 'non-default capabilities', detail: additionDetail(fields), fields };
  },
};
