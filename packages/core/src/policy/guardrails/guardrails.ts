import type { Policy } from '../policy';
import { admissionPolicyObjects } from './admission-policy';
import { gatekeeperObjects } from './gatekeeper-policy';
import { heldRules } from './admission-rules';
import type { ChosenOptions, Guardrail, GuardrailEngine } from './guardrail';
import { kyvernoObjects } from './kyverno-policy';
import { limitRangeGuardrail } from './limit-range';
import { namespaceGuardrail } from './namespace';
import { networkPolicyGuardrail } from './network-policy';
import { rbacGuardrail } from './rbac';
import { resourceQuotaGuardrail } from './resource-quota';
import { workloadIdentityGuardrail } from './workload-identity';
import { RULES } from '../rules/index';

const ENGINES = {
  admission: { file: 'admission-policy.yaml', title: 'ValidatingAdmissionPolicy', objects: admissionPolicyObjects },
  kyverno: { file: 'kyverno-policy.yaml', title: 'Kyverno ValidatingPolicy', objects: kyvernoObjects },
  gatekeeper: {
    file: 'gatekeeper-policy.yaml',
    title: 'Gatekeeper constraint template and constraint',
    objects: gatekeeperObjects,
  },
} as const;

/** What is particular to an engine. */
const ENGINE_LIMITS: { readonly [Engine in GuardrailEngine]: readonly string[] } = {
  admission: ['Whoever may change the policy, its binding or the ConfigMap with its values may lift it.'],
  kyverno: ['While Kyverno is down no pod of the namespace can be made: the policy fails closed.'],
  gatekeeper: [
    'The chart of Gatekeeper installs its webhook with `failurePolicy: Ignore`: while Gatekeeper is down, everything passes. Set `validatingWebhookFailurePolicy: Fail`.',
  ],
};

/** The guardrails of an engine, in the order in which they are applied. */
export function guardrailsOf({ engine }: ChosenOptions): readonly Guardrail[] {
  return [
    namespaceGuardrail,
    { ...ENGINES[engine], stops: stopsOf, cannot: cannotOf },
    resourceQuotaGuardrail,
    limitRangeGuardrail,
    networkPolicyGuardrail,
    rbacGuardrail,
    workloadIdentityGuardrail,
  ];
}

function stopsOf(policy: Policy, options: ChosenOptions): string {
  const { rules } = heldRules(policy, options);
  if (rules.length === 0) return 'Nothing: the policy asks for no rule that a cluster can hold.';
  const lines = rules.map(
    ({ id, action, message }) => `- \`${id}\` (${action === 'Deny' ? 'refused' : 'warned of'}): ${message}`,
  );
  return `New pods, and containers added to running ones, in \`${options.namespace}\`:\n\n${lines.join('\n')}`;
}

function cannotOf(policy: Policy, { namespace, engine }: ChosenOptions): string {
  const unheld = RULES.filter(({ id, severity, admission }) => {
    const asked = policy.rules[id] ?? severity;
    return (asked === 'error' || asked === 'warning') && admission === undefined;
  }).map(({ id }) => `\`${id}\``);
  const templates = policy.exemptions.filter(
    ({ template, namespace: limited }) => template !== undefined && (limited === undefined || limited === namespace),
  );
  const ending = policy.exemptions.filter(({ until }) => until !== undefined);
  return [
    'A tag can be moved, and a node can be told to pull from elsewhere: only digests fix what runs.',
    ...ENGINE_LIMITS[engine],
    ...(unheld.length === 0
      ? []
      : [
          `Only \`podwright check\` sees ${unheld.join(', ')}: these are about what Jenkins adds, or about what no pod says.`,
        ]),
    ...templates.map(
      ({ rule, template }) =>
        `The exemption of the template ${template} from \`${rule}\` is not in here, because a pod does not say which template it was made of: give it a namespace of its own, and the exemption that namespace.`,
    ),
    ...ending.map(
      ({ rule, until }) =>
        `The exemption from \`${rule}\` ends with ${until}: run \`podwright guardrails\` again after that day, a cluster cannot count days.`,
    ),
  ]
    .map((line) => `- ${line}`)
    .join('\n');
}
