import type { PodSecurityLevel } from '../../model/pod-security-level';
import { appArmorProfile } from './app-armor-profile';
import { capabilitiesBaseline, capabilitiesRestricted } from './capabilities';
import type { PodSecurityCheck } from './check';
import {
  allowPrivilegeEscalation,
  privileged,
  procMount,
  procMountRestricted,
  windowsHostProcess,
} from './container-settings';
import { hostNamespaces, hostPathVolumes, hostPorts, hostProbesAndHostLifecycle } from './host';
import { restrictedVolumes } from './restricted-volumes';
import { runAsNonRoot, runAsUser } from './run-as';
import { seccompProfileBaseline, seccompProfileRestricted } from './seccomp-profile';
import { seLinuxOptions } from './se-linux-options';
import { sysctls } from './sysctls';

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

const overridden = new Set(POD_SECURITY_CHECKS.map(({ overrides }) => overrides));

const byLevel: { readonly [Level in PodSecurityLevel]: readonly PodSecurityCheck[] } = {
  privileged: [],
  baseline: POD_SECURITY_CHECKS.filter(({ level }) => level === 'baseline'),
  restricted: POD_SECURITY_CHECKS.filter(({ id, level }) => level === 'restricted' || !overridden.has(id)),
};

/** The checks of a level; those of restricted replace their twins of baseline. */
export function checksOf(level: PodSecurityLevel): readonly PodSecurityCheck[] {
  return byLevel[level];
}
