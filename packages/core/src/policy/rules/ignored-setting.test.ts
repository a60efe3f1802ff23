import { checkPod, checkPodTemplate, podTemplate, PRESETS, type JenkinsSettings } from '../../index';

const found = (metadata: unknown, settings?: JenkinsSettings, more: object = {}): unknown[] =>
  checkPod({ metadata, spec: { containers: [] }, ...more }, { policy: PRESETS.recommended, settings })
    .filter(({ ruleId }) => ruleId === 'ignored-setting')
    .map(({ severity, path, message, value }) => ({ severity, path, message, value }));

describe('ignored-setting', () => {
  it.each(['jenkins/label', 'jenkins/label-digest', 'kubernetes.jenkins.io/controller'])(
    'reports the label %s',
    (key) => {
      expect(found({ labels: { team: 'payments', [key]: 'x' } })).toEqual([
        {
          severity: 'warning',
          path: `metadata.labels["${key}"]`,
          message: `the plugin writes ${key} itself`,
          value: 'x',
        },
      ]);
    },
  );

  it.each<[string, string]>([
    ['buildUrl', 'metadata.annotations.buildUrl'],
    ['runUrl', 'metadata.annotations.runUrl'],
    ['kubernetes.jenkins.io/last-refresh', 'metadata.annotations["kubernetes.jenkins.io/last-refresh"]'],
  ])('reports the annotation %s', (key, path) => {
    expect(found({ annotations: { [key]: 'x' } })).toEqual([
      { severity: 'warning', path, message: `the plugin writes ${key} itself`, value: 'x' },
    ]);
  });

  it('knows a label from an annotation', () => {
    expect(found({ labels: { buildUrl: 'x' }, annotations: { 'jenkins/label': 'x' } })).toEqual([]);
  });

  it('allows labels and annotations of one’s own', () => {
    const labels = { team: 'payments', jenkins: 'agent', 'jenkins/team': 'x', 'azure.workload.identity/use': 'true' };
    expect(found({ name: 'build', namespace: 'builds', labels, annotations: { 'example.com/cost': '1' } })).toEqual([]);
  });

  it('reports generateName: the plugin names every pod', () => {
    expect(found({ generateName: 'build-' })).toEqual([
      {
        severity: 'warning',
        path: 'metadata.generateName',
        message: 'the plugin gives every pod a name of its own',
        value: 'build-',
      },
    ]);
    expect(found({ generateName: '' })).toEqual([]);
  });

  it('reports inheritYamlMergeStrategy without a strategy', () => {
    expect(found(undefined, { inheritYamlMergeStrategy: true })).toEqual([
      {
        severity: 'warning',
        path: 'inheritYamlMergeStrategy',
        message: 'there is no yamlMergeStrategy that could be inherited',
        value: true,
      },
    ]);
  });

  it('allows a strategy, inherited or not', () => {
    expect(found(undefined, { inheritYamlMergeStrategy: true, yamlMergeStrategy: 'merge' })).toEqual([]);
    expect(found(undefined, { inheritYamlMergeStrategy: true, yamlMergeStrategy: 'override' })).toEqual([]);
    expect(found(undefined, { yamlMergeStrategy: 'merge' })).toEqual([]);
    expect(found(undefined, { inheritYamlMergeStrategy: false })).toEqual([]);
  });

  it('reads what is not there, or null', () => {
    expect(found(undefined)).toEqual([]);
    expect(found(null)).toEqual([]);
    expect(found({ labels: null, annotations: null, generateName: null })).toEqual([]);
    expect(found({ labels: { 'jenkins/label': null } })).toEqual([]);
  });

  it('lets be a pod that runs, on which the plugin wrote', () => {
    const metadata = { generateName: 'build-', labels: { 'jenkins/label': 'x' }, annotations: { runUrl: 'job/x/1/' } };
    expect(found(metadata, {}, { status: { startTime: '2026-11-24T08:00:00Z' } })).toEqual([]);
    expect(found(metadata, {}, { status: { phase: 'Pending' } })).toHaveLength(3);
  });

  it('tells of a template, and refuses none', () => {
    const template = podTemplate('build').label('jenkins/label', 'payments');
    expect(checkPodTemplate(template.build())).toMatchObject([{ ruleId: 'ignored-setting', severity: 'warning' }]);
    const exempt = template.exempt('ignored-setting', 'read by a tool of ours').build();
    expect(checkPodTemplate(exempt)).toMatchObject([{ severity: 'note', exempt: 'read by a tool of ours' }]);
    expect(checkPodTemplate(podTemplate('build').label('team', 'payments').build())).toEqual([]);
  });
});
