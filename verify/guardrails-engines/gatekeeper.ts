import type { JsonObject } from '../lib/json';
import { constraintsOf } from './constraint';
import { engineError, runEngine, yamlStream } from './engine-run';
import { namespaceLabels, podNames, verdictsOf } from './engine-verdict';
import type { EngineOptions, EngineVerdict, Finding } from './engine-verdict';

const ENGINE = 'gatekeeper';

/** Errors that Gatekeeper makes the messages of a denial: `validating/validator.go` of k8s.io/apiserver. */
const NO_VERDICT = [
  /^compilation error: /,
  /^expression '[^]*' resulted in error: /,
  /^failed messageExpression: /,
  /^validation failed due to running out of cost budget/,
  /^unable to match constraints: /,
  // A message that is missing, fails or is no text: the policy cannot say what it means.
  /^failed expression: /,
];

/** gator's own format, as far as it is read. */
interface GatorAnswer {
  readonly results: readonly GatorResult[];
  /** One entry for each object that a constraint judged. */
  readonly stats: readonly { readonly statsFor: string }[];
}

type Written = { readonly [key in keyof GatorAnswer]: GatorAnswer[key] | null };

interface GatorResult {
  readonly msg: string;
  readonly enforcementAction: string;
  readonly constraint: {
    readonly spec?: { readonly scopedEnforcementActions?: readonly { readonly action: string }[] };
  };
  readonly violatingObject: { readonly kind: string; readonly metadata: { readonly name: string } };
}

/**
 * What Gatekeeper says of pods: the verdicts in the pods' order.
 *
 * @param objects - ConstraintTemplates and constraints, as YAML.
 * @throws Error when a template or a constraint is wrong, a pod was not judged, or an expression could not be evaluated.
 */
export async function gatekeeperVerdicts(
  objects: string,
  pods: readonly JsonObject[],
  options: EngineOptions = {},
): Promise<readonly EngineVerdict[]> {
  const names = podNames(ENGINE, pods);
  const constraints = constraintsOf(objects);
  const namespaces = Object.entries(namespaceLabels(options)).map(([name, labels]) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels },
  }));
  const { stdout, stderr } = await runEngine({
    engine: ENGINE,
    args: ['test', '--output=json', '--stats', '--filename=policy.yaml', '--filename=pods.yaml'],
    files: { 'policy.yaml': objects, 'pods.yaml': yamlStream([...namespaces, ...pods]) },
    ...(options.command === undefined ? {} : { command: options.command }),
  });
  const { results, stats } = answerOf(stdout, stderr);
  const findings = results.filter(({ violatingObject }) => violatingObject.kind === 'Pod').map(findingOf);
  for (const constraint of constraints) {
    const judged = stats.filter(({ statsFor }) => statsFor === constraint).length;
    if (options.scoped === true ? judged === 0 : judged !== pods.length) {
      throw engineError(ENGINE, `judged ${judged} objects by ${constraint}, and there are ${pods.length} pods`);
    }
  }
  return verdictsOf(ENGINE, names, findings);
}

/** It ends with 1 for a denial and for a failure alike; a failure leaves its standard output empty. */
function answerOf(stdout: string, stderr: string): GatorAnswer {
  try {
    // Where no constraint judged anything it writes the results alone; and what is empty is null.
    const answer = JSON.parse(stdout) as Written | Written['results'];
    const { results, stats } = answer !== null && 'results' in answer ? answer : { results: answer, stats: null };
    return { results: results ?? [], stats: stats ?? [] };
  } catch {
    throw engineError(ENGINE, 'could not judge', `${stdout.slice(0, 500)}\n${stderr}`);
  }
}

function findingOf({ msg, enforcementAction, constraint, violatingObject }: GatorResult): Finding {
  const pod = violatingObject.metadata.name;
  if (NO_VERDICT.some((pattern) => pattern.test(msg))) {
    throw engineError(ENGINE, `could not evaluate the policy for pod "${pod}"`, msg);
  }
  const actions = constraint.spec?.scopedEnforcementActions?.map(({ action }) => action) ?? [];
  const denies = enforcementAction === 'deny' || (enforcementAction === 'scoped' && actions.includes('deny'));
  return { pod, message: msg, denies };
}
