import { refersToSecret } from '../../model/pod-secrets';
import { defineRule } from '../rule';

/** What the pod says of Secrets is nobody's business who reads a build log. */
export const secretInLog = defineRule({
  id: 'secret-in-log',
  severity: 'error',
  summary: 'Reports showRawYaml: true for a pod that refers to a Secret',
  why: 'The plugin prints the whole pod into every build log, and masks nothing in it but the secret of the agent: names of Secrets, and whatever literal stands beside them.',
  help: 'leave showRawYaml out; podwright switches it off by itself where a pod refers to a Secret',
  scope: 'pod',
  check: ({ pod, settings }) =>
    settings.showRawYaml === true && refersToSecret(pod.spec)
      ? [{ path: 'showRawYaml', value: true, message: 'every build log shows a pod that refers to a Secret' }]
      : [],
});
