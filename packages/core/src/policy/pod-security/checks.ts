import type { PodSecurityLevel } from '../../model/pod-security-level';
import { allowPrivilegeEscalation } from './allow-privilege-escalation';
import { appArmorProfile } from './app-armor-profile';
import { capabilitiesBaseline } from './capabilities-baseline';
import { capabilitiesRestricted } from './capabilities-restricted';
import type { PodSecurityCheck } from './check';
import { hostNamespaces } from './host-namespaces';
import { hostPathVolumes } from './host-path-volumes';
import { hostPorts } from './host-ports';
import { hostProbesAndHostLifecycle } from './host-probes-and-host-lifecycle';
import { privileged } from './privileged';
import { procMount } from './proc-mount';
import { procMountRestricted } from './proc-mount-restricted';
import { restrictedVolumes } from './restricted-volumes';
import { runAsNonRoot } from './run-as-non-root';
import { runAsUser } from './run-as-user';
import { seccompProfileBaseline } from './seccomp-profile-baseline';
import { seccompProfileRestricted } from './seccomp-profile-restricted';
import { seLinuxOptions } from './se-linux-options';
import { sysctls } from './sysctls';
import { NEWEST_MINOR } from './version';
import { windowsHostProcess } from './windows-host-process';

/** Every check, in the order of the official evaluator: baseline, then restricted, each by the bytes of their ids. */
export const POD_SECURITY_CHECKS: readonly PodSecurityCheck[] = Object.freeze([
  appArmorProfile,
  capabilitiesBaseline,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbesAndHostLifecycle,
  privileged,
  procMount,
  seLinuxOptions,
  seccompProfileBaseline,
  sysctls,
  windowsHostProcess,
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  procMountRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompProfileRestricted,
]);

const selected = new Map<string, readonly PodSecurityCheck[]>();

/** The checks of a level at a minor release; those of restricted replace their twins of baseline. */
export function checksOf(level: PodSecurityLevel, minor: number = NEWEST_MINOR): readonly PodSecurityCheck[] {
  const key = `${level} ${minor}`;
  const known = selected.get(key);
  if (known !== undefined) return known;
  const checks = select(level, minor);
  selected.set(key, checks);
  return checks;
}

function select(level: PodSecurityLevel, minor: number): readonly PodSecurityCheck[] {
  const current = POD_SECURITY_CHECKS.filter(({ revisions: [since] }) => since <= minor);
  switch (level) {
    case 'privileged':
      return [];
    case 'baseline':
      return current.filter((check) => check.level === 'baseline');
    case 'restricted': {
      const overridden = new Set(current.map(({ overrides }) => overrides));
      return current.filter((check) => !overridden.has(check.id));
    }
    default:
      throw new RangeError(
        `level: ${JSON.stringify(level)} is no Pod Security level; use one of privileged, baseline, restricted`,
      );
  }
}
