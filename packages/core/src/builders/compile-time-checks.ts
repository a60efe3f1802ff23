import type { PodSecurityLevel } from '../model/pod-security-level';
import type { RuleId } from '../model/rule-id';

/** Levels under which a container that needs a level may run. */
interface LevelsAllowing {
  restricted: 'restricted' | 'baseline' | 'privileged';
  baseline: 'baseline' | 'privileged';
  privileged: 'privileged';
}

// A union of all levels, or of all rules, is a value of run time: build() judges it.
type UnknownLevel<Level> = [PodSecurityLevel] extends [Level] ? true : false;

type NameFits<Name extends string, Taken extends string> = string extends Name | Taken
  ? unknown
  : Name extends Taken
    ? `a container named "${Name}" is already in this pod template`
    : unknown;

type LevelFits<Name extends string, Needs extends PodSecurityLevel, Level extends PodSecurityLevel> = true extends
  UnknownLevel<Needs> | UnknownLevel<Level>
  ? unknown
  : [Level] extends [LevelsAllowing[Needs]]
    ? unknown
    : `container "${Name}" needs Pod Security level "${Needs}", but the pod template promises "${Level}"`;

type RulesFit<Subject extends string, Breaks extends RuleId, Exempt extends RuleId> = [RuleId] extends [Breaks]
  ? unknown
  : [Breaks] extends [Exempt]
    ? unknown
    : `${Subject} breaks the rule "${Exclude<Breaks, Exempt>}": call .exempt("${Exclude<Breaks, Exempt>}", "<reason>") first`;

/** What a container must also be to fit a template: nothing, or the text of what is wrong as a type no value has. */
export type ContainerFits<
  Name extends string,
  Needs extends PodSecurityLevel,
  Breaks extends RuleId,
  Taken extends string,
  Level extends PodSecurityLevel,
  Exempt extends RuleId,
> = NameFits<Name, Taken> &
  LevelFits<Name, Needs, Level> &
  RulesFit<`container "${Name}"`, Breaks, Exempt | ('docker-socket' extends Exempt ? 'host-path' : never)>;

/**
 * The same for a volume. A socket of the container runtime is a path of the node too, and an exemption for it says enough;
 * which of the two a path is, build() sees.
 */
export type VolumeFits<Breaks extends RuleId, Exempt extends RuleId> = RulesFit<
  'this volume',
  Breaks,
  Exempt | ('docker-socket' extends Exempt ? 'host-path' : never)
>;
