import {
  agent,
  configMapVolume,
  container,
  InvalidPodTemplateError,
  podTemplate,
  projectedVolume,
  secretEnv,
  secretVolume,
  type ContainerDefinition,
  type PodTemplateBuilder,
} from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const lint = container('lint', IMAGE);

describe('the build log', () => {
  const shows = (definition: ContainerDefinition, fields: object = {}): boolean | undefined =>
    podTemplate('build', fields).containers([definition]).build().settings.showRawYaml;
  const with_ = (fields: object): ContainerDefinition => container('a', IMAGE, fields);

  it('shows a pod that refers to no Secret, unless told otherwise', () => {
    expect(shows(lint)).toBeUndefined();
    expect(shows(lint, { showRawYaml: true })).toBe(true);
    expect(shows(lint, { showRawYaml: false })).toBe(false);
    expect(shows(with_({ volumes: [configMapVolume('s', '/s', { name: 's' })] }))).toBeUndefined();
  });

  it.each<[string, ContainerDefinition, object]>([
    ['a variable', with_({ env: [secretEnv('TOKEN', 'npm', 'token')] }), {}],
    ['a variable of the agent', agent({ env: [secretEnv('TOKEN', 'npm', 'token')] }), {}],
    ['all variables of a Secret', with_({ envFrom: [{ secretRef: { name: 'npm' } }] }), {}],
    ['a volume', with_({ volumes: [secretVolume('s', '/s', { secretName: 's' })] }), {}],
    [
      'a projected volume',
      with_({ volumes: [projectedVolume('s', '/s', { sources: [{ secret: { name: 's' } }] })] }),
      {},
    ],
    ['the pull of an image', lint, { imagePullSecrets: [{ name: 'pull' }] }],
  ])('does not show a pod that refers to one by %s', (_name, definition, fields) => {
    expect(shows(definition, fields)).toBe(false);
    expect(shows(definition, { ...fields, showRawYaml: false })).toBe(false);
    expect(() => shows(definition, { ...fields, showRawYaml: true })).toThrow(
      'showRawYaml: true prints a pod that refers to a Secret into every build log; leave showRawYaml out',
    );
  });
});

describe('the workspace volume', () => {
  const of = (workspaceVolume: object | undefined): unknown =>
    podTemplate('build', workspaceVolume === undefined ? {} : ({ workspaceVolume } as object)).build().settings
      .workspaceVolume;

  it('is an emptyDir with a limit when none is named, or none has a limit', () => {
    expect(of(undefined)).toEqual({ emptyDirWorkspaceVolume: { memory: false, sizeLimit: '10Gi' } });
    expect(of({ emptyDirWorkspaceVolume: {} })).toEqual({ emptyDirWorkspaceVolume: { sizeLimit: '10Gi' } });
    expect(of({ emptyDirWorkspaceVolume: { sizeLimit: '50Gi' } })).toEqual({
      emptyDirWorkspaceVolume: { sizeLimit: '50Gi' },
    });
  });

  it('is another kind when that is named', () => {
    const claim = { persistentVolumeClaimWorkspaceVolume: { claimName: 'ws' } };
    expect(of(claim)).toEqual(claim);
  });
});

describe('faults', () => {
  const wrong = (): unknown => {
    const builder: PodTemplateBuilder = podTemplate('Wrong Name', { podSecurity: 'high' as 'baseline' });
    return builder
      .containers([container('Maven', 'maven: 3'), container('unit', IMAGE, { resources: { memory: '2GB' } })])
      .label('app', 'not a label')
      .volume(secretVolume('s', 'relative', { secretName: 's' }))
      .build();
  };

  it('are reported together: those of the fields, then in the order of the checks', () => {
    expect(wrong).toThrow(
      new Error(
        [
          'pod template "Wrong Name": 9 faults',
          '  podSecurity: "high" is no Pod Security level; use one of privileged, baseline, restricted',
          '  name: "Wrong Name" cannot name a pod template; use lower-case letters, digits, "-" and "."',
          '  metadata.labels.app: "not a label" cannot be the value of a label; use at most 63 letters, digits, "-", "_" and "."; annotations hold any text',
          '  spec.containers[1].name: "Maven" cannot name a container; use at most 63 lower-case letters, digits and "-", with a letter or digit at both ends',
          '  spec.containers[1].image: "maven: 3" is no image name; write registry/repository:tag, the path in lower case',
          '  spec.containers[2].resources.requests.memory: "2GB" is no Kubernetes quantity; write a text such as "500m", "2" or "1Gi"',
          '  spec.containers[2].resources.limits.memory: "2GB" is no Kubernetes quantity; write a text such as "500m", "2" or "1Gi"',
          '  spec.containers[1].volumeMounts[0].mountPath: "relative" is no place for a mount; write an absolute path without ":" and ".."',
          '  spec.containers[2].volumeMounts[0].mountPath: "relative" is no place for a mount; write an absolute path without ":" and ".."',
        ].join('\n'),
      ),
    );
  });

  it('are data as well: path, value, message and remedy', () => {
    let error: unknown;
    try {
      wrong();
    } catch (caught) {
      error = caught;
    }
    if (!(error instanceof InvalidPodTemplateError)) throw new Error('not refused');
    expect(error.templateName).toBe('Wrong Name');
    for (const fault of error.faults) {
      expect(fault.path).toMatch(/^(?:name|podSecurity|metadata|spec)/);
      expect(fault.message).not.toBe('');
      expect(fault.remedy).not.toBe('');
    }
  });

  it('of rules are found only in what is a pod', () => {
    const leaky = container('leaky', 'maven', { securityContext: { capabilities: { add: ['SYS_ADMIN'] } } });
    const builder: PodTemplateBuilder = podTemplate('build').container(leaky);
    expect(() => builder.build()).toThrow('2 faults');
    expect(() => builder.label('', 'x').build()).toThrow(/^pod template "build": metadata\.labels: /);
  });
});

describe('exemptions', () => {
  const perf = container('perf', IMAGE, { securityContext: { privileged: true } });
  const loose: PodTemplateBuilder = podTemplate('build', { podSecurity: 'privileged' }).container(lint);

  it('are for the pod, or for one container', () => {
    const forOne = loose.exempt('privileged-container', 'reads counters', { container: 'perf' });
    expect(forOne.container(perf).build().exemptions).toEqual([
      { ruleId: 'privileged-container', reason: 'reads counters', container: 'perf' },
    ]);
    const other = container('other', IMAGE, { securityContext: { privileged: true } });
    expect(() => forOne.containers([perf, other]).build()).toThrow('container "other" is root on its node');
    expect(loose.exempt('privileged-container', 'x').containers([perf, other]).build().exemptions).toHaveLength(1);
  });

  it('of a misspelt field do not become exemptions of the pod', () => {
    const misspelt = { contianer: 'perf' } as { container?: string };
    expect(() => loose.exempt('privileged-container', 'x', misspelt).container(perf).build()).toThrow(
      'exemptions[0]: unknown field "contianer"; did you mean "container"?',
    );
  });

  it('need a rule that exists, a reason and a container of the pod', () => {
    const wrong = loose.exempt('hostpath' as 'host-path', ' ', { container: 'prof' });
    expect(() => wrong.build()).toThrow(/exemptions\[0\]\.ruleId: "hostpath" is no rule; did you mean "host-path"\?/);
    expect(() => wrong.build()).toThrow(/exemptions\[0\]\.reason: " " gives no reason/);
    expect(() => wrong.build()).toThrow(/exemptions\[0\]\.container: "prof" is no container/);
  });
});
