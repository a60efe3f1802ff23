import { levelOf } from '../check-pod';
import type { Guardrail } from './guardrail';

const LABEL = 'pod-security.kubernetes.io';

/** The namespace, with the labels by which the API server judges its pods. */
export const namespaceGuardrail: Guardrail = {
  file: 'namespace.yaml',
  title: 'Namespace with Pod Security labels',
  stops: (policy, { namespace }) =>
    `The API server refuses every pod in \`${namespace}\` that does not pass the level \`${levelOf(policy, namespace)}\` of ` +
    `the Pod Security Standards, of version \`${policy.podSecurity.version}\`; it warns of what \`restricted\` would refuse, ` +
    'and writes that into the audit log.',
  cannot: () =>
    'No single pod or image can be exempted: what needs another level gets a namespace of its own. Whoever may change the ' +
    'labels of the namespace may lift the level; registries, requests and secrets are not in the standards.',
  objects: (policy, { namespace }) => {
    const { version } = policy.podSecurity;
    const level = levelOf(policy, namespace);
    return [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: namespace,
          labels: {
            [`${LABEL}/enforce`]: level,
            [`${LABEL}/enforce-version`]: version,
            // What the next stricter level would refuse is told before anybody enforces it.
            [`${LABEL}/audit`]: 'restricted',
            [`${LABEL}/audit-version`]: version,
            [`${LABEL}/warn`]: 'restricted',
            [`${LABEL}/warn-version`]: version,
          },
        },
      },
    ];
  },
};
