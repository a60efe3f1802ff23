import { faultLine } from './fault';
import { checkSchema, isPlainObject, schemaFields } from './schema';

const faultsOf = (type: string, value: unknown, path = ''): string[] => checkSchema(type, value, path).map(faultLine);
const inSpec = (spec: object): string[] => faultsOf('Pod', { spec: { containers: [{ name: 'a' }], ...spec } });
const inContainer = (container: object): string[] => inSpec({ containers: [{ name: 'a', ...container }] });

describe('schemaFields', () => {
  it('knows the fields of a type: type, whether required, values', () => {
    const fields = schemaFields('Volume');
    expect(fields?.get('name')).toEqual({ type: 'string', required: true, values: undefined });
    expect(fields?.get('emptyDir')).toEqual({ type: 'EmptyDirVolumeSource', required: false, values: undefined });
    expect(schemaFields('PodSpec')?.get('containers')).toEqual({
      type: '[]Container',
      required: true,
      values: undefined,
    });
    expect([...(schemaFields('SeccompProfile')?.get('type')?.values ?? [])]).toEqual([
      'Localhost',
      'RuntimeDefault',
      'Unconfined',
    ]);
    expect(schemaFields('ResourceRequirements')?.get('limits')?.type).toBe('map:quantity');
  });

  it('knows none of a scalar or of what does not exist', () => {
    expect(schemaFields('string')).toBeUndefined();
    expect(schemaFields('Deployment')).toBeUndefined();
  });
});

describe('unknown fields', () => {
  it('come with the name that was probably meant', () => {
    expect(inContainer({ securtyContext: {} })).toEqual([
      'spec.containers[0]: unknown field "securtyContext"; did you mean "securityContext"?',
    ]);
    expect(inContainer({ securityContext: { allowPriviligeEscalation: false } })).toEqual([
      'spec.containers[0].securityContext: unknown field "allowPriviligeEscalation"; did you mean "allowPrivilegeEscalation"?',
    ]);
  });

  it('come with the type they belong to', () => {
    expect(inSpec({ securityContext: { privileged: true } })).toEqual([
      expect.stringMatching(
        /^spec\.securityContext: unknown field "privileged"; a PodSecurityContext of Kubernetes v\d+\.\d+\.\d+ has no such field: it belongs to SecurityContext$/,
      ),
    ]);
    expect(inContainer({ fsGroup: 1000 })).toEqual([expect.stringContaining('it belongs to PodSecurityContext')]);
    expect(inSpec({ volumeMounts: [] })).toEqual([
      expect.stringContaining('it belongs to Container, EphemeralContainer'),
    ]);
  });

  it('are to be removed when nothing is near', () => {
    expect(inContainer({ flavour: 'mild' })).toEqual([expect.stringMatching(/has no such field: remove it$/)]);
  });

  it('are named at the top too', () => {
    expect(faultsOf('Pod', { spce: {} })).toEqual(['spce: unknown field "spce"; did you mean "spec"?']);
  });

  it('are reported whatever their value is, unless it is undefined', () => {
    expect(inContainer({ zzz: null })).toHaveLength(1);
    expect(inContainer({ zzz: false })).toHaveLength(1);
    expect(inContainer({ zzz: undefined })).toEqual([]);
    expect(inContainer(JSON.parse('{"__proto__": 1}') as object)).toEqual([
      expect.stringContaining('unknown field "__proto__"'),
    ]);
    expect(inContainer({ constructor: 1 })).toEqual([expect.stringContaining('unknown field "constructor"')]);
  });
});

describe('required fields', () => {
  it('are missed in every item of a list', () => {
    expect(faultsOf('Pod', { spec: { containers: [{ name: 'a' }, {}, { image: 'b' }] } })).toEqual([
      'spec.containers[1].name: is missing; a Container needs it',
      'spec.containers[2].name: is missing; a Container needs it',
    ]);
  });

  it('are missed when they are undefined', () => {
    expect(faultsOf('Pod', { spec: { containers: undefined } })).toEqual([
      'spec.containers: is missing; a PodSpec needs it',
    ]);
    expect(inSpec({ volumes: [{ name: 'a', hostPath: {} }] })).toEqual([
      'spec.volumes[0].hostPath.path: is missing; a HostPathVolumeSource needs it',
    ]);
  });

  it('are there when they are empty', () => {
    expect(faultsOf('Pod', { spec: { containers: [] } })).toEqual([]);
    expect(faultsOf('Container', { name: '' })).toEqual([]);
  });
});

describe('values outside a fixed set', () => {
  it('come with the value that was probably meant', () => {
    expect(inContainer({ imagePullPolicy: 'Allways' })).toEqual([
      'spec.containers[0].imagePullPolicy: "Allways" is not a value Kubernetes knows; did you mean "Always"?',
    ]);
    expect(inSpec({ securityContext: { seccompProfile: { type: 'runtimedefault' } } })).toEqual([
      expect.stringContaining('did you mean "RuntimeDefault"?'),
    ]);
  });

  it('come with all values when none is near', () => {
    expect(inContainer({ imagePullPolicy: 'x' })).toEqual([
      'spec.containers[0].imagePullPolicy: "x" is not a value Kubernetes knows; use one of Always, IfNotPresent, Never',
    ]);
  });

  it('are found within a list', () => {
    const claim = (accessModes: unknown): object => ({ volumeClaimTemplate: { spec: { accessModes } } });
    const volumes = (accessModes: unknown): object => ({ volumes: [{ name: 'a', ephemeral: claim(accessModes) }] });
    expect(inSpec(volumes(['ReadWriteOnce', 'ReadWriteOncePod']))).toEqual([]);
    expect(inSpec(volumes(['ReadWriteOnce', 'ReadWriteTwice']))).toEqual([
      'spec.volumes[0].ephemeral.volumeClaimTemplate.spec.accessModes[1]: "ReadWriteTwice" is not a value Kubernetes knows; did you mean "ReadWriteOnce"?',
    ]);
    expect(inSpec(volumes('ReadWriteOnce'))).toEqual([
      expect.stringContaining('"ReadWriteOnce" is no list; write a list of string'),
    ]);
  });

  it('include the empty text where Kubernetes has it', () => {
    const type = (value: string): object => ({ volumes: [{ name: 'a', hostPath: { path: '/a', type: value } }] });
    expect(inSpec(type(''))).toEqual([]);
    expect(inSpec(type('Socket'))).toEqual([]);
    expect(inSpec(type('socket'))).toEqual([expect.stringContaining('did you mean "Socket"?')]);
  });

  it('of another type are no text', () => {
    expect(inContainer({ imagePullPolicy: true })).toEqual([
      'spec.containers[0].imagePullPolicy: true is no text; write it in quotes: "true"',
    ]);
  });
});

describe('right values', () => {
  it('raise no fault', () => {
    expect(
      inSpec({
        terminationGracePeriodSeconds: 0,
        hostUsers: false,
        nodeSelector: {},
        securityContext: { runAsUser: 2 ** 40, supplementalGroups: [] },
        volumes: [{ name: 'a', emptyDir: { sizeLimit: '1Gi' } }],
        containers: [
          {
            name: 'a',
            command: [],
            env: [{ name: 'A', value: '' }],
            ports: [{ containerPort: 80 }],
            livenessProbe: { httpGet: { port: 'http' } },
          },
        ],
      }),
    ).toEqual([]);
  });

  it('are those of JSON, also without a prototype', () => {
    const bare: { [key: string]: unknown } = Object.create(null) as { [key: string]: unknown };
    bare.name = 'a';
    expect(faultsOf('Container', bare)).toEqual([]);
  });
});

it('finds every fault, in the order of the value’s own fields', () => {
  const faults = inSpec({ hostPID: 'yes', os: { name: 5 }, containers: [{ image: 1, tty: 2 }] });
  expect(faults.map((line) => line.split(': ')[0])).toEqual([
    'spec.containers[0].image',
    'spec.containers[0].tty',
    'spec.containers[0].name',
    'spec.hostPID',
    'spec.os.name',
  ]);
});

describe('isPlainObject', () => {
  it.each([[{}], [{ a: 1 }], [Object.create(null)]])('accepts %p', (value) => {
    expect(isPlainObject(value)).toBe(true);
  });

  it.each([[null], [undefined], [[]], ['a'], [1], [() => 1], [new Date(0)], [new Map()], [Object.create({})]])(
    'refuses %p',
    (value) => {
      expect(isPlainObject(value)).toBe(false);
    },
  );
});
