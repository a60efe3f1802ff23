const LONGEST = 63;

/** `buildah` and `storage` make `buildah-storage`; of a long prefix the end is taken, since a volume's name has 63 characters at most. */
export function volumeName(prefix: string, suffix: string): string {
  const room = LONGEST - suffix.length - 1;
  return `${String(prefix).slice(-room).replace(/^-+/, '')}-${suffix}`;
}
