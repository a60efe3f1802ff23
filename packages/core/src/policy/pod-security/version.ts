/** A version of the Pod Security Standards: that of the Kubernetes release whose rules hold. */
export type PodSecurityVersion = 'latest' | `v1.${number}`;

/** The newest release whose rules are known here. Later ones are judged by it, as an API server judges versions newer than itself. */
export const NEWEST_MINOR = 37;

// As many digits as the server's own reader takes for a number.
const VERSION = /^v1\.(0|[1-9][0-9]{0,17})$/;

/** Whether a text is a version as the labels of a namespace write it. */
export function isPodSecurityVersion(text: unknown): text is PodSecurityVersion {
  return text === 'latest' || (typeof text === 'string' && VERSION.test(text));
}

/**
 * The minor release of a version, at most {@link NEWEST_MINOR}.
 *
 * @throws RangeError when it is no version.
 */
export function minorOf(version: PodSecurityVersion): number {
  if (version === 'latest') return NEWEST_MINOR;
  const minor = typeof version === 'string' ? VERSION.exec(version)?.[1] : undefined;
  if (minor === undefined)
    throw new RangeError(`version: ${JSON.stringify(version)} is no Pod Security version; use latest or v1.N`);
  return Math.min(Number(minor), NEWEST_MINOR);
}
