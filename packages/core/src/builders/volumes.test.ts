import {
  configMapVolume,
  container,
  emptyDir,
  ephemeralVolume,
  hostPathVolume,
  imageVolume,
  InvalidPodTemplateError,
  persistentVolumeClaim,
  podTemplate,
  projectedVolume,
  secretVolume,
  type PodTemplateBuilder,
  type Volume,
  type VolumeDefinition,
  type VolumeMount,
} from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const MOUNT = { subPath: 'a', subPathExpr: 'b', mountPropagation: 'None', recursiveReadOnly: 'Disabled' } as const;

describe('a volume function makes a volume and its mount', () => {
  const token = { serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 600 } };

  it.each<[VolumeDefinition, Omit<Volume, 'name'>, Partial<VolumeMount>]>([
    [emptyDir('v', '/v'), { emptyDir: { sizeLimit: '1Gi' } }, {}],
    [
      emptyDir('v', '/v', { sizeLimit: '4Gi', medium: 'Memory', ...MOUNT, readOnly: true }),
      { emptyDir: { sizeLimit: '4Gi', medium: 'Memory' } },
      { ...MOUNT, readOnly: true },
    ],
    [
      secretVolume('v', '/v', { secretName: 's', items: [{ key: 'k', path: 'p' }], defaultMode: 0o440, ...MOUNT }),
      { secret: { secretName: 's', items: [{ key: 'k', path: 'p' }], defaultMode: 288 } },
      { ...MOUNT, readOnly: true },
    ],
    [
      configMapVolume('v', '/v', { name: 'settings', optional: true, subPath: 'settings.xml' }),
      { configMap: { name: 'settings', optional: true } },
      { subPath: 'settings.xml', readOnly: true },
    ],
    [
      persistentVolumeClaim('v', '/v', { claimName: 'm2', readOnly: true }),
      { persistentVolumeClaim: { claimName: 'm2' } },
      { readOnly: true },
    ],
    [persistentVolumeClaim('v', '/v', { claimName: 'm2' }), { persistentVolumeClaim: { claimName: 'm2' } }, {}],
    [
      ephemeralVolume('v', '/v', { storage: '20Gi' }),
      {
        ephemeral: {
          volumeClaimTemplate: {
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } } },
          },
        },
      },
      {},
    ],
    [
      ephemeralVolume('v', '/v', {
        storage: '1Gi',
        storageClassName: 'fast',
        accessModes: ['ReadWriteOncePod'],
        ...MOUNT,
      }),
      {
        ephemeral: {
          volumeClaimTemplate: {
            spec: {
              accessModes: ['ReadWriteOncePod'],
              resources: { requests: { storage: '1Gi' } },
              storageClassName: 'fast',
            },
          },
        },
      },
      MOUNT,
    ],
    [
      projectedVolume('v', '/v', { sources: [token, { secret: { name: 's' } }], defaultMode: 0o400 }),
      { projected: { sources: [token, { secret: { name: 's' } }], defaultMode: 256 } },
      { readOnly: true },
    ],
    [
      imageVolume('v', '/v', { reference: 'maven:3.9.9', pullPolicy: 'IfNotPresent' }),
      { image: { reference: 'docker.io/library/maven:3.9.9', pullPolicy: 'IfNotPresent' } },
      { readOnly: true },
    ],
    [
      hostPathVolume('v', '/v', { path: '/etc/licence', type: 'File', readOnly: true }),
      { hostPath: { path: '/etc/licence', type: 'File' } },
      { readOnly: true },
    ],
  ])('$volume', ({ volume, mount }, source, fields) => {
    expect(volume).toEqual({ name: 'v', ...source });
    expect(mount).toEqual({ name: 'v', mountPath: '/v', ...fields });
  });

  it('is mounted read-write only when that is said, where it is read-only by itself', () => {
    expect(secretVolume('v', '/v', { secretName: 's', readOnly: false }).mount?.readOnly).toBe(false);
    expect(secretVolume('v', '/v', { secretName: 's', readOnly: undefined }).mount?.readOnly).toBe(true);
  });

  it('has a size limit unless another is given: undefined is none', () => {
    expect(emptyDir('v', '/v', { sizeLimit: undefined, medium: undefined }).volume).toStrictEqual({
      name: 'v',
      emptyDir: { sizeLimit: '1Gi' },
    });
    expect(ephemeralVolume('v', '/v', { storage: '1Gi', accessModes: undefined }).volume).toEqual(
      ephemeralVolume('v', '/v', { storage: '1Gi' }).volume,
    );
  });

  it('is frozen, and what it was given is not', () => {
    const fields = { secretName: 's', items: [{ key: 'k', path: 'p' }] };
    const { volume, mount } = secretVolume('v', '/v', fields);
    expect(Object.isFrozen(volume) && Object.isFrozen(volume.secret?.items) && Object.isFrozen(mount)).toBe(true);
    expect(Object.isFrozen(fields) || Object.isFrozen(fields.items)).toBe(false);
  });

  it('leaves the mounting to the containers when no path is given', () => {
    expect(emptyDir('v').mount).toBeUndefined();
    expect(secretVolume('v', undefined, { secretName: 's' }).mount).toBeUndefined();
    const reader = container('reader', IMAGE, { volumeMounts: [{ name: 'v', mountPath: '/in', readOnly: true }] });
    const { pod } = podTemplate('build').container(reader).volume(emptyDir('v')).build();
    expect(pod.spec.containers[1]?.volumeMounts?.[0]).toEqual({ name: 'v', mountPath: '/in', readOnly: true });
  });

  it('names the rule it breaks by its nature', () => {
    expect(hostPathVolume('v', '/v', { path: '/x' }).breaks).toEqual(['host-path']);
    expect(emptyDir('v', '/v').breaks).toEqual([]);
  });
});

describe('a volume function refuses', () => {
  const loose = {
    emptyDir,
    secretVolume,
    configMapVolume,
    persistentVolumeClaim,
    ephemeralVolume,
    projectedVolume,
    imageVolume,
    hostPathVolume,
  } as unknown as { [name: string]: (name: string, path: string, fields?: unknown) => VolumeDefinition };

  it.each(Object.keys(loose))('%s: fields that are no mapping', (name) => {
    for (const fields of [null, 5, 'cache', ['a']]) {
      expect(() => loose[name]?.('v', '/v', fields)).toThrow(InvalidPodTemplateError);
      expect(() => loose[name]?.('v', '/v', fields)).toThrow('volume "v": fields: ');
    }
  });

  it.each([
    ['secretVolume', 'secretName'],
    ['configMapVolume', 'name'],
    ['ephemeralVolume', 'storage'],
    ['imageVolume', 'reference'],
  ])('%s without %s', (name, field) => {
    expect(() => loose[name]?.('v', '/v', {})).toThrow(`volume "v": ${field}: is missing; the volume needs it`);
  });

  const judged = (definition: VolumeDefinition): (() => unknown) => {
    const builder: PodTemplateBuilder = podTemplate('build', { podSecurity: 'privileged' });
    return () => builder.container(container('a', IMAGE)).volume(definition).build();
  };

  it.each<[string, object, string]>([
    ['persistentVolumeClaim', {}, 'spec.volumes[0].persistentVolumeClaim.claimName: is missing'],
    ['hostPathVolume', {}, 'spec.volumes[0].hostPath.path: is missing'],
    ['emptyDir', { sizelimit: '1Gi' }, 'unknown field "sizelimit"; did you mean "sizeLimit"?'],
    ['emptyDir', { sizeLimit: '1GB' }, 'spec.volumes[0].emptyDir.sizeLimit: "1GB" is no Kubernetes quantity'],
    ['emptyDir', { readonly: true }, 'unknown field "readonly"'],
    ['secretVolume', { secretName: 's', defaultMode: '0440' }, 'defaultMode: "0440" is no whole number'],
    ['ephemeralVolume', { storage: 20 }, 'requests.storage: 20 is no Kubernetes quantity'],
    ['ephemeralVolume', { storage: '1Gi', accessMode: 'ReadWriteOnce' }, 'did you mean "accessModes"?'],
    ['imageVolume', { reference: 'Not An Image' }, 'image.reference: "Not An Image" is no image name; write registry/'],
    ['imageVolume', { reference: 'maven' }, 'the image of volume "v" has no tag'],
  ])('%s %j, when the pod is judged', (name, fields, message) => {
    const definition = loose[name]?.('v', '/v', fields);
    expect(judged(definition ?? emptyDir('v', '/v'))).toThrow(message);
  });
});
