import type { PodSecurityCheck } from './check';
import { unmaskedProc } from './proc-mount';

/** The parts of /proc that runtimes mask stay masked. */
export const procMountRestricted: PodSecurityCheck = {
  id: 'procMount_restricted',
  level: 'restricted',
  revisions: [35],
  summary: "Reports a container without the runtime's mask over /proc, also in a user namespace",
  why: "Under baseline a pod with a user namespace may have an unmasked /proc, because its root cannot write there what is the node's. What the mask hides can be read then, such as /proc/interrupts, and more of the kernel's code can be reached. restricted keeps the mask in any case.",
  overrides: 'procMount',
  help: 'leave procMount out',
  check: unmaskedProc,
};
