import {
  container,
  pipeline,
  podTemplate,
  renderAgentBlock,
  renderDeclarativePipeline,
  renderPodTemplateCall,
  renderScriptedPipeline,
  type JenkinsSettings,
  type PodTemplate,
  type PodTemplateBuilder,
} from '../index';
import { pluginParameters } from './plugin-parameters';

const written = (settings: JenkinsSettings, form: 'scripted' | 'declarative'): string[] =>
  pluginParameters(settings, form).map(({ name, value }) => `${name} ${value}`);

describe('a parameter of the plugin is typed as the plugin types it', () => {
  it.each<[JenkinsSettings, string]>([
    [{ cloud: "it's" }, `cloud 'it\\'s'`],
    [{ label: 'linux && docker' }, `label 'linux && docker'`],
    [{ inheritFrom: '' }, `inheritFrom ''`],
    [{ inheritFrom: 'base cache' }, `inheritFrom 'base cache'`],
    [{ yamlMergeStrategy: 'merge' }, 'yamlMergeStrategy merge()'],
    [{ yamlMergeStrategy: 'override' }, 'yamlMergeStrategy override()'],
    [{ inheritYamlMergeStrategy: true }, 'inheritYamlMergeStrategy true'],
    [{ agentContainer: 'maven' }, `agentContainer 'maven'`],
    [{ agentInjection: false }, 'agentInjection false'],
    [{ instanceCap: 3 }, 'instanceCap 3'],
    [{ idleMinutes: 0 }, 'idleMinutes 0'],
    [{ slaveConnectTimeout: 600 }, 'slaveConnectTimeout 600'],
    [{ podRetention: 'never' }, 'podRetention never()'],
    [{ podRetention: 'onFailure' }, 'podRetention onFailure()'],
    [{ podRetention: 'always' }, 'podRetention always()'],
    [{ podRetention: 'evicted' }, 'podRetention evicted()'],
    [{ showRawYaml: false }, 'showRawYaml false'],
    [
      { workspaceVolume: { emptyDirWorkspaceVolume: { sizeLimit: '10Gi' } } },
      `workspaceVolume emptyDirWorkspaceVolume(memory: false, sizeLimit: '10Gi')`,
    ],
    [
      { workspaceVolume: { emptyDirWorkspaceVolume: { memory: true } } },
      'workspaceVolume emptyDirWorkspaceVolume(memory: true)',
    ],
    [
      {
        workspaceVolume: {
          genericEphemeralVolume: { accessModes: 'ReadWriteOnce', requestsSize: '20Gi', storageClassName: 'fast' },
        },
      },
      `workspaceVolume genericEphemeralVolume(accessModes: 'ReadWriteOnce', requestsSize: '20Gi', storageClassName: 'fast')`,
    ],
    [
      { workspaceVolume: { persistentVolumeClaimWorkspaceVolume: { claimName: 'ws', readOnly: false } } },
      `workspaceVolume persistentVolumeClaimWorkspaceVolume(claimName: 'ws', readOnly: false)`,
    ],
    [
      { workspaceVolume: { nfsWorkspaceVolume: { serverAddress: '10.0.0.1', serverPath: '/ci' } } },
      `workspaceVolume nfsWorkspaceVolume(serverAddress: '10.0.0.1', serverPath: '/ci')`,
    ],
  ])('%j, in both forms', (settings, text) => {
    expect(written(settings, 'scripted')).toEqual([text]);
    expect(written(settings, 'declarative')).toEqual([text]);
  });

  it.each<[JenkinsSettings, string[], string[]]>([
    [{ nodeUsageMode: 'NORMAL' }, [`nodeUsageMode 'NORMAL'`], []],
    [{ customWorkspace: '/ws' }, [], [`customWorkspace '/ws'`]],
    [{ defaultContainer: 'maven' }, [], [`defaultContainer 'maven'`]],
  ])('%j, in the one form that knows it', (settings, scripted, declarative) => {
    expect(written(settings, 'scripted')).toEqual(scripted);
    expect(written(settings, 'declarative')).toEqual(declarative);
  });

  it('is left out when nothing is said', () => {
    expect(written({}, 'scripted')).toEqual([]);
    expect(written({ cloud: undefined, idleMinutes: undefined }, 'declarative')).toEqual([]);
  });
});

describe('the parameters of a template', () => {
  const settings = {
    showRawYaml: false,
    customWorkspace: '/ws',
    nodeUsageMode: 'EXCLUSIVE',
    podRetention: 'onFailure',
    slaveConnectTimeout: 600,
    idleMinutes: 5,
    instanceCap: 3,
    inheritYamlMergeStrategy: true,
    yamlMergeStrategy: 'override',
    inheritFrom: 'base',
    label: 'payments',
    cloud: 'builds',
  } as const;
  const builder: PodTemplateBuilder = podTemplate('build', settings);
  const template: PodTemplate = builder.container(container('a', 'registry.example.com/tools/lint:4.2')).build();
  const common = [
    ['cloud', `'builds'`],
    ['label', `'payments'`],
    ['inheritFrom', `'base'`],
    ['yamlMergeStrategy', 'override()'],
    ['inheritYamlMergeStrategy', 'true'],
    ['workspaceVolume', `emptyDirWorkspaceVolume(memory: false, sizeLimit: '10Gi')`],
    ['instanceCap', '3'],
    ['idleMinutes', '5'],
    ['slaveConnectTimeout', '600'],
    ['podRetention', 'onFailure()'],
  ];

  it('stand in a fixed order before the YAML, each on a line of its own: scripted', () => {
    const all = [...common, ['nodeUsageMode', `'EXCLUSIVE'`], ['showRawYaml', 'false']];
    const head = [
      'podTemplate(',
      ...all.map(([name, value]) => `  ${name}: ${value},`),
      `  yaml: readTrusted('pod.yaml')`,
      ') {',
    ];
    for (const text of [
      renderScriptedPipeline(pipeline(template), { podFile: 'pod.yaml' }),
      renderPodTemplateCall(template, { podFile: 'pod.yaml' }),
    ])
      expect(text).toContain(`${head.join('\n')}\n  node('payments') {\n`);
  });

  it('stand in a fixed order before the YAML, each on a line of its own: declarative', () => {
    const all = [...common, ['customWorkspace', `'/ws'`], ['showRawYaml', 'false']];
    const block = [
      'agent {',
      '  kubernetes {',
      ...all.map(([name, value]) => `    ${name} ${value}`),
      `    yamlFile 'pod.yaml'`,
      '  }',
      '}',
      '',
    ];
    expect(renderAgentBlock(template, { podFile: 'pod.yaml' })).toBe(block.join('\n'));
    expect(renderDeclarativePipeline(pipeline(template), { podFile: 'pod.yaml' })).toContain(
      block.map((line) => (line === '' ? '' : `  ${line}`)).join('\n'),
    );
  });
});
