import type { Fault } from '../model/fault';
import type { Exemption, PodTemplate } from '../model/pod-template';
import { nearestName } from '../model/suggestion';
import type { RuleId } from '../model/rule-id';
import { checksOf, POD_SECURITY_CHECKS } from './pod-security/checks';
import { judgedPod } from './pod-security/check';
import { NEWEST_MINOR } from './pod-security/version';
import type { Rule, Violation } from './rule';
import type { Finding } from './finding';
import { checkPodTemplate } from './check-pod';
import type { Policy } from './policy';
import { PRESETS } from './presets';
import { AGENT_RULE_IDS, NAMED_RULE_IDS } from './rule-ids';
import { RULES } from './rules/index';

/** Every rule id that a template can be exempted from. */
export const RULE_IDS: readonly RuleId[] = Object.freeze([
  ...NAMED_RULE_IDS,
  ...POD_SECURITY_CHECKS.map(({ id }): RuleId => `pod-security/${id}`),
]);

/** What every template obeys whatever an organisation asks: the library's own promise. */
const policy = PRESETS.recommended;
const AGENT_RULES: readonly string[] = AGENT_RULE_IDS;
const OWN_RULES = RULES.filter(
  ({ id, severity }) => AGENT_RULES.includes(id) && (policy.rules[id] ?? severity) === 'error',
);

const covering = new Map<string, Rule[]>();
for (const rule of RULES)
  for (const covered of rule.covers ?? []) covering.set(covered, [...(covering.get(covered) ?? []), rule]);

/** The part of a pod that a rule judges: the pod without what is exempted from the rule; undefined when all of it is. */
function judgedPart(ruleId: RuleId, { pod, settings, exemptions }: PodTemplate): PodTemplate['pod'] | undefined {
  if (exemptions.length === 0) return pod;
  const own = exemptionsFrom(ruleId, exemptions);
  if (own.some(isForPod)) return undefined;
  let part = withoutContainers(
    pod,
    own.map(({ container }) => container),
  );
  for (const rule of covering.get(ruleId) ?? []) {
    const exempt = exemptionsFrom(rule.id, exemptions);
    if (exempt.length === 0) continue;
    // An exemption from a rule covers what this rule reports, and nothing else that the covered one forbids.
    for (const violation of rule.check({ pod, settings, policy })) {
      if (exempt.some((exemption) => isForPod(exemption) || exemption.container === violation.container))
        part = without(part, violation);
    }
  }
  return part;
}

function exemptionsFrom(ruleId: RuleId, exemptions: readonly Exemption[]): readonly Exemption[] {
  return exemptions.filter((exemption) => exemption.ruleId === ruleId);
}

function isForPod({ container }: Exemption): boolean {
  return container === undefined;
}

/** A pod without the container, the volume or the field that breaks a rule. */
function without(pod: PodTemplate['pod'], { container, path }: Violation): PodTemplate['pod'] {
  if (container !== undefined) return withoutContainers(pod, [container]);
  const { spec } = pod;
  const volume = /^spec\.volumes\[(\d+)\]/.exec(path)?.[1];
  return volume === undefined
    ? { ...pod, spec: { ...spec, [path.slice('spec.'.length)]: undefined } }
    : {
        ...pod,
        spec: {
          ...spec,
          volumes: spec.volumes?.map((other, i) => (i === Number(volume) ? { name: other.name } : other)),
        },
      };
}

/** A pod without some containers: what a rule still has to say of it, it says of the others. */
function withoutContainers(pod: PodTemplate['pod'], exempt: readonly (string | undefined)[]): PodTemplate['pod'] {
  const names = new Set(exempt);
  if (names.size === 0) return pod;
  const { initContainers, containers } = pod.spec;
  const kept = <T extends { readonly name: string }>(list: readonly T[]): readonly T[] =>
    // An index of the pod must stay what it is, for the path: an exempted container leaves a hole with a name.
    list.map((item) =>
      names.has(item.name)
        ? ({ name: item.name, image: 'exempt:exempt', securityContext: HARMLESS } as unknown as T)
        : item,
    );
  return {
    ...pod,
    spec: {
      ...pod.spec,
      containers: kept(containers),
      ...(initContainers === undefined ? {} : { initContainers: kept(initContainers) }),
    },
  };
}

const HARMLESS = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/**
 * Why a template does not keep its promise: broken rules, failed checks of its level, exemptions that mean nothing, and what
 * the policy of the organisation refuses beyond that.
 */
export function ruleFaults(template: PodTemplate, organisation?: Policy): readonly Fault[] {
  const faults = [
    ...exemptionFaults(template),
    ...OWN_RULES.flatMap((rule) => faultsOfRule(rule, template)),
    ...levelFaults(template),
    ...workspaceFaults(template),
  ];
  // What a rule and a check of the level forbid alike is reported once, by the rule: its name says more.
  const kept: Fault[] = [];
  for (const fault of faults) {
    if (!kept.some(({ path }) => path.startsWith(fault.path) || fault.path.startsWith(path))) kept.push(fault);
  }
  if (organisation === undefined) return kept;
  const paths = new Set(kept.map(({ path }) => path));
  return [...kept, ...policyFaults(template, organisation).filter(({ path }) => !paths.has(path))];
}

/** What an organisation refuses. A template cannot exempt itself from that, unless the policy says so. */
function policyFaults(template: PodTemplate, organisation: Policy): readonly Fault[] {
  return checkPodTemplate(template, organisation)
    .filter(({ severity }) => severity === 'error')
    .map(({ path, ruleId, message, help, ...rest }: Finding) => ({
      path,
      ...('value' in rest ? { value: rest.value } : {}),
      message: `breaks ${ruleId} of the policy ${JSON.stringify(organisation.name)}: ${message}`,
      remedy: help,
    }));
}

function faultsOfRule(rule: Rule, template: PodTemplate): Fault[] {
  const pod = judgedPart(rule.id, template);
  if (pod === undefined) return [];
  return rule
    .check({ pod, settings: template.settings, policy, roles: template.roles })
    .map(({ path, message, ...rest }) => ({
      path,
      ...('value' in rest ? { value: rest.value } : {}),
      message: `breaks the rule ${rule.id}: ${message}`,
      remedy: `${rule.help}, or .exempt('${rule.id}', '<reason>')`,
    }));
}

function levelFaults(template: PodTemplate): Fault[] {
  const { podSecurity } = template;
  return checksOf(podSecurity).flatMap(({ id, check, help }): Fault[] => {
    const ruleId: RuleId = `pod-security/${id}`;
    const pod = judgedPart(ruleId, template);
    const failure = pod && check(judgedPod(pod), NEWEST_MINOR);
    if (failure === undefined) return [];
    return failure.fields.map(({ path, ...rest }) => ({
      path,
      ...('value' in rest ? { value: rest.value } : {}),
      message: `breaks Pod Security ${podSecurity}: ${failure.reason} (${failure.detail})`,
      remedy: `${help}, or .exempt('${ruleId}', '<reason>')`,
    }));
  });
}

/** The plugin adds the workspace to the pod after us: the level has to allow its kind of volume too. */
function workspaceFaults(template: PodTemplate): Fault[] {
  const { podSecurity, settings, exemptions } = template;
  const ruleId: RuleId = 'pod-security/restrictedVolumes';
  const isNfs = settings.workspaceVolume !== undefined && 'nfsWorkspaceVolume' in settings.workspaceVolume;
  if (!isNfs || podSecurity !== 'restricted' || exemptionsFrom(ruleId, exemptions).some(isForPod)) return [];
  return [
    {
      path: 'workspaceVolume',
      value: settings.workspaceVolume,
      message: 'breaks Pod Security restricted: restricted volume types (the workspace uses "nfs")',
      remedy: `use emptyDirWorkspaceVolume, genericEphemeralVolume or persistentVolumeClaimWorkspaceVolume, or .exempt('${ruleId}', '<reason>')`,
    },
  ];
}

function exemptionFaults({ exemptions, roles }: PodTemplate): Fault[] {
  return exemptions.flatMap(({ ruleId, reason, container }, i): Fault[] => {
    const path = `exemptions[${i}]`;
    const faults: Fault[] = [];
    if (!RULE_IDS.includes(ruleId as RuleId)) {
      const nearest = nearestName(String(ruleId), RULE_IDS);
      faults.push({
        path: `${path}.ruleId`,
        value: ruleId,
        message: 'is no rule',
        remedy:
          nearest === undefined ? `use one of ${RULE_IDS.join(', ')}` : `did you mean ${JSON.stringify(nearest)}?`,
      });
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      faults.push({
        path: `${path}.reason`,
        value: reason,
        message: 'gives no reason',
        remedy: 'say why the rule does not hold here',
      });
    }
    if (container !== undefined && !Object.hasOwn(roles, container)) {
      faults.push({
        path: `${path}.container`,
        value: container,
        message: 'is no container of this pod template',
        remedy: 'name one of its containers, or leave it out',
      });
    }
    return faults;
  });
}
