import type { Fault } from '../model/fault';
import { frozenCopy } from '../model/frozen-copy';
import { InvalidPodTemplateError } from '../model/invalid-pod-template-error';
import { itemPath } from '../model/path';
import type { PodSecurityLevel } from '../model/pod-security-level';
import type { AGENT_CONTAINER_NAME, ContainerRole, PodTemplate } from '../model/pod-template';
import type { RuleId } from '../model/rule-id';
import { checkFields } from './check-names';
import type { ContainerFits, VolumeFits } from './compile-time-checks';
import type { ContainerDefinition } from './container-definition';
import { finishPodTemplate } from './finish-pod-template';
import type { PodTemplateSpec } from './pod-template-spec';
import type { VolumeDefinition } from './volumes';

/** Judges a finished template by the rules of its level; the composition of the package hands it in. */
export type Verdict = (template: PodTemplate) => readonly Fault[];

type StepName<Name extends string, Role extends ContainerRole> = Role extends 'step' | 'agent' ? Name : never;

/**
 * Collects the parts of a pod template. It never changes: each method returns a new builder, so that one can be shared and
 * extended in two ways.
 *
 * `Step` is the union of the containers a stage can run in, `Taken` that of the names in use, `Level` the promise and
 * `Exempt` the rules named by `exempt`. `PodTemplateBuilder` without arguments is any of them.
 */
export class PodTemplateBuilder<
  out Step extends string = string,
  out Taken extends string = string,
  out Level extends PodSecurityLevel = PodSecurityLevel,
  out Exempt extends RuleId = RuleId,
> {
  readonly #spec: PodTemplateSpec;
  readonly #faults: readonly Fault[];
  readonly #verdict: Verdict;

  /** @internal Made by `podTemplate`. */
  constructor(spec: PodTemplateSpec, faults: readonly Fault[], verdict: Verdict) {
    this.#spec = spec;
    this.#faults = faults;
    this.#verdict = verdict;
  }

  /**
   * Adds a container.
   *
   * @example podTemplate('build').container(container('lint', 'registry.example.com/tools/lint:4.2'))
   */
  container<Name extends string, Needs extends PodSecurityLevel, Breaks extends RuleId, Role extends ContainerRole>(
    definition: ContainerDefinition<Name, Needs, Breaks, Role> &
      ContainerFits<Name, Needs, Breaks, Taken, Level, Exempt>,
  ): PodTemplateBuilder<Step | StepName<Name, Role>, Taken | Name, Level, Exempt> {
    return this.#with({ containers: [...this.#spec.containers, frozenCopy(definition)] });
  }

  /** Adds containers made at run time; whether their names are distinct is seen by `build`. */
  containers<Name extends string, Needs extends PodSecurityLevel, Breaks extends RuleId, Role extends ContainerRole>(
    definitions: readonly (ContainerDefinition<Name, Needs, Breaks, Role> &
      ContainerFits<string, Needs, Breaks, Taken, Level, Exempt>)[],
  ): PodTemplateBuilder<Step | StepName<Name, Role>, Taken | Name, Level, Exempt> {
    // A container in the place of a list is one; what is neither is refused by build().
    const given = (
      Array.isArray(definitions) ? frozenCopy(definitions) : [definitions]
    ) as readonly ContainerDefinition[];
    return this.#with({ containers: [...this.#spec.containers, ...given] });
  }

  /** Adds a volume that every step container mounts, or those named. */
  volume<Breaks extends RuleId>(
    definition: VolumeDefinition<Breaks> & VolumeFits<Breaks, Exempt>,
    fields: { readonly containers?: readonly NoInfer<Step | Taken>[] } = {},
  ): PodTemplateBuilder<Step, Taken, Level, Exempt> {
    const { volumes } = this.#spec;
    const faults = checkFields(fields, `.volume(…) number ${volumes.length + 1}`, ['containers']);
    const { containers } = fields ?? {};
    const added = { volume: frozenCopy(definition), containers: frozenCopy(containers) };
    return this.#with({ volumes: [...volumes, added] }, faults);
  }

  /** Sets a label of the pod. */
  label(key: string, value: string): PodTemplateBuilder<Step, Taken, Level, Exempt> {
    return this.#with({ labels: { ...this.#spec.labels, [key]: value } });
  }

  /** Sets an annotation of the pod. */
  annotation(key: string, value: string): PodTemplateBuilder<Step, Taken, Level, Exempt> {
    return this.#with({ annotations: { ...this.#spec.annotations, [key]: value } });
  }

  /**
   * Exempts the pod, or one container, from a rule. The reason is kept as data and written into everything generated.
   *
   * @example podTemplate('legacy', { podSecurity: 'privileged' }).exempt('host-path', 'reads the node\'s licence file')
   */
  exempt<Rule extends RuleId>(
    ruleId: Rule,
    reason: string,
    fields: { readonly container?: string } = {},
  ): PodTemplateBuilder<Step, Taken, Level, Exempt | Rule> {
    const { exemptions } = this.#spec;
    // A misspelt `container` would exempt the whole pod.
    const faults = checkFields(fields, itemPath('exemptions', exemptions.length), ['container']);
    const { container } = fields ?? {};
    return this.#with({ exemptions: [...exemptions, frozenCopy({ ruleId, reason, container })] }, faults);
  }

  /**
   * Hardens and judges the pod.
   *
   * @returns the template as deeply frozen data.
   * @throws InvalidPodTemplateError with every fault found, when the data is no pod or breaks the promised level.
   */
  build(): PodTemplate<Step, Level> {
    const { template, faults } = finishPodTemplate(this.#spec);
    const all = [...this.#faults, ...faults];
    // A pod that is no pod cannot be judged by the rules of one.
    const found = all.length > 0 ? all : this.#verdict(template);
    if (found.length > 0) throw new InvalidPodTemplateError(this.#spec.name, found);
    // The names and the level are those that the methods collected; the data itself knows them as plain strings.
    return template as PodTemplate<Step, Level>;
  }

  #with<S extends string, T extends string, L extends PodSecurityLevel, E extends RuleId>(
    change: Partial<PodTemplateSpec>,
    faults: readonly Fault[] = [],
  ): PodTemplateBuilder<S, T, L, E> {
    return new PodTemplateBuilder({ ...this.#spec, ...change }, [...this.#faults, ...faults], this.#verdict);
  }
}

/** The builder that a new template starts with: it has an agent, no other container and no exemption. */
export type NewPodTemplateBuilder<Level extends PodSecurityLevel> = PodTemplateBuilder<
  typeof AGENT_CONTAINER_NAME,
  never,
  Level,
  never
>;
