import { matchesImagePattern } from '../model/image-pattern';
import { parseImageReference } from '../model/image-reference';
import type { Exemption } from '../model/pod-template';
import type { NamedRuleId } from '../model/rule-id';
import type { Policy, PolicyExemption } from './policy';
import type { Violation } from './rule';

/** Where a violation stands, for who asks whether it is allowed there. */
export interface ViolationPlace {
  /** Name of the pod template; absent for a pod that no builder made. */
  readonly template: string | undefined;
  readonly namespace: string | undefined;
  /** Image of the violating container; absent for the pod. */
  readonly image: string | undefined;
}

/** What the exemptions of a policy say of a violation: the reason it is allowed for, or the day it was allowed until. */
export type ExemptionVerdict = { readonly reason: string } | { readonly ended: string } | undefined;

/** Whether a policy allows that a rule is broken at a place, on a day. */
export function policyExemption(
  rule: NamedRuleId,
  place: ViolationPlace,
  { exemptions }: Policy,
  today: string,
): ExemptionVerdict {
  const matching = exemptions.filter((exemption) => exemption.rule === rule && matchesPlace(exemption, place));
  const holding = matching.find(({ until }) => until === undefined || until >= today);
  if (holding !== undefined) return { reason: holding.reason };
  const ended = matching.flatMap(({ until }) => until ?? []).sort();
  const last = ended.at(-1);
  return last === undefined ? undefined : { ended: last };
}

function matchesPlace({ template, image, namespace }: PolicyExemption, place: ViolationPlace): boolean {
  return (
    (template === undefined || template === place.template) &&
    (namespace === undefined || namespace === place.namespace) &&
    (image === undefined || isImageWithin(place.image, image))
  );
}

function isImageWithin(image: string | undefined, pattern: string): boolean {
  const reference = image === undefined ? undefined : parseImageReference(image);
  return reference !== undefined && matchesImagePattern(reference, pattern);
}

/** The reason for which a template's author exempts it, where the policy lets him. */
export function templateExemption(
  rule: NamedRuleId,
  { container }: Violation,
  exemptions: readonly Exemption[],
  { templateExemptions }: Policy,
): string | undefined {
  const may = templateExemptions === true || (Array.isArray(templateExemptions) && templateExemptions.includes(rule));
  return may
    ? exemptions.find(
        (exemption) =>
          exemption.ruleId === rule && (exemption.container === undefined || exemption.container === container),
      )?.reason
    : undefined;
}

/** A day in UTC as exemptions write it. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
