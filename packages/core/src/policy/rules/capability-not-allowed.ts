import { podContainers } from '../pod-containers';
import { defineRule } from '../rule';

/** Capabilities beyond those that the organisation knows a use for. */
export const capabilityNotAllowed = defineRule({
  id: 'capability-not-allowed',
  severity: 'error',
  summary: 'Reports a container that adds a capability which the policy does not name',
  why: 'Each capability is a part of root: the fewer are there, the less is left of a hole in the kernel or the runtime.',
  help: 'remove it from capabilities.add',
  scope: 'container',
  check: ({ pod, policy }) => {
    const allowed = policy.capabilities;
    if (allowed === undefined) return [];
    return podContainers(pod.spec).flatMap(({ container, path }) =>
      (container.securityContext?.capabilities?.add ?? []).flatMap((capability, i) =>
        allowed.includes(capability)
          ? []
          : [
              {
                path: `${path}.securityContext.capabilities.add[${i}]`,
                container: container.name,
                value: capability,
                message: `container ${JSON.stringify(container.name)} adds the capability ${capability}, which is not allowed`,
              },
            ],
      ),
    );
  },
  admission: ({ capabilities }) =>
    capabilities === undefined
      ? undefined
      : {
          subject: 'container',
          broken:
            'has(c.securityContext) && has(c.securityContext.capabilities) && has(c.securityContext.capabilities.add) && c.securityContext.capabilities.add.exists(a, !(a in variables.capabilities))',
          message: 'capabilities that are not allowed are added by containers',
          parameters: { capabilities },
        },
});
