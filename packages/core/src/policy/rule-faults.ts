import type { Fault } from '../model/fault';
import type { Exemption, PodTemplate } from '../model/pod-template';
import { nearestName } from '../model/suggestion';
import type { RuleId } from '../model/rule-id';
import { checksOf, POD_SECURITY_CHECKS } from './pod-security/checks';
import type { JudgedPod } from './pod-security/check';
import { RULES } from './rules/index';

/** Every rule id that a template can be exempted from. */
export const RULE_IDS: readonly RuleId[] = Object.freeze([
  ...RULES.map(({ id }) => id),
  ...POD_SECURITY_CHECKS.map(({ id }): RuleId => `pod-security/${id}`),
]);

const covering = new Map<string, RuleId[]>();
for (const { id, covers = [] } of RULES) for (const covered of covers) covering.set(covered, [...(covering.get(covered) ?? []), id]);

/** The exemptions that hold for a rule: those that name it, and those that name a rule that forbids the same. */
function exemptionsFrom(ruleId: RuleId, exemptions: readonly Exemption[]): readonly Exemption[] {
  if (exemptions.length === 0) return exemptions;
  return exemptions.filter((exemption) => exemption.ruleId === ruleId || covering.get(ruleId)?.includes(exemption.ruleId as RuleId));
}

/** A pod without the containers that are exempted: what the rule still has to say of it, it says of the others. */
function withoutContainers(pod: JudgedPod, exempt: readonly Exemption[]): JudgedPod {
  const names = new Set(exempt.map(({ container }) => container));
  if (names.size === 0) return pod;
  const { initContainers, containers } = pod.spec;
  const kept = <T extends { readonly name: string }>(list: readonly T[]): readonly T[] =>
    // An index of the pod must stay what it is, for the path: an exempted container leaves a hole with a name.
    list.map((item) => (names.has(item.name) ? ({ name: item.name, image: 'exempt:exempt', securityContext: HARMLESS } as unknown as T) : item));
  return { ...pod, spec: { ...pod.spec, containers: kept(containers), ...(initContainers === undefined ? {} : { initContainers: kept(initContainers) }) } };
}

const HARMLESS = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** Why a template does not keep its promise: broken rules, failed checks of its level, exemptions that mean nothing. */
export function ruleFaults(template: PodTemplate): readonly Fault[] {
  const faults = [...exemptionFaults(template), ...RULES.flatMap((rule) => faultsOfRule(rule, template)), ...levelFaults(template)];
  // What a rule and a check of the level forbid alike is reported once, by the rule: its name says more.
  const kept: Fault[] = [];
  for (const fault of faults) {
    if (!kept.some(({ path }) => path.startsWith(fault.path) || fault.path.startsWith(path))) kept.push(fault);
  }
  return kept;
}

function faultsOfRule(rule: (typeof RULES)[number], template: PodTemplate): Fault[] {
  const exempt = exemptionsFrom(rule.id, template.exemptions);
  if (exempt.some(({ container }) => container === undefined)) return [];
  const { settings } = template;
  return rule.check({ pod: withoutContainers(template.pod, exempt), settings }).map(({ path, message, ...rest }) => ({
    path,
    ...('value' in rest ? { value: rest.value } : {}),
    message: `breaks the rule ${rule.id}: ${message}`,
    remedy: `${rule.help}, or .exempt('${rule.id}', '<reason>')`,
  }));
}

function levelFaults(template: PodTemplate): Fault[] {
  const { podSecurity, exemptions, pod } = template;
  return checksOf(podSecurity).flatMap(({ id, check, help }): Fault[] => {
    const ruleId: RuleId = `pod-security/${id}`;
    const exempt = exemptionsFrom(ruleId, exemptions);
    if (exempt.some(({ container }) => container === undefined)) return [];
    const failure = check(withoutContainers(pod, exempt));
    if (failure === undefined) return [];
    return failure.fields.map(({ path, ...rest }) => ({
      path,
      ...('value' in rest ? { value: rest.value } : {}),
      message: `breaks Pod Security ${podSecurity}: ${failure.reason} (${failure.detail})`,
      remedy: `${help}, or .exempt('${ruleId}', '<reason>')`,
    }));
  });
}

function exemptionFaults({ exemptions, roles }: PodTemplate): Fault[] {
  return exemptions.flatMap(({ ruleId, reason, container }, i): Fault[] => {
    const path = `exemptions[${i}]`;
    const faults: Fault[] = [];
    if (!RULE_IDS.includes(ruleId as RuleId)) {
      const nearest = nearestName(ruleId, RULE_IDS);
      faults.push({ path: `${path}.ruleId`, value: ruleId, message: 'is no rule', remedy: nearest === undefined ? `use one of ${RULE_IDS.join(', ')}` : `did you mean ${JSON.stringify(nearest)}?` });
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      faults.push({ path: `${path}.reason`, value: reason, message: 'gives no reason', remedy: 'say why the rule does not hold here' });
    }
    if (container !== undefined && !(container in roles)) {
      faults.push({ path: `${path}.container`, value: container, message: 'is no container of this pod template', remedy: 'name one of its containers, or leave it out' });
    }
    return faults;
  });
}
