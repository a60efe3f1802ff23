import type { PodSecurityCheck } from './check';
import { unmaskedProc } from './proc-mount';

/** The parts of /proc that runtimes mask stay masked. */
export const procMountRestricted: PodSecurityCheck = {
  id: 'procMount_restricted',
  level: 'restricted',
  revisions: [35],
  overrides: 'procMount',
  help: 'leave procMount out',
  check: unmaskedProc,
};
