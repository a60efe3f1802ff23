import { hasStarted } from '../has-started';
import { defineRule } from '../rule';

/** The scheduler chooses the node. */
export const nodeName = defineRule({
  id: 'node-name',
  severity: 'error',
  summary: 'Reports a pod that names its node by nodeName',
  why: 'Such a pod passes the scheduler by, and with it every taint: it runs on a control-plane node as well, and on one that has no room.',
  help: 'remove nodeName; choose nodes by nodeSelector',
  scope: 'pod',
  check: ({ pod }) =>
    // A pod that has started was given its node.
    pod.spec.nodeName && !hasStarted(pod)
      ? [
          {
            path: 'spec.nodeName',
            value: pod.spec.nodeName,
            message: 'the pod names its node, past the scheduler and all taints',
          },
        ]
      : [],
  admission: () => ({
    subject: 'pod',
    broken:
      "has(object.spec.nodeName) && object.spec.nodeName != '' && !(has(object.status) && has(object.status.startTime))",
    message: 'the pod names its node, past the scheduler and all taints',
  }),
});
