import { checkPod, checkPodTemplate, container, emptyDir, podTemplate, PRESETS } from '../../index';

const found = (spec: object, more: object = {}): unknown[] =>
  checkPod({ spec: { containers: [], ...spec }, ...more }, { policy: PRESETS.recommended })
    .filter(({ ruleId }) => ruleId === 'reserved-name')
    .map(({ severity, path, message, value }) => ({ severity, path, message, value }));
const volumes = (...names: unknown[]): object => ({ volumes: names.map((name) => ({ name, emptyDir: {} })) });
const mounts = (...paths: unknown[]): object => ({
  containers: [{ name: 'a', volumeMounts: paths.map((mountPath) => ({ name: 'v', mountPath })) }],
});

describe('reserved-name', () => {
  it('reports the name of the plugin’s init container', () => {
    const containers = [{ name: 'a' }, { name: 'set-up-jenkins-agent' }];
    expect(found({ containers })).toEqual([
      {
        severity: 'warning',
        path: 'spec.containers[1].name',
        message: 'the plugin adds a container named set-up-jenkins-agent',
        value: 'set-up-jenkins-agent',
      },
    ]);
  });

  it('reports it in every list of containers', () => {
    const list = [{ name: 'set-up-jenkins-agent' }];
    const spec = { containers: list, initContainers: list, ephemeralContainers: list };
    expect(found(spec)).toMatchObject([
      { path: 'spec.initContainers[0].name' },
      { path: 'spec.containers[0].name' },
      { path: 'spec.ephemeralContainers[0].name' },
    ]);
  });

  it.each(['jenkins-agent', 'volume-0', 'volume-9', 'volume-10', 'volume-007'])('reports the volume %s', (name) => {
    expect(found(volumes('cache', name))).toEqual([
      {
        severity: 'warning',
        path: 'spec.volumes[1].name',
        message: `the plugin adds volumes with names such as ${name}`,
        value: name,
      },
    ]);
  });

  it('allows volumes of other names', () => {
    expect(found(volumes('volume', 'volume-', 'volume-a', 'my-volume-0', 'volume-0-cache', 'jenkins-agent-2'))).toEqual(
      [],
    );
  });

  it('reports a mount at the plugin’s folder, in every list of containers', () => {
    const list = [{ name: 'a', volumeMounts: [{ name: 'v', mountPath: '/jenkins-agent' }] }];
    expect(found(mounts('/cache', '/jenkins-agent/'))).toEqual([
      {
        severity: 'warning',
        path: 'spec.containers[0].volumeMounts[1].mountPath',
        message: 'the plugin mounts its own volume at /jenkins-agent',
        value: '/jenkins-agent/',
      },
    ]);
    expect(found({ initContainers: list, ephemeralContainers: list })).toMatchObject([
      { path: 'spec.initContainers[0].volumeMounts[0].mountPath' },
      { path: 'spec.ephemeralContainers[0].volumeMounts[0].mountPath' },
    ]);
  });

  it('allows mounts beside it', () => {
    expect(found(mounts('/home/jenkins/agent', '/jenkins-agent-cache', '/opt/jenkins-agent', 'jenkins-agent'))).toEqual(
      [],
    );
  });

  it('allows the name of the agent, and containers named like volumes', () => {
    expect(found({ containers: [{ name: 'jnlp' }, { name: 'jenkins-agent' }, { name: 'volume-0' }] })).toEqual([]);
    expect(found(volumes('set-up-jenkins-agent'))).toEqual([]);
  });

  it('reads what is not there, or null', () => {
    expect(found({})).toEqual([]);
    expect(found({ volumes: null, initContainers: null, containers: [{ name: 'a', volumeMounts: null }] })).toEqual([]);
    expect(found({ volumes: [null, {}], containers: [null, { name: 'a', volumeMounts: [null, {}] }] })).toEqual([]);
  });

  it('lets be a pod that runs, in which the plugin’s own are', () => {
    const spec = { ...volumes('jenkins-agent', 'volume-0'), ...mounts('/jenkins-agent') };
    expect(found(spec, { status: { startTime: '2026-11-24T08:00:00Z' } })).toEqual([]);
    expect(found(spec, { status: {} })).toHaveLength(3);
  });

  it('is told of a template, where the builder does not refuse the name already', () => {
    const template = podTemplate('build');
    for (const name of ['jenkins-agent', 'volume-3'])
      expect(() => template.volume(emptyDir(name, '/cache', { sizeLimit: '1Gi' })).build()).toThrow(name);
    const tool = container('set-up-jenkins-agent', 'registry.example.com/tools/lint:4.2');
    expect(checkPodTemplate(template.container(tool).build())).toMatchObject([
      { ruleId: 'reserved-name', severity: 'warning', path: 'spec.containers[1].name' },
    ]);
  });
});
