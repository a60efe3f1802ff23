import { additionDetail, forbiddenAdditions } from './capabilities';
import type { FailedField, JudgedPod, PodSecurityCheck } from './check';
import { failedField, isWindows, NONE } from './fields';
import { containersOf, named } from './wording';

const ALLOWED: ReadonlySet<string> = new Set(['NET_BIND_SERVICE']);

/** Containers that do not drop ALL. */
function keepers(pod: JudgedPod): readonly FailedField[] {
  let fields: FailedField[] | undefined;
  for (const placed of pod.containers) {
    const drop = placed.container.securityContext?.capabilities?.drop ?? undefined;
    if (!drop?.includes('ALL')) (fields ??= []).push(failedField(placed, 'capabilities.drop', drop, ['ALL']));
  }
  return fields ?? NONE;
}

/** All capabilities dropped, none but NET_BIND_SERVICE added. */
export const capabilitiesRestricted: PodSecurityCheck = {
  id: 'capabilities_restricted',
  level: 'restricted',
  revisions: [22, 25],
  summary: 'Reports a container that does not drop all Linux capabilities, or adds another than NET_BIND_SERVICE',
  why: 'The set of a container bounds what any process in it can ever have. A step of uid 1000 starts without capabilities, but a set-user-ID program, or root in the container, takes what the runtime grants by default: to change the owner of any file, to pass over its permissions, to become any user.',
  overrides: 'capabilities_baseline',
  help: 'drop ALL, which podwright does by itself, and add none but NET_BIND_SERVICE',
  check: (pod, minor) => {
    if (minor >= 25 && isWindows(pod)) return undefined;
    const keeping = keepers(pod);
    const adding = forbiddenAdditions(pod, ALLOWED);
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
