import type { Policy } from '../policy';

/** An object of the Kubernetes API, as it is applied. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: { readonly [key: string]: string };
    readonly annotations?: { readonly [key: string]: string };
  };
  readonly [field: string]: unknown;
}

/** Who holds the rules about pods in the cluster: the API server itself, Kyverno or Gatekeeper. */
export type GuardrailEngine = 'admission' | 'kyverno' | 'gatekeeper';

/** Names of the engines, the API server's own first. */
export const GUARDRAIL_ENGINES: readonly GuardrailEngine[] = Object.freeze(['admission', 'kyverno', 'gatekeeper']);

/** An identity at a cloud's registry, instead of the node's credentials. */
export type WorkloadIdentity =
  /** `role`: ARN of the IAM role, such as `arn:aws:iam::111122223333:role/image-builds`. */
  | { readonly provider: 'eks'; readonly role: string }
  /** `serviceAccount`: the Google service account, such as `image-builds@project.iam.gserviceaccount.com`. */
  | { readonly provider: 'gke'; readonly serviceAccount: string }
  /** `clientId`: client id of the managed identity, a UUID. */
  | { readonly provider: 'aks'; readonly clientId: string };

/** What a policy does not say and its objects need. */
export interface GuardrailOptions {
  /** The namespace of the agent pods. */
  readonly namespace: string;
  /** @default admission */
  readonly engine?: GuardrailEngine | undefined;
  /** Where the Jenkins controller runs, and as which account. @default jenkins, jenkins */
  readonly controller?: { readonly namespace: string; readonly serviceAccount: string } | undefined;
  /** Most pods at a time. @default 50 */
  readonly pods?: number | undefined;
  /** Identity for the pods that build images. @default none */
  readonly identity?: WorkloadIdentity | undefined;
  /** The day on which exemptions hold or have ended. @default today */
  readonly today?: Date | undefined;
}

/** Options with what is taken where they say nothing. */
export interface ChosenOptions {
  readonly namespace: string;
  readonly engine: GuardrailEngine;
  readonly controller: { readonly namespace: string; readonly serviceAccount: string };
  readonly pods: number;
  readonly identity: WorkloadIdentity | undefined;
  /** Day in UTC, such as `2027-03-31`. */
  readonly today: string;
}

/** One file of objects, and what the README says of it. */
export interface Guardrail {
  /** File name, such as `network-policy.yaml`. Files are applied in the order of the list of guardrails. */
  readonly file: string;
  /** Heading in the README. */
  readonly title: string;
  /** What the objects stop: sentences, or a Markdown list. */
  readonly stops: (policy: Policy, options: ChosenOptions) => string;
  /** What they cannot stop, and who can. */
  readonly cannot: (policy: Policy, options: ChosenOptions) => string;
  /** The objects; none when the policy gives no reason for them. */
  readonly objects: (policy: Policy, options: ChosenOptions) => readonly KubernetesObject[];
}
