import { podContainers } from '../pod-containers';
import type { FailedField, JudgedPod, PodSecurityCheck } from './check';
import { isWindows } from './fields';
import { containersOf, named, quoted, sortedSet } from './wording';

const BASELINE = new Set([
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
const RESTRICTED = new Set(['NET_BIND_SERVICE']);

function forbiddenAdditions(pod: JudgedPod, allowed: ReadonlySet<string>): FailedField[] {
  return podContainers(pod.spec).flatMap(({ container, path }) => {
    const forbidden = (container.securityContext?.capabilities?.add ?? []).filter(
      (capability) => !allowed.has(capability),
    );
    return forbidden.map((value) => ({
      path: `${path}.securityContext.capabilities.add`,
      container: container.name,
      value,
    }));
  });
}

function additionDetail(fields: readonly FailedField[]): string {
  const values = sortedSet(fields.map(({ value }) => String(value)));
  return `${named('container', containersOf(fields))} must not include ${quoted(values)} in securityContext.capabilities.add`;
}

/** No capabilities beyond those a container runtime grants by itself. */
export const capabilitiesBaseline: PodSecurityCheck = {
  id: 'capabilities_baseline',
  level: 'baseline',
  help: `add none but ${[...BASELINE].join(', ')}`,
  check: (pod) => {
    const fields = forbiddenAdditions(pod, BASELINE);
    return fields.length === 0
      ? undefined
      : { reason: 'non-default capabilities', detail: additionDetail(fields), fields };
  },
};

/** All capabilities dropped, none but NET_BIND_SERVICE added. */
export const capabilitiesRestricted: PodSecurityCheck = {
  id: 'capabilities_restricted',
  level: 'restricted',
  overrides: 'capabilities_baseline',
  help: 'drop ALL and add none but NET_BIND_SERVICE',
  check: (pod) => {
    if (isWindows(pod)) return undefined;
    const keeping: FailedField[] = podContainers(pod.spec).flatMap(({ container, path }) => {
      const drop = container.securityContext?.capabilities?.drop ?? undefined;
      if (drop?.includes('ALL')) return [];
      const at = { path: `${path}.securityContext.capabilities.drop`, container: container.name };
      return [drop === undefined ? at : { ...at, value: drop }];
    });
    const adding = forbiddenAdditions(pod, RESTRICTED);
    if (keeping.length === 0 && adding.length === 0) return undefined;
    const details = [
      ...(keeping.length > 0
        ? [`${named('container', containersOf(keeping))} must set securityContext.capabilities.drop=["ALL"]`]
        : []),
      ...(adding.length > 0 ? [additionDetail(adding)] : []),
    ];
    return { reason: 'unrestricted capabilities', detail: details.join('; '), fields: [...keeping, ...adding] };
  },
};
