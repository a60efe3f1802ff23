import type { Fault } from '../model/fault';
import { frozenCopy } from '../model/frozen-copy';
import type {
  ConfigMapVolumeSource,
  DownwardAPIVolumeSource,
  EmptyDirVolumeSource,
  HostPathVolumeSource,
  ImageVolumeSource,
  PersistentVolumeClaimSpec,
  PersistentVolumeClaimVolumeSource,
  ProjectedVolumeSource,
  SecretVolumeSource,
  Volume,
  VolumeMount,
} from '../model/kubernetes.generated';
import { formatImageReference, parseImageReference } from '../model/image-reference';
import type { RuleId } from '../model/rule-id';
import { isPlainObject } from '../model/schema';
import { refuseFields } from './check-names';
import { EMPTY_DIR_SIZE_LIMIT } from './hardened-defaults';

/** A volume and where it is mounted. `Breaks` names the rules that the volume breaks by its nature. */
export interface VolumeDefinition<Breaks extends RuleId = RuleId> {
  readonly volume: Volume;
  /** Absent for a volume that containers mount by their own `volumeMounts`. */
  readonly mount: VolumeMount | undefined;
  readonly breaks: readonly Breaks[];
  /** Annotations of the pod that the volume takes its files from. */
  readonly annotations?: { readonly [key: string]: string } | undefined;
}

/** Whether a value was made by one of the volume functions. */
export function isVolumeDefinition(value: unknown): value is VolumeDefinition {
  return (
    isPlainObject(value) &&
    isPlainObject(value.volume) &&
    (value.mount === undefined || isPlainObject(value.mount)) &&
    Array.isArray(value.breaks)
  );
}

/** How a volume is mounted. */
export type MountFields = Omit<VolumeMount, 'name' | 'mountPath'>;

/** The data of a volume, and the absolute path it is mounted at; undefined leaves the mounting to `volumeMounts`. */
export type MountPath = string | undefined;

const MOUNT_KEYS = ['readOnly', 'recursiveReadOnly', 'subPath', 'subPathExpr', 'mountPropagation', 'bindMountOptions'];

/** Separates the fields of the mount from those of the source; a field that is undefined is none. */
function define(
  name: string,
  mountPath: MountPath,
  fields: object,
  source: (fields: { [key: string]: unknown }) => Omit<Volume, 'name'>,
  { required, ...mountDefaults }: MountFields & { readonly required?: string } = {},
): VolumeDefinition<never> {
  refuseFields('volume', name, fieldFaults(fields, required));
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  const mount = Object.fromEntries(entries.filter(([key]) => MOUNT_KEYS.includes(key)));
  const rest = Object.fromEntries(entries.filter(([key]) => !MOUNT_KEYS.includes(key)));
  return frozenCopy({
    volume: { name, ...source(rest) },
    mount: mountPath === undefined ? undefined : { name, mountPath, ...mountDefaults, ...mount },
    breaks: [],
  });
}

function fieldFaults(fields: unknown, required: string | undefined): Fault[] {
  if (!isPlainObject(fields))
    return [
      { path: 'fields', value: fields, message: 'is no mapping', remedy: `write { ${required ?? 'readOnly'}: … }` },
    ];
  return required === undefined || fields[required] !== undefined
    ? []
    : [{ path: required, message: 'is missing', remedy: 'the volume needs it' }];
}

/**
 * A directory that lives as long as the pod, with a size limit.
 *
 * @example emptyDir('cache', '/cache', { sizeLimit: '4Gi' })
 */
export function emptyDir(
  name: string,
  mountPath?: MountPath,
  fields: EmptyDirVolumeSource & MountFields = {},
): VolumeDefinition<never> {
  return define(name, mountPath, fields, (source) => ({ emptyDir: { sizeLimit: EMPTY_DIR_SIZE_LIMIT, ...source } }));
}

/** A Secret as files, mounted read-only. */
export function secretVolume(
  name: string,
  mountPath: MountPath,
  fields: SecretVolumeSource & { readonly secretName: string } & MountFields,
): VolumeDefinition<never> {
  return define(name, mountPath, fields, (secret) => ({ secret }), { readOnly: true, required: 'secretName' });
}

/** A ConfigMap as files, mounted read-only. */
export function configMapVolume(
  name: string,
  mountPath: MountPath,
  fields: ConfigMapVolumeSource & { readonly name: string } & MountFields,
): VolumeDefinition<never> {
  return define(name, mountPath, fields, (configMap) => ({ configMap }), { readOnly: true, required: 'name' });
}

/** A claim that exists. With access mode ReadWriteOnce it binds every build to one node. */
export function persistentVolumeClaim(
  name: string,
  mountPath: MountPath,
  fields: PersistentVolumeClaimVolumeSource & MountFields,
): VolumeDefinition<never> {
  return define(name, mountPath, fields, (claim) => ({
    persistentVolumeClaim: claim as unknown as PersistentVolumeClaimVolumeSource,
  }));
}

/** What a generic ephemeral volume asks for. */
export interface EphemeralVolumeFields extends MountFields {
  /** Size, such as `'20Gi'`. */
  readonly storage: string;
  readonly storageClassName?: string | undefined;
  /** @default ['ReadWriteOnce'] */
  readonly accessModes?:
    readonly ('ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod')[] | undefined;
}

/** A volume of a storage class that is made with the pod and deleted with it. */
export function ephemeralVolume(
  name: string,
  mountPath: MountPath,
  fields: EphemeralVolumeFields,
): VolumeDefinition<never> {
  return define(
    name,
    mountPath,
    fields,
    (claim) => {
      const {
        storage,
        storageClassName,
        accessModes = ['ReadWriteOnce'],
        ...rest
      } = claim as Partial<EphemeralVolumeFields>;
      const spec = { accessModes, resources: { requests: { storage } }, storageClassName, ...rest };
      return { ephemeral: { volumeClaimTemplate: { spec: spec as PersistentVolumeClaimSpec } } };
    },
    { required: 'storage' },
  );
}

/** Several Secrets, ConfigMaps, tokens and downward fields in one directory, mounted read-only. */
export function projectedVolume(
  name: string,
  mountPath: MountPath,
  fields: ProjectedVolumeSource & MountFields,
): VolumeDefinition<never> {
  return define(name, mountPath, fields, (projected) => ({ projected }), { readOnly: true });
}

/** Fields of the pod itself as files, mounted read-only. */
export function downwardApiVolume(
  name: string,
  mountPath: MountPath,
  fields: DownwardAPIVolumeSource & MountFields,
): VolumeDefinition<never> {
  return define(name, mountPath, fields, (downwardAPI) => ({ downwardAPI }), { readOnly: true });
}

/** The files of an image, mounted read-only; needs Kubernetes 1.33 or newer. */
export function imageVolume(
  name: string,
  mountPath: MountPath,
  fields: ImageVolumeSource & { readonly reference: string } & MountFields,
): VolumeDefinition<never> {
  return define(name, mountPath, fields, (image) => ({ image: { ...image, reference: qualified(image.reference) } }), {
    readOnly: true,
    required: 'reference',
  });
}

/** The full name of an image, as containers have it; what is no image name stays, to be refused. */
function qualified(image: unknown): string {
  const reference = typeof image === 'string' ? parseImageReference(image) : undefined;
  return reference === undefined ? (image as string) : formatImageReference(reference);
}

/** A path of the node. No Pod Security level but privileged allows it: it needs an exemption from `host-path`. */
export function hostPathVolume(
  name: string,
  mountPath: MountPath,
  fields: HostPathVolumeSource & MountFields,
): VolumeDefinition<'host-path'> {
  const { volume, mount } = define(name, mountPath, fields, (hostPath) => ({
    hostPath: hostPath as unknown as HostPathVolumeSource,
  }));
  return frozenCopy({ volume, mount, breaks: ['host-path'] });
}
