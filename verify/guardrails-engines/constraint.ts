import { isJsonObject, type Json, type JsonObject } from '../lib/json';
import { engineError } from './engine-run';
import { manifestsOf, type Manifest } from './manifest';

const ENGINE = 'gatekeeper';

/** What Gatekeeper reads of a template's source; it disregards anything else without a word, `matchConditions` too. */
const SOURCE_KEYS = ['failurePolicy', 'generateVAP', 'matchCondition', 'validations', 'variables'];
const VALIDATION_KEYS = ['expression', 'message', 'messageExpression'];
const ACTIONS: readonly Json[] = ['deny', 'warn', 'dryrun', 'scoped'];

/**
 * The constraints of a YAML stream, by the names that gator's statistics give them.
 *
 * @throws Error for what gator passes over without a word: no constraint, a key or an action that does not exist, and
 * errors that would be ignored.
 */
export function constraintsOf(yaml: string): readonly string[] {
  const manifests = manifestsOf(ENGINE, yaml);
  const templates = manifests.filter(({ apiVersion }) => apiVersion.startsWith('templates.gatekeeper.sh/'));
  const constraints = manifests.filter(({ apiVersion }) => apiVersion.startsWith('constraints.gatekeeper.sh/'));
  if (constraints.length === 0) throw engineError(ENGINE, 'was given no constraint: a template alone denies nothing');
  if (templates.length + constraints.length < manifests.length) {
    throw engineError(ENGINE, 'was given something beside templates and constraints');
  }
  templates.forEach(checkTemplate);
  constraints.forEach(checkAction);
  return constraints.map(({ kind, name }) => `${kind}/${name}`);
}

function checkTemplate({ spec, name }: Manifest): void {
  for (const target of objectsIn(spec['targets'])) {
    for (const { source } of objectsIn(target['code'])) {
      if (!isJsonObject(source)) continue;
      refuseUnknown(name, source, SOURCE_KEYS);
      objectsIn(source['validations']).forEach((validation) => refuseUnknown(name, validation, VALIDATION_KEYS));
      if (source['failurePolicy'] === 'Ignore') {
        throw engineError(ENGINE, `cannot tell an error from a pass in "${name}", with failurePolicy: Ignore`);
      }
    }
  }
}

function refuseUnknown(template: string, object: JsonObject, known: readonly string[]): void {
  const unknown = Object.keys(object).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw engineError(ENGINE, `disregards "${unknown.join('", "')}" in template "${template}"`);
}

function checkAction({ spec, name }: Manifest): void {
  const { enforcementAction: action } = spec;
  if (action !== undefined && !ACTIONS.includes(action)) {
    throw engineError(ENGINE, `knows no enforcementAction ${JSON.stringify(action)}, which "${name}" has`);
  }
}

function objectsIn(list: Json | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
