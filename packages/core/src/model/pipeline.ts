import type { PodTemplate } from './pod-template';

/** A value of a step's parameter, as Groovy literals can say it. */
export type StepValue = string | number | boolean | readonly StepValue[] | { readonly [key: string]: StepValue };

/** Units of time, as the `timeout` step names them. */
export type TimeUnit = 'SECONDS' | 'MINUTES' | 'HOURS' | 'DAYS';

/** A length of time. */
export interface Timeout {
  readonly time: number;
  /** @default MINUTES */
  readonly unit?: TimeUnit | undefined;
}

/** A credential bound to variables, by the binding's own symbol and parameters. */
export type CredentialBinding =
  | {
      readonly usernamePassword: {
        readonly credentialsId: string;
        readonly usernameVariable: string;
        readonly passwordVariable: string;
      };
    }
  | { readonly usernameColonPassword: { readonly credentialsId: string; readonly variable: string } }
  | { readonly string: { readonly credentialsId: string; readonly variable: string } }
  | { readonly file: { readonly credentialsId: string; readonly variable: string } }
  | {
      readonly sshUserPrivateKey: {
        readonly credentialsId: string;
        readonly keyFileVariable: string;
        readonly passphraseVariable?: string | undefined;
        readonly usernameVariable?: string | undefined;
      };
    };

/** One step of a stage. */
export type Step =
  | { readonly kind: 'sh'; readonly script: string; readonly label?: string | undefined }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: { readonly [parameter: string]: StepValue } }
  | { readonly kind: 'groovy'; readonly code: string }
  | {
      readonly kind: 'withCredentials';
      readonly bindings: readonly CredentialBinding[];
      readonly steps: readonly Step[];
    }
  | { readonly kind: 'timeout'; readonly timeout: Timeout; readonly steps: readonly Step[] }
  | { readonly kind: 'retry'; readonly count: number; readonly steps: readonly Step[] }
  | { readonly kind: 'dir'; readonly path: string; readonly steps: readonly Step[] };

/** A stage: steps in a container, or stages side by side. */
export type Stage<Container extends string = string> =
  | { readonly name: string; readonly container: Container; readonly steps: readonly Step[] }
  | { readonly name: string; readonly parallel: readonly Stage<Container>[]; readonly failFast: boolean };

/** When the steps of a `post` section run. `failure` includes an abort in a scripted pipeline. */
export type PostCondition = 'always' | 'success' | 'unstable' | 'failure' | 'cleanup';

/** The conditions in the order they are looked at. */
export const POST_CONDITIONS: readonly PostCondition[] = Object.freeze([
  'always',
  'failure',
  'success',
  'unstable',
  'cleanup',
]);

/** What holds for the whole pipeline. */
export interface PipelineOptions {
  /** Whether `checkout scm` comes first. @default true */
  readonly checkout?: boolean | undefined;
  /** How often the whole is tried when the agent is lost. @default 1 */
  readonly retries?: number | undefined;
  /** How long the whole may take, the wait for the agent included. */
  readonly timeout?: Timeout | undefined;
}

/** A pod template and the stages that run in its containers: frozen plain data. */
export interface Pipeline<Container extends string = string> {
  readonly template: PodTemplate<Container>;
  readonly stages: readonly Stage<Container>[];
  readonly postSteps: { readonly [Condition in PostCondition]?: readonly Step[] };
  readonly options: PipelineOptions;
}
