import type { Policy } from '../policy';
import type { ChosenOptions, Guardrail, KubernetesObject } from './guardrail';
import { IDENTITY_ACCOUNT } from './identity-account';

const GROUP = 'rbac.authorization.k8s.io';

/** Name of the Role and of its binding. */
const ROLE = 'podwright-controller';

/**
 * Calls of the Kubernetes plugin, by source. No update: it has no such call. No secrets: it reads none. Pods are patched only
 * by its garbage collection, and claims created only for `dynamicPVC`, which podwright does not write.
 */
const RULES = Object.freeze([
  // Launcher, termination, reaper and informer; waiting for readiness lists and watches.
  { apiGroups: [''], resources: ['pods'], verbs: ['create', 'delete', 'get', 'list', 'watch'] },
  // The step `container` opens a WebSocket by GET; from 1.35 on the server wants `create` for it as well.
  { apiGroups: [''], resources: ['pods/exec'], verbs: ['create', 'get'] },
  // The step `containerLog`, and the last lines of containers that failed.
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  // The agent's page lists them; older versions of the plugin watch them, for the build's log.
  { apiGroups: [''], resources: ['events'], verbs: ['list', 'watch'] },
]);

/** What the controller may do in the namespace, and that its pods may do nothing. */
export const rbacGuardrail: Guardrail = {
  file: 'rbac.yaml',
  title: 'RBAC',
  stops: (policy, options) =>
    [
      `\`${options.controller.serviceAccount}\` of \`${options.controller.namespace}\` gets what the Kubernetes plugin needs ` +
        `in \`${options.namespace}\`, and nothing else:\n`,
      ...RULES.map(({ resources, verbs }) => `- ${resources.join(', ')}: ${verbs.join(', ')}`),
      ...(accountsOf(policy, options).length === 0
        ? []
        : [`\nPods that run as ${listed(accountsOf(policy, options))} get no token, and their accounts no rights.`]),
    ].join('\n'),
  cannot: (_, { namespace, controller, identity }) =>
    [
      'Rights add up: what the account was granted before stays. Take away older bindings, above all those of the whole cluster.',
      `Whoever may create pods may run them as any account of \`${namespace}\`, and mount any of its Secrets and ConfigMaps: ` +
        'keep nothing there that builds may not have.',
      'The right to `pods/exec` holds for every container of the namespace, not only for those of builds.',
      'Plugins that read Secrets, such as kubernetes-credentials-provider, need rights of their own, best in a namespace without ' +
        'builds.',
      'Garbage collection of the Jenkins cloud needs `patch` of pods besides, and volumes by `dynamicPVC` need `create` of ' +
        'persistentvolumeclaims.',
      ...(controller.namespace === namespace
        ? [
            `The controller runs in \`${namespace}\` too: a build can run as its account. Give the agents a namespace of their own.`,
          ]
        : []),
      ...(identity === undefined ? [] : [`\`${IDENTITY_ACCOUNT}\` is in the file of the workload identity.`]),
    ]
      .map((line) => `- ${line}`)
      .join('\n'),
  objects: (policy, options) => {
    const { namespace, controller } = options;
    return [
      {
        apiVersion: `${GROUP}/v1`,
        kind: 'Role',
        metadata: { name: ROLE, namespace },
        rules: RULES,
      },
      {
        apiVersion: `${GROUP}/v1`,
        kind: 'RoleBinding',
        metadata: { name: ROLE, namespace },
        roleRef: { apiGroup: GROUP, kind: 'Role', name: ROLE },
        subjects: [{ kind: 'ServiceAccount', name: controller.serviceAccount, namespace: controller.namespace }],
      },
      ...accountsOf(policy, options).map((name): KubernetesObject => ({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name, namespace },
        automountServiceAccountToken: false,
      })),
    ];
  },
};

/** Accounts that pods run as: `default`, which every namespace has, and those of the policy. */
function accountsOf(
  { serviceAccounts }: Policy,
  { namespace, controller, identity }: ChosenOptions,
): readonly string[] {
  return [...new Set(['default', ...(serviceAccounts ?? [])])].filter(
    (name) =>
      // Without its token the controller could do nothing.
      !(controller.namespace === namespace && controller.serviceAccount === name) &&
      !(identity !== undefined && name === IDENTITY_ACCOUNT),
  );
}

function listed(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
