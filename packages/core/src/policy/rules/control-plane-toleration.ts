import { itemPath } from '../../model/path';
import { celMatches } from '../cel';
import { defineRule } from '../rule';

const CONTROL_PLANE = /^node-role\.kubernetes\.io\/(?:control-plane|master)$/;

/** A build on a control-plane node sits beside the keys of the cluster. */
export const controlPlaneToleration = defineRule({
  id: 'control-plane-toleration',
  severity: 'error',
  summary: 'Reports a toleration that lets the pod run on control-plane nodes: of their taint, or of every taint',
  why: 'Control-plane nodes hold the keys and the database of the cluster; an escape from a build should not end there.',
  help: 'tolerate the taints of the build nodes by their own keys',
  scope: 'pod',
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
  admission: () => ({
    subject: 'pod',
    broken: `has(object.spec.tolerations) && object.spec.tolerations.exists(t, ((has(t.key) && t.key != '') ? ${celMatches('t.key', CONTROL_PLANE)} : (has(t.operator) && t.operator == 'Exists')) && !(has(t.effect) && t.effect == 'PreferNoSchedule'))`,
    message: 'the pod may run on control-plane nodes',
  }),
});
