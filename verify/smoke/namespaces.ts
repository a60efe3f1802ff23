import type { PodSecurityLevel } from '@podwright/core';
import { CliError, messageOf } from '../../packages/cli/src/cli-error';
import { Kubectl, lastLine } from './kubectl';
import { RUN_LABEL } from './smoke-pod';

/** Where the pods of a run are: a namespace given, or one made for each level. */
export class Namespaces {
  readonly #kubectl: Kubectl;
  readonly #run: string;
  readonly #given: string | undefined;
  readonly #made = new Map<PodSecurityLevel, string>();
  #used = false;

  constructor(kubectl: Kubectl, run: string, given: string | undefined) {
    this.#kubectl = kubectl;
    this.#run = run;
    this.#given = given;
  }

  /**
   * Asks for the cluster, and for the namespace that was given.
   *
   * @throws CliError when one is not there.
   */
  async check(): Promise<void> {
    await this.#must(['get', '--raw', '/version']);
    if (this.#given !== undefined) await this.#must(['get', 'namespace', this.#given]);
    this.#used = true;
  }

  /**
   * The namespace for pods of a level; made at the first question.
   *
   * @throws CliError when it cannot be made.
   */
  async forLevel(level: PodSecurityLevel): Promise<string> {
    if (this.#given !== undefined) return this.#given;
    const before = this.#made.get(level);
    if (before !== undefined) return before;
    const name = `podwright-smoke-${level}-${this.#run}`;
    const labels = { 'pod-security.kubernetes.io/enforce': level, [RUN_LABEL]: this.#run };
    // Noted first: a call that is broken off here may have made it.
    this.#made.set(level, name);
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
    const { status, stderr } = await this.#kubectl.call(['create', '--filename', '-'], {
      input: JSON.stringify(namespace),
    });
    if (status === 0) return name;
    this.#made.delete(level);
    throw new CliError(lastLine(stderr));
  }

  /** Takes away the pod of a template, so that the next one has room. */
  async removePod(name: string, namespace: string): Promise<void> {
    await this.#kubectl.call(['delete', 'pod', name, '--namespace', namespace, '--wait=false', '--ignore-not-found']);
  }

  /** Takes away all that the run has made, interrupted or not; says what is left when it cannot. */
  async removeAll(): Promise<readonly string[]> {
    const kubectl = new Kubectl();
    const label = `${RUN_LABEL}=${this.#run}`;
    const all = [...this.#made.values()].map((name) => ({ what: `namespace ${name}`, args: ['namespace', name] }));
    const given = this.#given;
    if (given !== undefined && this.#used)
      all.push({ what: `pods ${label} in ${given}`, args: ['pods', '--namespace', given, '--selector', label] });
    const left: string[] = [];
    for (const { what, args } of all) {
      const why = await kubectl.call(['delete', ...args, '--wait=false', '--ignore-not-found']).then(
        ({ status, stderr }) => (status === 0 ? undefined : lastLine(stderr)),
        (error: unknown) => messageOf(error),
      );
      if (why !== undefined) left.push(`${what}: ${why}`);
    }
    return left;
  }

  async #must(args: readonly string[]): Promise<void> {
    const { status, stderr } = await this.#kubectl.call(args);
    if (status !== 0) throw new CliError(lastLine(stderr) || `kubectl ${args[0]} ended with ${status}`);
  }
}
