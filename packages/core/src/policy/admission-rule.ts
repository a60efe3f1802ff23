/** What an expression is asked of, one after the other. */
export type AdmissionSubject =
  /** `c`: every container, of all three lists. */
  | 'container'
  /** `c`: every init and regular container; the API forbids some fields to ephemeral ones. */
  | 'steady-container'
  /** `v`: every volume. */
  | 'volume'
  /** `i`: every image, of containers and of volumes, written in full: host first. */
  | 'image'
  /** The pod as a whole; only `object` is there. */
  | 'pod';

/**
 * A rule in CEL, the language of ValidatingAdmissionPolicy. It may use `object` (always the pod), `variables.<parameter>` and
 * what its subject brings; `has()` guards each optional field, since an error refuses the pod.
 */
export interface AdmissionRule {
  readonly subject: AdmissionSubject;
  /** CEL of type bool: whether the subject breaks the rule. */
  readonly broken: string;
  /** What is wrong, for the refusal; the names of what is wrong follow it. */
  readonly message: string;
  /** Lists of texts that the expression reads as `variables.<name>`; each a word in camel case. */
  readonly parameters?: { readonly [name: string]: readonly string[] };
}
