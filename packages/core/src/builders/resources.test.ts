import { resourceRequirements } from './resources';
import {
  agent,
  container,
  initContainer,
  podTemplate,
  service,
  type ContainerDefinition,
  type ResourceRequirements,
  type Resources,
} from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const DISK = { request: '512Mi', limit: '4Gi' };

function made(definition: ContainerDefinition): ResourceRequirements | undefined {
  const { spec } = podTemplate('build').containers([definition]).build().pod;
  return [...(spec.initContainers ?? []), ...spec.containers].find(({ name }) => name === definition.name)?.resources;
}

const of = (resources: Resources): ResourceRequirements | undefined => made(container('a', IMAGE, { resources }));

/** Requests and limits as rows of cpu, memory, disk. */
const rows = (resources: ResourceRequirements | undefined): (string | undefined)[][] =>
  [resources?.requests, resources?.limits].map((list) =>
    ['cpu', 'memory', 'ephemeral-storage'].map((key) => list?.[key]),
  );

describe('resources', () => {
  it('have defaults, and more disk for the agent, whose workspace counts', () => {
    const usual = [
      ['100m', '512Mi', DISK.request],
      [undefined, '512Mi', DISK.limit],
    ];
    const others = [
      container('a', IMAGE),
      initContainer('a', IMAGE),
      service('a', IMAGE, { readinessProbe: { tcpSocket: { port: 1 } } }),
    ];
    for (const definition of others) expect(rows(made(definition))).toEqual(usual);
    expect(rows(made(agent()))).toEqual([
      ['100m', '512Mi', '1Gi'],
      [undefined, '512Mi', '12Gi'],
    ]);
  });

  it.each<[Resources, (string | undefined)[], (string | undefined)[]]>([
    [{ cpu: '2' }, ['2', '512Mi', DISK.request], [undefined, '512Mi', DISK.limit]],
    [{ memory: '2Gi' }, ['100m', '2Gi', DISK.request], [undefined, '2Gi', DISK.limit]],
    [{ 'ephemeral-storage': '8Gi' }, ['100m', '512Mi', '8Gi'], [undefined, '512Mi', '8Gi']],
    [{ cpu: 2, memory: 1073741824 }, ['2', '1073741824', DISK.request], [undefined, '1073741824', DISK.limit]],
    [{ cpu: 0.5 }, ['0.5', '512Mi', DISK.request], [undefined, '512Mi', DISK.limit]],
    [{ requests: { memory: '1Gi' } }, ['100m', '1Gi', DISK.request], [undefined, '1Gi', DISK.limit]],
    [{ limits: { memory: '256Mi' } }, ['100m', '256Mi', DISK.request], [undefined, '256Mi', DISK.limit]],
    [{ limits: { cpu: '2' } }, ['100m', '512Mi', DISK.request], ['2', '512Mi', DISK.limit]],
    [{ cpu: '1', limits: { cpu: '2' } }, ['1', '512Mi', DISK.request], ['2', '512Mi', DISK.limit]],
    [
      { memory: '4Gi', requests: { memory: '1Gi', cpu: 1 }, limits: { memory: '2Gi' } },
      ['1', '1Gi', DISK.request],
      [undefined, '2Gi', DISK.limit],
    ],
    [{ memory: '2Gi', requests: { memory: '1Gi' } }, ['100m', '1Gi', DISK.request], [undefined, '2Gi', DISK.limit]],
    [{ cpu: undefined, memory: undefined }, ['100m', '512Mi', DISK.request], [undefined, '512Mi', DISK.limit]],
    [{ cpu: 0 }, ['0', '512Mi', DISK.request], [undefined, '512Mi', DISK.limit]],
  ])('%j', (resources, requests, limits) => {
    expect(rows(of(resources))).toEqual([requests, limits]);
  });

  it('of devices and huge pages are requested and limited alike, as Kubernetes demands', () => {
    const gpu = { 'nvidia.com/gpu': '1' };
    expect(of({ limits: { 'nvidia.com/gpu': 1 } })?.limits).toMatchObject(gpu);
    expect(of({ requests: { 'nvidia.com/gpu': 1 } })).toMatchObject({ requests: gpu, limits: gpu });
    const pages = { 'hugepages-2Mi': '64Mi' };
    expect(of({ requests: pages })).toMatchObject({ requests: pages, limits: pages });
  });

  it('carry claims of dynamic allocation', () => {
    const claims = [{ name: 'gpu' }];
    expect(of({ claims })?.claims).toEqual(claims);
    expect(of({})).not.toHaveProperty('claims');
  });
});

describe('resources that are refused', () => {
  const at = 'spec.containers[1].resources';

  it.each<[unknown, string]>([
    [null, `${at}: null is no mapping; write { cpu: '500m', memory: '1Gi' }`],
    ['1Gi', `${at}: "1Gi" is no mapping; write { cpu: '500m', memory: '1Gi' }`],
    [{ mem: '1Gi' }, `${at}: unknown field "mem"`],
    [{ memroy: '1Gi' }, `${at}: unknown field "memroy"; did you mean "memory"?`],
    [{ 'nvidia.com/gpu': 1 }, 'unknown field "nvidia.com/gpu"; other resources stand in requests and limits'],
    [{ requests: '1Gi' }, `${at}.requests: "1Gi" is no mapping; write { 'nvidia.com/gpu': 1 }`],
    [{ limits: [1] }, `${at}.limits: [1] is no mapping`],
    [{ memory: '2GB' }, `${at}.requests.memory: "2GB" is no Kubernetes quantity`],
    [{ cpu: true }, `${at}.requests.cpu: true is no Kubernetes quantity`],
    [{ cpu: NaN }, `${at}.requests.cpu: "NaN" is no Kubernetes quantity`],
    [{ cpu: -1 }, `${at}.requests.cpu: "-1" is negative; ask for nothing less than 0`],
    [{ limits: { 'nvidia.com/gpu': -1 } }, `${at}.limits["nvidia.com/gpu"]: "-1" is negative`],
    [
      { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } },
      `${at}.requests.memory: "2Gi" is above the limit 1Gi; raise the limit or lower the request`,
    ],
    [{ cpu: '1500m', limits: { cpu: 1 } }, `${at}.requests.cpu: "1500m" is above the limit 1`],
    [{ claims: 'gpu' }, `${at}.claims: "gpu" is no list`],
  ])('%j', (resources, message) => {
    expect(() => of(resources as Resources)).toThrow(message);
  });

  it('asks for no more cpu than a limit that lies below the default request', () => {
    const defaults = {
      requests: { cpu: '100m', memory: '1Gi', 'ephemeral-storage': '1Gi' },
      limits: { memory: '1Gi', 'ephemeral-storage': '1Gi' },
    };
    expect(resourceRequirements({ limits: { cpu: '50m' } }, defaults).requests?.cpu).toBe('50m');
    expect(resourceRequirements({ limits: { cpu: 2 } }, defaults).requests?.cpu).toBe('100m');
  });
});
