import type { Fault } from '../model/fault';
import { frozenCopy } from '../model/frozen-copy';
import { checkFields, refuseFields } from './check-names';
import { AGENT_HOME, AGENT_UID } from './hardened-defaults';
import { downwardApiVolume, type VolumeDefinition } from './volumes';

/** Who is put into `/etc/passwd`. */
export interface PasswdEntryFields {
  /** @default 1000 */
  readonly uid?: number | undefined;
  /** @default jenkins */
  readonly user?: string | undefined;
  /** Home directory. ssh and the JVM look here and not at HOME. @default /home/jenkins */
  readonly home?: string | undefined;
}

/**
 * A volume that is the container's `/etc/passwd`, with root, nobody and one more user.
 *
 * ssh, whoami, Node's `os.userInfo()`, initdb and Ansible work for no uid that has no line there, and no environment
 * variable helps. The text is an annotation of the pod, so that no ConfigMap has to exist; users of the image's own are not
 * in it. Where the platform assigns the uid, it adds the line itself.
 *
 * @example container('deploy', 'registry.example.com/tools/deploy:1.4', { volumes: [passwdEntry()] })
 */
export function passwdEntry(fields: PasswdEntryFields = {}): VolumeDefinition<never> {
  refuseFields('passwdEntry', '/etc/passwd', entryFaults(fields));
  const { uid = AGENT_UID, user = 'jenkins', home = AGENT_HOME } = fields;
  // Containers with the same entry share the volume.
  const suffix = [uid, user, home]
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const annotation = `podwright/passwd-${suffix}`;
  const text = [
    'root:x:0:0:root:/root:/bin/sh',
    'nobody:x:65534:65534:nobody:/nonexistent:/bin/sh',
    `${user}:x:${uid}:${uid}::${home}:/bin/sh`,
    '',
  ].join('\n');
  const volume = downwardApiVolume(`passwd-${suffix}`, '/etc/passwd', {
    subPath: 'passwd',
    items: [{ path: 'passwd', fieldRef: { fieldPath: `metadata.annotations['${annotation}']` } }],
  });
  return frozenCopy({ ...volume, annotations: { [annotation]: text } });
}

/** What would break the line, or make another one. */
function entryFaults(fields: PasswdEntryFields): Fault[] {
  const faults = checkFields(fields, 'fields', ['uid', 'user', 'home']);
  if (faults.length > 0) return faults;
  const { uid, user, home } = fields;
  const refuse = (path: string, value: unknown, remedy: string): void => {
    if (value !== undefined) faults.push({ path, value, message: 'cannot stand in /etc/passwd', remedy });
  };
  if (!(Number.isSafeInteger(uid) && Number(uid) >= 0)) refuse('uid', uid, 'write a whole number');
  if (!/^[a-z_][a-z0-9_-]*$/.test(user ?? '')) refuse('user', user, 'use lower-case letters, digits, "_" and "-"');
  if (!/^\/[^:\n]*$/.test(home ?? '')) refuse('home', home, 'write an absolute path without ":"');
  return faults;
}
