import { frozenCopy } from '../model/frozen-copy';
import type { CredentialBinding, Step, StepValue, Timeout } from '../model/pipeline';
import { checkFields, refuseFields } from './check-names';

/**
 * Runs a shell script; any text arrives in the shell as it is.
 *
 * @example sh('mvn -B verify')
 */
export function sh(script: string, fields: { readonly label?: string } = {}): Step {
  refuseFields('step', 'sh', checkFields(fields, 'fields', ['label']));
  return frozenCopy({ kind: 'sh', script, label: fields.label });
}

/** Any other step by its name and parameters: `step('stash', { name: 'classes', includes: 'target/**' })`. */
export function step(name: string, parameters: { readonly [parameter: string]: StepValue } = {}): Step {
  return frozenCopy({ kind: 'call', name, parameters });
}

/** Prints a line into the build log. */
export function echo(message: string): Step {
  return step('echo', { message });
}

/** Reads JUnit reports. */
export function junit(testResults: string, fields: { readonly allowEmptyResults?: boolean } = {}): Step {
  refuseFields('step', 'junit', checkFields(fields, 'fields', ['allowEmptyResults']));
  return step('junit', { testResults, ...fields });
}

/** Keeps files with the build. */
export function archiveArtifacts(
  artifacts: string,
  fields: { readonly allowEmptyArchive?: boolean; readonly fingerprint?: boolean } = {},
): Step {
  refuseFields('step', 'archiveArtifacts', checkFields(fields, 'fields', ['allowEmptyArchive', 'fingerprint']));
  return step('archiveArtifacts', { artifacts, ...fields });
}

/** Groovy as it is, for what no other step says. In a declarative pipeline it stands in a `script` block. */
export function groovy(code: string): Step {
  return frozenCopy({ kind: 'groovy', code });
}

/**
 * Runs steps with credentials in variables, masked in the build log.
 *
 * @example withCredentials([{ string: { credentialsId: 'npm', variable: 'NPM_TOKEN' } }], sh('npm publish'))
 */
export function withCredentials(bindings: readonly CredentialBinding[], ...steps: readonly Step[]): Step {
  return frozenCopy({ kind: 'withCredentials', bindings, steps });
}

/** Ends steps that take too long. */
export function timeout(limit: Timeout, ...steps: readonly Step[]): Step {
  return frozenCopy({ kind: 'timeout', timeout: limit, steps });
}

/** Tries steps again when they fail. For the loss of the agent use `retries` of the pipeline. */
export function retry(count: number, ...steps: readonly Step[]): Step {
  return frozenCopy({ kind: 'retry', count, steps });
}

/** Runs steps in a directory of the workspace. */
export function dir(path: string, ...steps: readonly Step[]): Step {
  return frozenCopy({ kind: 'dir', path, steps });
}
