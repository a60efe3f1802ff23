import { itemPath } from '../../model/path';
import { defineRule } from '../rule';

const CONTROL_PLANE = /^node-role\.kubernetes\.io\/(?:control-plane|master)$/;

/** A build on a control-plane node sits beside the keys of the cluster. */
export const controlPlaneToleration = defineRule({
  id: 'control-plane-toleration',
  severity: 'error',
  help: 'tolerate the taints of the build nodes by their own keys',
  check: ({ pod }) =>
    (pod.spec.tolerations ?? []).flatMap(({ key, operator, effect }, i) =>
      // Without a key it tolerates everything, the control plane too.
      (key ? CONTROL_PLANE.test(key) : operator === 'Exists') && effect !== 'PreferNoSchedule'
        ? [
            {
              path: itemPath('spec.tolerations', i),
              value: key ?? '',
              message: 'the pod may run on control-plane nodes',
            },
          ]
        : [],
    ),
});
