import type { PlacedContainer } from '../pod-containers';
import type { FailedField, JudgedPod } from './check';
import { failedField, NONE } from './fields';
import { containersOf, named, quoted, valuesOf } from './wording';

/** Capabilities that containers add and must not. */
export function forbiddenAdditions(pod: JudgedPod, allowed: ReadonlySet<string>): readonly FailedField[] {
  let fields: FailedField[] | undefined;
  for (const placed of pod.containers) {
    const added = additionsOf(placed);
    for (let i = 0; i < added.length; i++) {
      const capability = added[i] ?? '';
      if (!allowed.has(capability)) (fields ??= []).push(failedField(placed, `capabilities.add[${i}]`, capability));
    }
  }
  return fields ?? NONE;
}

function additionsOf({ container }: PlacedContainer): readonly string[] {
  return container.securityContext?.capabilities?.add ?? [];
}

/** What the official evaluator says of forbidden additions. */
export function additionDetail(fields: readonly FailedField[]): string {
  return `${named('container', containersOf(fields))} must not include ${quoted(valuesOf(fields))} in securityContext.capabilities.add`;
}
