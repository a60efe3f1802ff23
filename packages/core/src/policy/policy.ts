import type { ImagePattern } from '../model/image-pattern';
import type { PodSecurityLevel } from '../model/pod-security-level';
import type { NamedRuleId } from '../model/rule-id';
import type { Severity } from './finding';
import type { PodSecurityVersion } from './pod-security/version';

/** A lower and an upper bound, as Kubernetes quantities. */
export interface QuantityRange {
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

/** Resources that a policy can bound. */
export type PolicyResource = 'cpu' | 'memory' | 'ephemeral-storage';

/** Bounds of requests or of limits, by resource. */
export type ResourceRanges = { readonly [Resource in PolicyResource]?: QuantityRange | undefined };

/** A rule that some pods may break, with the reason. */
export interface PolicyExemption {
  /** Id of the rule. Checks of Pod Security cannot be exempted: their level goes by namespace. */
  readonly rule: NamedRuleId;
  /** Name of the pod template it is limited to. Only the library knows it; a cluster does not. */
  readonly template?: string | undefined;
  /** The images it is limited to; only for rules about single containers. */
  readonly image?: ImagePattern | undefined;
  /** The namespace it is limited to. */
  readonly namespace?: string | undefined;
  /** Why, for whoever reads the policy. */
  readonly reason: string;
  /** Last day on which it holds, such as `2027-03-31`, in UTC. @default without end */
  readonly until?: string | undefined;
}

/** Settings of a policy that an extending one may loosen, where this is allowed. */
export type LoosenablePart =
  | 'podSecurity'
  | 'images'
  | 'resources'
  | 'serviceAccounts'
  | 'nodePools'
  | 'capabilities'
  | 'volumes'
  | 'secretsInEnvironment'
  | 'deadline'
  | 'rules'
  | 'exemptions'
  | 'templateExemptions';

/**
 * What an organisation asks of agent pods. What a policy does not say it does not ask: an absent list allows everything, an
 * empty one nothing.
 */
export interface PolicyFields {
  /** Name, for messages and for the objects in the cluster: an RFC 1123 label. */
  readonly name?: string | undefined;
  readonly podSecurity?:
    | {
        /** The level that pods pass. */
        readonly level?: PodSecurityLevel | undefined;
        /** The release whose rules hold. @default latest */
        readonly version?: PodSecurityVersion | undefined;
        /** Levels of namespaces that differ. */
        readonly namespaces?: { readonly [namespace: string]: PodSecurityLevel } | undefined;
      }
    | undefined;
  readonly images?:
    | {
        /** Where images may come from, and from nowhere else. */
        readonly allow?: readonly ImagePattern[] | undefined;
        /** Where no image may come from, even if `allow` has it. */
        readonly deny?: readonly ImagePattern[] | undefined;
        /** Where images are pulled from instead: applied by `podTemplate`. The longest beginning wins. */
        readonly mirrors?: { readonly [prefix: ImagePattern]: ImagePattern } | undefined;
        /** Whether every image names its digest. */
        readonly requireDigest?: boolean | undefined;
        /** Tags that no image may have; `*` is any text: `*-snapshot`. An image with a digest may have any. */
        readonly forbiddenTags?: readonly string[] | undefined;
      }
    | undefined;
  readonly resources?:
    | {
        /** Resources that every container requests. */
        readonly requireRequests?: readonly PolicyResource[] | undefined;
        readonly requests?: ResourceRanges | undefined;
        /** A container without a limit breaks the upper bound of it. */
        readonly limits?: ResourceRanges | undefined;
      }
    | undefined;
  /** Service accounts that pods may run as; a pod that names none runs as `default`. */
  readonly serviceAccounts?: readonly string[] | undefined;
  /** Node selectors: every pod has all labels of at least one of them. */
  readonly nodePools?: readonly { readonly [label: string]: string }[] | undefined;
  /** Capabilities that containers may add, within what the level allows. */
  readonly capabilities?: readonly string[] | undefined;
  /** Kinds of volumes that pods may have, as the API calls them: `emptyDir`, `secret`. */
  readonly volumes?: readonly string[] | undefined;
  /** Whether containers may take secrets as environment variables. @default true */
  readonly secretsInEnvironment?: boolean | undefined;
  /** Most seconds that a pod may name as its deadline, and it has to name one. */
  readonly deadline?: number | undefined;
  /** How much each rule matters; `off` leaves it out. */
  readonly rules?: { readonly [Rule in NamedRuleId]?: Severity | 'off' | undefined } | undefined;
  readonly exemptions?: readonly PolicyExemption[] | undefined;
  /** Rules that a template may exempt itself from by `.exempt()`; true means all. @default false */
  readonly templateExemptions?: boolean | readonly NamedRuleId[] | undefined;
  /** Parts in which a policy that extends this one need not be stricter. @default none */
  readonly mayLoosen?: readonly LoosenablePart[] | undefined;
}

/** A policy, complete and frozen: what `definePolicy` returns. */
export interface Policy extends PolicyFields {
  readonly name: string;
  readonly podSecurity: {
    readonly level: PodSecurityLevel;
    readonly version: PodSecurityVersion;
    readonly namespaces: { readonly [namespace: string]: PodSecurityLevel };
  };
  readonly rules: { readonly [Rule in NamedRuleId]?: Severity | 'off' | undefined };
  readonly exemptions: readonly PolicyExemption[];
  readonly templateExemptions: boolean | readonly NamedRuleId[];
  readonly mayLoosen: readonly LoosenablePart[];
}
