import type { Fault } from '../model/fault';
import { itemPath } from '../model/path';
import type { PodTemplate } from '../model/pod-template';

const LABEL = 'kubernetes.io/os';
const REMEDY = 'leave it out: agents on Windows are not made here yet, since nothing that hardens this pod holds there';

/** A pod for Windows nodes: no uid, no capabilities, no seccomp, no read-only root: what is promised would not be so. */
export function checkPlatform({ pod: { spec } }: PodTemplate): Fault[] {
  const faults: Fault[] = [];
  const refuse = (path: string, value: unknown): void => {
    faults.push({ path, value, message: 'asks for Windows', remedy: REMEDY });
  };
  if (spec.os?.name === 'windows') refuse('spec.os.name', 'windows');
  if (spec.nodeSelector?.[LABEL] === 'windows') refuse(`spec.nodeSelector["${LABEL}"]`, 'windows');
  if (spec.securityContext?.windowsOptions !== undefined)
    refuse('spec.securityContext.windowsOptions', spec.securityContext.windowsOptions);
  for (const list of ['initContainers', 'containers'] as const) {
    (spec[list] ?? []).forEach(({ securityContext }, i) => {
      const options = securityContext?.windowsOptions;
      if (options !== undefined) refuse(`${itemPath(`spec.${list}`, i)}.securityContext.windowsOptions`, options);
    });
  }
  return faults;
}
