import { isLabel, isSubdomain, LABEL_RULE } from './model/names';
import type { Fault } from './model/fault';
import { InvalidPolicyError } from './model/invalid-policy-error';
import { suggestionFor } from './model/suggestion';
import { dayOf } from './policy/exemptions';
import {
  GUARDRAIL_ENGINES,
  type ChosenOptions,
  type Guardrail,
  type GuardrailOptions,
} from './policy/guardrails/guardrail';
import { guardrailsOf } from './policy/guardrails/guardrails';
import { nodeNotes } from './policy/guardrails/node-notes';
import { identityFaults } from './policy/guardrails/workload-identity';
import type { Policy } from './policy/policy';
import { yamlText } from './renderers/yaml-text';

/** A file of guardrails. */
export interface GuardrailFile {
  /** File name, such as `network-policy.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** Where the chart of Jenkins puts its controller. */
const CONTROLLER = Object.freeze({ namespace: 'jenkins', serviceAccount: 'jenkins' });

/**
 * Writes the objects that make a cluster refuse what a policy refuses: ready to apply in the order of their names' numbers,
 * with a README of what each stops and what it cannot.
 *
 * @throws InvalidPolicyError when an option cannot be: a namespace that is none, an unknown engine.
 */
export function renderGuardrails(policy: Policy, options: GuardrailOptions): readonly GuardrailFile[] {
  const faults = optionFaults(options);
  if (faults.length > 0) throw new InvalidPolicyError(policy.name, faults);
  const { namespace, engine = 'admission', controller = CONTROLLER, pods = 50, identity, today = new Date() } = options;
  const chosen: ChosenOptions = { namespace, engine, controller, pods, identity, today: dayOf(today) };
  const files = guardrailsOf(chosen).flatMap((guardrail) => {
    const objects = guardrail.objects(policy, chosen);
    return objects.length === 0 ? [] : [{ guardrail, objects }];
  });
  const named = files.map(({ guardrail, objects }, i) => ({
    guardrail,
    name: `${(i + 1) * 10}-${guardrail.file}`,
    text: `# From the policy ${policy.name}, by podwright guardrails. What it stops: README.md\n${objects.map(yamlText).join('---\n')}`,
  }));
  return [
    { name: 'README.md', text: readme(policy, chosen, named) },
    ...named.map(({ name, text }) => ({ name, text })),
  ];
}

function optionFaults({ namespace, engine, controller, pods, identity }: GuardrailOptions): Fault[] {
  const faults: Fault[] = [];
  const notNamespace = (path: string, value: unknown): Fault[] =>
    typeof value === 'string' && isLabel(value)
      ? []
      : [{ path, value, message: 'cannot name a namespace', remedy: LABEL_RULE }];
  faults.push(...notNamespace('namespace', namespace));
  if (engine !== undefined && !GUARDRAIL_ENGINES.includes(engine))
    faults.push({
      path: 'engine',
      value: engine,
      message: 'is no engine',
      remedy: suggestionFor(String(engine), GUARDRAIL_ENGINES, `use one of ${GUARDRAIL_ENGINES.join(', ')}`),
    });
  if (controller !== undefined) {
    faults.push(...notNamespace('controller.namespace', controller.namespace));
    if (typeof controller.serviceAccount !== 'string' || !isSubdomain(controller.serviceAccount))
      faults.push({
        path: 'controller.serviceAccount',
        value: controller.serviceAccount,
        message: 'cannot name a service account',
        remedy: 'write its name, such as "jenkins"',
      });
  }
  if (pods !== undefined && !(Number.isSafeInteger(pods) && pods > 0))
    faults.push({ path: 'pods', value: pods, message: 'is no number of pods', remedy: 'write a whole number from 1' });
  return [...faults, ...(identity === undefined ? [] : identityFaults(identity))];
}

function readme(
  policy: Policy,
  options: ChosenOptions,
  files: readonly { readonly name: string; readonly guardrail: Guardrail }[],
): string {
  const sections = files.map(
    ({ name, guardrail }) =>
      `## ${guardrail.title}\n\n\`${name}\`\n\n**Stops.** ${guardrail.stops(policy, options)}\n\n**Cannot.** ${lead(guardrail.cannot(policy, options))}\n`,
  );
  return [
    `# Guardrails of the namespace ${options.namespace}\n`,
    `Made from the policy \`${policy.name}\`${dayText(policy, options)} by \`podwright guardrails\`. Make them again when the policy changes; do not edit them.\n`,
    '```sh\nfor file in [0-9]*.yaml; do kubectl apply -f "$file"; done\n```\n',
    ...sections,
    `## Nodes\n\n${nodeNotes(policy, options)}\n`,
  ].join('\n');
}

/** The day matters only where an exemption ends. */
function dayText({ exemptions }: Policy, { today }: ChosenOptions): string {
  return exemptions.some(({ until }) => until !== undefined) ? ` as it was on ${today}` : '';
}

function lead(text: string): string {
  return text.startsWith('- ') ? `\n\n${text}` : text;
}
