const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Most characters an RFC 1123 label may have. */
export const LONGEST_LABEL = 63;

/** What a Kubernetes name of containers, volumes and ports must look like, for messages. */
export const LABEL_RULE = 'use at most 63 lower-case letters, digits and "-", with a letter or digit at both ends';

/** Whether a text is an RFC 1123 label: containers, volumes. */
export function isLabel(text: string): boolean {
  return text.length <= LONGEST_LABEL && LABEL.test(text);
}

/** Whether a text is an RFC 1123 subdomain: Secrets, ConfigMaps, claims, pods. */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && SUBDOMAIN.test(text);
}

/** Whether a text may be the key of a label or an annotation, with or without a prefix. */
export function isLabelKey(text: string): boolean {
  const slash = text.lastIndexOf('/');
  const prefix = slash < 0 ? undefined : text.slice(0, slash);
  const name = text.slice(slash + 1);
  return (prefix === undefined || isSubdomain(prefix)) && name.length <= LONGEST_LABEL && QUALIFIED_NAME.test(name);
}

/** Whether a text may be the value of a label. */
export function isLabelValue(text: string): boolean {
  return text === '' || (text.length <= LONGEST_LABEL && QUALIFIED_NAME.test(text));
}

/** Whether a text may name an environment variable: printable ASCII without `=`, as Kubernetes has it since 1.34. */
export function isEnvName(text: string): boolean {
  return /^[\x20-\x3c\x3e-\x7e]+$/.test(text);
}
