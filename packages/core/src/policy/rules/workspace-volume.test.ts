import { checkPod, checkPodTemplate, emptyDir, podTemplate, PRESETS, type JenkinsSettings } from '../../index';

const found = (volumes: unknown, more: object = {}, settings?: JenkinsSettings): unknown[] =>
  checkPod({ spec: { containers: [], volumes }, ...more }, { policy: PRESETS.recommended, settings })
    .filter(({ ruleId }) => ruleId === 'workspace-volume')
    .map(({ severity, path, message, value }) => ({ severity, path, message, value }));
const workspace = (source: object): object => ({ name: 'workspace-volume', ...source });
const LIMITED = workspace({ emptyDir: { sizeLimit: '20Gi' } });

describe('workspace-volume', () => {
  it('reports the volume that the plugin replaces', () => {
    expect(found([{ name: 'cache', emptyDir: {} }, LIMITED])).toEqual([
      {
        severity: 'error',
        path: 'spec.volumes[1].name',
        message: 'the plugin puts its own volume in the place of workspace-volume',
        value: 'workspace-volume',
      },
    ]);
  });

  it.each<object>([
    { emptyDir: { medium: 'Memory' } },
    { persistentVolumeClaim: { claimName: 'builds' } },
    { ephemeral: { volumeClaimTemplate: { spec: {} } } },
    { hostPath: { path: '/builds' } },
    { emptyDir: {}, nfs: { server: 'a', path: '/' } },
  ])('reports everything that would be lost: %j', (source) => {
    expect(found([workspace(source)])).toHaveLength(1);
  });

  it.each<object>([{}, { emptyDir: {} }, { emptyDir: { medium: '' } }, { emptyDir: null }, { nfs: null }])(
    'allows what the plugin makes anyway: %j',
    (source) => {
      expect(found([workspace(source)])).toEqual([]);
    },
  );

  it('reports it whatever the parameter says, which wins', () => {
    const settings = { workspaceVolume: { emptyDirWorkspaceVolume: { sizeLimit: '20Gi' } } };
    expect(found([LIMITED], {}, settings)).toHaveLength(1);
  });

  it('allows volumes of other names', () => {
    expect(found([{ ...LIMITED, name: 'workspace' }])).toEqual([]);
    expect(found([{ ...LIMITED, name: 'workspace-volume-2' }])).toEqual([]);
    expect(found([{ ...LIMITED, name: 'Workspace-Volume' }])).toEqual([]);
  });

  it('allows containers to mount it, in every list', () => {
    const list = [{ name: 'a', volumeMounts: [{ name: 'workspace-volume', mountPath: '/home/jenkins/agent' }] }];
    expect(found([], { spec: { containers: list, initContainers: list, ephemeralContainers: list } })).toEqual([]);
  });

  it('reads what is not there, or null', () => {
    expect(found(undefined)).toEqual([]);
    expect(found(null)).toEqual([]);
    expect(found([null, {}, { name: null }])).toEqual([]);
  });

  it('lets be a pod that runs: there it is the plugin’s own', () => {
    expect(found([LIMITED], { status: { startTime: '2026-11-24T08:00:00Z' } })).toEqual([]);
    expect(found([LIMITED], { status: { phase: 'Pending' } })).toHaveLength(1);
    expect(found([LIMITED], { status: null })).toHaveLength(1);
  });

  it('is kept by every template: the builder refuses the name, and has a field for it', () => {
    const template = podTemplate('build', { workspaceVolume: { emptyDirWorkspaceVolume: { sizeLimit: '20Gi' } } });
    expect(checkPodTemplate(template.build())).toEqual([]);
    const own = template.volume(emptyDir('workspace-volume', '/builds', { sizeLimit: '1Gi' }));
    expect(() => own.build()).toThrow('use the field workspaceVolume of the template');
  });
});
