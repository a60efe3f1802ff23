import { podDifferences } from './equal-pod';
import { sharedJudges } from './shared-judges';

const judges = sharedJudges();

/** A pod with a value of every kind that a reader could lose. */
function pod() {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { labels: { app: 'x', 'example.com/quoted "key"': '0777' } },
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'a',
          image: 'registry.example.com/a:1',
          args: ['', '1'],
          env: [{ name: 'EMPTY', value: '' }],
          resources: { limits: { cpu: '0.5', 'example.com/fpga': '1' } },
          readinessProbe: { httpGet: { port: 8080 } },
          securityContext: { privileged: false, capabilities: {} },
        },
      ],
      volumes: [{ name: 'v', emptyDir: {} }],
    },
  };
}

type TestPod = ReturnType<typeof pod>;

async function readByJenkins(meant: object) {
  const { pod: read } = await judges.jenkins().judge({ text: JSON.stringify(meant), mode: 'pod' });
  return read;
}

test('a pod equals itself as Jenkins reads it', async () => {
  expect(podDifferences(pod(), await readByJenkins(pod()))).toEqual([]);
});

describe('finds', () => {
  const container = (read: TestPod) => read.spec.containers[0] as object;
  const cases: [string, (read: TestPod) => void, string, unknown, unknown][] = [
    [
      'a changed value',
      (read) => (read.spec.containers[0]!.image = 'b'),
      'spec.containers[0].image',
      'registry.example.com/a:1',
      'b',
    ],
    [
      'a lost false',
      (read) => Reflect.deleteProperty(read.spec, 'automountServiceAccountToken'),
      'spec.automountServiceAccountToken',
      false,
      undefined,
    ],
    [
      'a false that became true',
      (read) => (read.spec.containers[0]!.securityContext.privileged = true),
      'spec.containers[0].securityContext.privileged',
      false,
      true,
    ],
    [
      'a lost 0',
      (read) => Reflect.deleteProperty(read.spec, 'terminationGracePeriodSeconds'),
      'spec.terminationGracePeriodSeconds',
      0,
      undefined,
    ],
    [
      'a lost empty text',
      (read) => Reflect.deleteProperty(read.spec.containers[0]!.env[0]!, 'value'),
      'spec.containers[0].env[0].value',
      '',
      undefined,
    ],
    [
      'a lost empty object',
      (read) => Reflect.deleteProperty(read.spec.volumes[0]!, 'emptyDir'),
      'spec.volumes[0].emptyDir',
      {},
      undefined,
    ],
    ['an added field', (read) => Reflect.set(container(read), 'tty', true), 'spec.containers[0].tty', undefined, true],
    [
      'an added false',
      (read) => Reflect.set(container(read), 'tty', false),
      'spec.containers[0].tty',
      undefined,
      false,
    ],
    [
      'an added empty list',
      (read) => Reflect.set(container(read), 'command', []),
      'spec.containers[0].command',
      undefined,
      [],
    ],
    ['an added null', (read) => Reflect.set(container(read), 'tty', null), 'spec.containers[0].tty', undefined, null],
    ['an added container', (read) => read.spec.containers.push('b' as never), 'spec.containers[1]', undefined, 'b'],
    ['a lost list item', (read) => read.spec.containers[0]!.args.pop(), 'spec.containers[0].args[1]', '1', undefined],
    [
      'a text that became a number',
      (read) => Reflect.set(read.spec.containers[0]!.args, 1, 1),
      'spec.containers[0].args[1]',
      '1',
      1,
    ],
    [
      'a number that became a text',
      (read) => Reflect.set(container(read), 'readinessProbe', { httpGet: { port: '8080' } }),
      'spec.containers[0].readinessProbe.httpGet.port',
      8080,
      '8080',
    ],
    [
      'a quantity written otherwise',
      (read) => (read.spec.containers[0]!.resources.limits.cpu = '500m'),
      'spec.containers[0].resources.limits.cpu',
      '0.5',
      '500m',
    ],
    ['an apiVersion that is not the default', (read) => (read.apiVersion = 'v2'), 'apiVersion', 'v1', 'v2'],
    [
      'a changed label with a hostile key',
      (read) => (read.metadata.labels['example.com/quoted "key"'] = '511'),
      'metadata.labels["example.com/quoted \\"key\\""]',
      '0777',
      '511',
    ],
    [
      'a key that every object inherits',
      (read) => Reflect.set(read.metadata.labels, 'constructor', 'x'),
      'metadata.labels.constructor',
      undefined,
      'x',
    ],
  ];

  test.each(cases)('%s', (_name, change, path, meant, read) => {
    const changed = pod();
    change(changed);
    expect(podDifferences(pod(), changed)).toEqual([{ path, meant, read }]);
  });

  test('that what the reader adds is not what it would add', () => {
    const { spec } = pod();
    const read = { apiVersion: 'v2', kind: 'Job', metadata: { name: 'x' }, spec };
    expect(podDifferences({ spec }, read).map(({ path }) => path)).toEqual(['apiVersion', 'kind', 'metadata']);
  });

  test('that nothing was read', () => {
    expect(podDifferences(pod(), undefined)).toEqual([{ path: '', meant: pod(), read: undefined }]);
  });
});

describe("tolerates what the plugin's reader does:", () => {
  const container = { name: 'a', image: 'b' };
  const cases: [string, object][] = [
    ['it adds apiVersion, kind and metadata', { spec: { containers: [container] } }],
    ['it adds a spec', { metadata: { name: 'x' } }],
    ['it leaves empty lists out', { spec: { containers: [{ ...container, command: [], env: [] }], tolerations: [] } }],
    [
      'it leaves a list inside an object out and keeps the object',
      {
        spec: { containers: [{ ...container, securityContext: { capabilities: { add: [] } } }] },
      },
    ],
    [
      'it leaves empty maps out',
      {
        metadata: { labels: {}, annotations: {} },
        spec: {
          nodeSelector: {},
          overhead: {},
          containers: [{ ...container, resources: { limits: {}, requests: {} } }],
          topologySpreadConstraints: [{ labelSelector: { matchLabels: {} } }],
          volumes: [
            { name: 'c', csi: { volumeAttributes: {} } },
            { name: 'f', flexVolume: { options: {} } },
          ],
        },
      },
    ],
    [
      'it leaves null fields out',
      { metadata: { creationTimestamp: null }, spec: { affinity: null, containers: null } },
    ],
    [
      'it makes texts of numeric quantities',
      {
        spec: {
          containers: [
            { ...container, resources: { limits: { cpu: 1.5, 'example.com/fpga': 2 }, requests: { cpu: 1 } } },
          ],
          volumes: [{ name: 'v', emptyDir: { sizeLimit: 1000000 } }],
        },
      },
    ],
  ];

  test.each(cases)('%s', async (_name, meant) => {
    const read = await readByJenkins(meant);
    expect(read).not.toEqual(meant);
    expect(podDifferences(meant, read)).toEqual([]);
  });
});

test('keeps every null of a map and a list, which only Kubernetes refuses', async () => {
  const meant = { metadata: { labels: { a: null } }, spec: { containers: [{ name: 'a', args: [null] }] } };
  expect(podDifferences(meant, await readByJenkins(meant))).toEqual([]);
});

test('a property that is undefined is a property that is absent', () => {
  expect(podDifferences({ ...pod(), status: undefined }, pod())).toEqual([]);
});
