import { faultLine } from './fault';
import { checkSchema } from './schema';

const faultsOf = (type: string, value: unknown, path = ''): string[] => checkSchema(type, value, path).map(faultLine);
const inSpec = (spec: object): string[] => faultsOf('Pod', { spec: { containers: [{ name: 'a' }], ...spec } });
const inContainer = (container: object): string[] => inSpec({ containers: [{ name: 'a', ...container }] });

describe('wrong types', () => {
  it.each<[string, object, string]>([
    ['a number for a text', { image: 3.9 }, 'image: 3.9 is no text; write it in quotes: "3.9"'],
    [
      'a boolean for a text',
      { env: [{ name: 'A', value: true }] },
      'env[0].value: true is no text; write it in quotes: "true"',
    ],
    ['null for a text', { image: null }, 'image: null is no text; write a text'],
    ['a text for a boolean', { tty: 'true' }, 'tty: "true" is not true or false; write true or false, without quotes'],
    ['null for a boolean', { tty: null }, 'tty: null is not true or false; write true or false, without quotes'],
    [
      'a text for a number',
      { securityContext: { runAsUser: '1000' } },
      'securityContext.runAsUser: "1000" is no whole number; write digits without quotes',
    ],
    [
      'a fraction',
      { securityContext: { runAsUser: 0.5 } },
      'securityContext.runAsUser: 0.5 is no whole number; write digits without quotes',
    ],
    [
      'a bigint',
      { securityContext: { runAsUser: 1000n } },
      'securityContext.runAsUser: "1000" is no whole number; write digits without quotes',
    ],
    [
      'NaN',
      { securityContext: { runAsUser: NaN } },
      'securityContext.runAsUser: "NaN" is no whole number; write digits without quotes',
    ],
    [
      'too large a number',
      { ports: [{ containerPort: 2 ** 31 }] },
      'ports[0].containerPort: 2147483648 is no whole number; write digits without quotes',
    ],
    ['a text for a list', { command: 'sleep 5' }, 'command: "sleep 5" is no list; write a list of string'],
    ['a mapping for a list', { env: { A: 'b' } }, 'env: {"A":"b"} is no list; write a list of EnvVar'],
    ['null for a list', { env: null }, 'env: null is no list; write a list of EnvVar'],
    ['a number within a list', { args: ['a', 5] }, 'args[1]: 5 is no text; write it in quotes: "5"'],
    ['null within a list', { env: [null] }, 'env[0]: null is no mapping; write the fields of EnvVar'],
    [
      'a list for a mapping',
      { securityContext: [] },
      'securityContext: [] is no mapping; write the fields of SecurityContext',
    ],
    [
      'a text for a mapping',
      { resources: '1Gi' },
      'resources: "1Gi" is no mapping; write the fields of ResourceRequirements',
    ],
    [
      'null for a mapping',
      { resources: null },
      'resources: null is no mapping; write the fields of ResourceRequirements',
    ],
    [
      'an object of a class',
      { lifecycle: new Date(0) },
      'lifecycle: "1970-01-01T00:00:00.000Z" is no mapping; write the fields of Lifecycle',
    ],
    [
      'a list for amounts',
      { resources: { limits: [] } },
      'resources.limits: [] is no mapping; write a mapping of names to quantity values',
    ],
    [
      'a number for an amount',
      { resources: { limits: { cpu: 1 } } },
      'resources.limits.cpu: 1 is no Kubernetes quantity; write a text such as "500m", "2" or "1Gi"',
    ],
    [
      'a wrong amount',
      { resources: { requests: { 'ephemeral-storage': '1GB' } } },
      'resources.requests["ephemeral-storage"]: "1GB" is no Kubernetes quantity; write a text such as "500m", "2" or "1Gi"',
    ],
    [
      'a boolean for a port',
      { readinessProbe: { tcpSocket: { port: true } } },
      'readinessProbe.tcpSocket.port: true is neither a whole number nor a text; write a number or a name',
    ],
  ])('%s is named with place, value and remedy', (_, container, line) => {
    expect(inContainer(container)).toEqual([`spec.containers[0].${line}`]);
  });

  it('in a map are named by key', () => {
    expect(faultsOf('Pod', { metadata: { labels: { a: 'b', 'example.com/c': 1 } } })).toEqual([
      'metadata.labels["example.com/c"]: 1 is no text; write it in quotes: "1"',
    ]);
    expect(inSpec({ nodeSelector: 'linux' })).toEqual([
      'spec.nodeSelector: "linux" is no mapping; write a mapping of names to string values',
    ]);
  });

  it('of the whole are named at the path given', () => {
    expect(faultsOf('[]EnvVar', {}, 'env')).toEqual(['env: {} is no list; write a list of EnvVar']);
    expect(faultsOf('map:string', [], 'labels')).toEqual([
      'labels: [] is no mapping; write a mapping of names to string values',
    ]);
  });
});

describe('texts that cannot be written', () => {
  const remedy =
    'cannot be written; remove NUL, U+FFFF and half surrogate pairs: they do not survive YAML, Groovy or a process';

  it('are refused as values and as keys', () => {
    expect(inContainer({ args: ['a\0'] })).toEqual([`spec.containers[0].args[0]: "a\\u0000" ${remedy}`]);
    expect(inContainer({ workingDir: '\uD83D' })).toEqual([`spec.containers[0].workingDir: "\\ud83d" ${remedy}`]);
    expect(inContainer({ livenessProbe: { tcpSocket: { port: '\uFFFF' } } })).toEqual([
      expect.stringContaining(remedy),
    ]);
    expect(inSpec({ nodeSelector: { 'a\0': 'b' } })).toEqual([`spec.nodeSelector["a\\u0000"]: "b" ${remedy}`]);
  });
});
