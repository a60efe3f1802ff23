import type { JsonObject } from '../lib/json';
import { engineError, runEngine, yamlStream } from './engine-run';
import { namespaceLabels, podNames, verdictsOf } from './engine-verdict';
import type { EngineOptions, EngineVerdict, Finding } from './engine-verdict';
import { manifestsOf } from './manifest';

const ENGINE = 'kyverno';

/** Messages of a denial whose policy cannot say what it means: `vpol/compiler/policy.go` of Kyverno. */
const NO_MESSAGE = /^(CEL expression validation failed at index |failed to (evaluate|convert) message expression)/;

/** Kyverno's report, as far as it is read. */
interface Report {
  readonly results: readonly Result[];
}

interface Result {
  readonly policy: string;
  readonly result: string;
  readonly message?: string;
  readonly resources: readonly { readonly name: string }[];
}

/**
 * What Kyverno says of pods: the verdicts in the pods' order. Of each policy a pod gets the message of the first
 * validation that fails, and no other.
 *
 * @param policies - ValidatingPolicies, as YAML.
 * @throws Error when a policy is wrong, a pod was not judged, or an expression could not be evaluated.
 */
export async function kyvernoVerdicts(
  policies: string,
  pods: readonly JsonObject[],
  options: EngineOptions = {},
): Promise<readonly EngineVerdict[]> {
  const names = podNames(ENGINE, pods);
  const denying = denyingPolicies(policies);
  const namespaceSelector = Object.entries(namespaceLabels(options)).map(([name, labels]) => ({ name, labels }));
  const values = {
    apiVersion: 'cli.kyverno.io/v1alpha1',
    kind: 'Values',
    metadata: { name: 'values' },
    namespaceSelector,
  };
  const { stdout, stderr } = await runEngine({
    engine: ENGINE,
    args: [
      'apply',
      'policy.yaml',
      '--resource=pods.yaml',
      '--values-file=values.yaml',
      '--policy-report',
      '--output-format=json',
      // The lowest level at which it says why it left a policy out.
      '-v=3',
    ],
    files: { 'policy.yaml': policies, 'pods.yaml': yamlStream(pods), 'values.yaml': yamlStream([values]) },
    ...(options.command === undefined ? {} : { command: options.command }),
  });
  const results = resultsOf(stdout, stderr).filter(({ result }) => result !== 'skip');
  const findings = results.flatMap((result) => findingsOf(result, denying.get(result.policy) === true));
  for (const policy of denying.keys()) {
    const judged = new Set(results.filter((result) => result.policy === policy).map(podOf));
    if (judged.size === 0) throw engineError(ENGINE, `judged nothing by policy "${policy}"`, stderr);
    const missing = names.filter((name) => !judged.has(name));
    if (options.scoped === true || missing.length === 0) continue;
    throw engineError(ENGINE, `did not judge by policy "${policy}"`, missing.join(', '));
  }
  return verdictsOf(ENGINE, names, findings);
}

/** It ends with 0 and writes nothing when it could read no policy, and with 1 for a denial and for a failure alike. */
function resultsOf(stdout: string, stderr: string): readonly Result[] {
  const documents = stdout.split(/^---$/m).filter((text) => text.trim() !== '');
  try {
    return documents.flatMap((text) => (JSON.parse(text) as Report).results);
  } catch {
    throw engineError(ENGINE, 'answered with something that is no report', `${stdout.slice(0, 500)}\n${stderr}`);
  }
}

function findingsOf(result: Result, denies: boolean): readonly Finding[] {
  const { policy, result: outcome, message = '' } = result;
  if (outcome === 'pass') return [];
  if (outcome !== 'fail' || NO_MESSAGE.test(message)) {
    throw engineError(ENGINE, `could not evaluate policy "${policy}" for pod "${podOf(result)}"`, message);
  }
  return [{ pod: podOf(result), message, denies }];
}

function podOf({ resources }: Result): string {
  return resources[0]?.name ?? '';
}

/** The policies by name, and whether each denies: the report calls what one of them only warns of a failure too. */
function denyingPolicies(policies: string): ReadonlyMap<string, boolean> {
  const manifests = manifestsOf(ENGINE, policies);
  const other = manifests.find(({ kind }) => kind !== 'ValidatingPolicy');
  if (other !== undefined) throw engineError(ENGINE, `was given a ${other.kind}, which is no ValidatingPolicy`);
  return new Map(
    manifests.map(({ name, spec }) => {
      const actions = spec['validationActions'];
      // Without actions a policy denies.
      return [name, !Array.isArray(actions) || actions.length === 0 || actions.includes('Deny')];
    }),
  );
}
