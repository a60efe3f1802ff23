import { frozenCopy } from '../model/frozen-copy';
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
