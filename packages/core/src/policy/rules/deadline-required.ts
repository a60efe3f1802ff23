import { defineRule } from '../rule';

/** No build runs for ever. */
export const deadlineRequired = defineRule({
  id: 'deadline-required',
  severity: 'error',
  summary: 'Reports a pod without activeDeadlineSeconds, or with more of them than the policy allows',
  why: 'A pod that Jenkins has lost keeps its node, and whatever got into it keeps running.',
  help: 'set activeDeadlineSeconds, at most the deadline of the policy',
  scope: 'pod',
  check: ({ pod, policy }) => {
    const { deadline } = policy;
    const given = pod.spec.activeDeadlineSeconds ?? undefined;
    if (deadline === undefined || (given !== undefined && given <= deadline)) return [];
    return [
      {
        path: 'spec.activeDeadlineSeconds',
        ...(given === undefined ? {} : { value: given }),
        message:
          given === undefined ? 'the pod has no deadline' : `the deadline of the pod is above ${deadline} seconds`,
      },
    ];
  },
  admission: ({ deadline }) =>
    deadline === undefined
      ? undefined
      : {
          subject: 'pod',
          broken: `!has(object.spec.activeDeadlineSeconds) || object.spec.activeDeadlineSeconds > ${deadline}`,
          message: `the pod has no deadline of at most ${deadline} seconds`,
        },
});
