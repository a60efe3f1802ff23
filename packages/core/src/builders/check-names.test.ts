import {
  container,
  emptyDir,
  env,
  initContainer,
  InvalidPodTemplateError,
  podTemplate,
  type ContainerDefinition,
  type PodTemplateBuilder,
} from '../index';
import { checkFields } from './check-names';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const base: PodTemplateBuilder = podTemplate('build');
const LABEL = 'use at most 63 lower-case letters, digits and "-", with a letter or digit at both ends';

/** Each fault as one line. */
function faultsOf(builder: PodTemplateBuilder): string[] {
  try {
    builder.build();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidPodTemplateError)) throw error;
    return error.message
      .replace(/^pod template .*?: (?:\d+ faults\n)?/, '')
      .split('\n')
      .map((line) => line.trim());
  }
}

describe('the name of a template', () => {
  it.each(['payments', 'a', '0', 'team-a.payments', 'a'.repeat(253)])('may be %s', (name) => {
    expect(faultsOf(podTemplate(name))).toEqual([]);
  });

  it.each(['', 'Payments', 'pay_ments', '-a', 'a-', 'a..b', 'a b', 'ä', 'a'.repeat(254)])('may not be %j', (name) => {
    expect(faultsOf(podTemplate(name))[0]).toMatch(
      /^name: ".*…? ?cannot name a pod template; use lower-case letters, digits, "-" and "\."$/,
    );
  });
});

describe('the name of a container', () => {
  it.each(['maven', '0', 'a-b', 'a'.repeat(63)])('may be %s', (name) => {
    expect(faultsOf(base.container(container(name, IMAGE)))).toEqual([]);
  });

  it.each(['', 'Maven', 'a_b', 'a.b', '-a', 'a-', 'a'.repeat(64)])('may not be %j', (name) => {
    expect(faultsOf(base.container(container(name, IMAGE)))).toEqual([
      `spec.containers[1].name: "${name}" cannot name a container; ${LABEL}`,
    ]);
    expect(faultsOf(base.container(initContainer(name, IMAGE)))).toEqual([
      `spec.initContainers[0].name: "${name}" cannot name a container; ${LABEL}`,
    ]);
  });

  it('is used once, among init containers too', () => {
    const twice: ContainerDefinition[] = [container('a', IMAGE), container('a', IMAGE)];
    expect(faultsOf(base.containers(twice))).toEqual([
      'spec.containers[2].name: "a" is the name of spec.containers[1] too; give each container a name of its own',
    ]);
    expect(faultsOf(base.containers([container('a', IMAGE), initContainer('a', IMAGE)]))).toEqual([
      'spec.containers[1].name: "a" is the name of spec.initContainers[0] too; give each container a name of its own',
    ]);
  });

  it('is the agent’s for the agent alone', () => {
    expect(faultsOf(base.container(container('jnlp', IMAGE)))).toEqual([
      'spec.containers[0].name: "jnlp" is the agent\'s name; make the agent with agent(), or choose another name',
    ]);
  });
});

describe('the name of an environment variable', () => {
  const withEnv = (...names: string[]): PodTemplateBuilder =>
    base.container(container('a', IMAGE, { env: names.map((name) => env(name, 'x')) }));

  it.each(['A', '_', 'a.b', 'http-proxy', '1A', 'with space'])('may be %s', (name) => {
    expect(faultsOf(withEnv(name))).toEqual([]);
  });

  it.each(['', 'A=B', 'Ä', 'A\n'])('may not be %j', (name) => {
    expect(faultsOf(withEnv(name))).toEqual([
      `spec.containers[1].env[1].name: ${JSON.stringify(name)} cannot name an environment variable; use printable ASCII without "="`,
    ]);
  });

  it('is set once', () => {
    expect(faultsOf(withEnv('A', 'B', 'A', 'A'))).toEqual([
      'spec.containers[1].env[3].name: "A" is set by env[1] too; set each variable once',
      'spec.containers[1].env[4].name: "A" is set by env[3] too; set each variable once',
    ]);
  });
});

describe('the name of a volume', () => {
  const withVolume = (name: string): PodTemplateBuilder =>
    base.container(container('a', IMAGE)).volume(emptyDir(name, '/v'));

  it.each(['cache', 'volume-x', 'volumes', 'a'.repeat(63)])('may be %s', (name) => {
    expect(faultsOf(withVolume(name))).toEqual([]);
  });

  it.each(['', 'Cache', 'a.b', 'a'.repeat(64)])('may not be %j', (name) => {
    expect(faultsOf(withVolume(name))).toEqual([
      `spec.volumes[0].name: ${JSON.stringify(name)} cannot name a volume; ${LABEL}`,
    ]);
  });

  it.each([
    ['workspace-volume', 'use the field workspaceVolume of the template'],
    ['jenkins-agent', 'choose another name'],
    ['volume-0', 'choose another name'],
    ['volume-12', 'choose another name'],
  ])('may not be the plugin’s own %s', (name, remedy) => {
    expect(faultsOf(withVolume(name))).toEqual([
      `spec.volumes[0].name: "${name}" is a name of the plugin's own; ${remedy}`,
    ]);
  });
});

describe('labels and annotations', () => {
  it.each([
    ['app', 'payments'],
    ['app.kubernetes.io/name', 'A_b.c-1'],
    ['A_b.c-1', ''],
  ])('may be %s: %j', (key, value) => {
    expect(faultsOf(base.label(key, value).annotation(key, 'any text:\nat all'))).toEqual([]);
  });

  it.each(['', '-a', 'a b', 'a/b/c', 'UPPER.example.com/a', `${'a'.repeat(64)}`])('may not have the key %j', (key) => {
    const fault = `${JSON.stringify(key)} cannot be a key; use letters, digits, "-", "_" and ".", with a DNS prefix if any`;
    expect(faultsOf(base.label(key, 'x'))).toEqual([`metadata.labels: ${fault}`]);
    expect(faultsOf(base.annotation(key, 'x'))).toEqual([`metadata.annotations: ${fault}`]);
  });

  it.each(['a b', 'a/b', '-a', 'a'.repeat(64)])('may not have the value %j in a label', (value) => {
    expect(faultsOf(base.label('example.com/app', value))).toEqual([
      `metadata.labels["example.com/app"]: "${value}" cannot be the value of a label; use at most 63 letters, digits, "-", "_" and "."; annotations hold any text`,
    ]);
  });

  it('hold no value that is no text', () => {
    const number = 5 as unknown as string;
    expect(faultsOf(base.label('a', number).annotation('b', number))).toEqual([
      'metadata.labels.a: 5 is no text; write it in quotes: "5"',
      'metadata.annotations.b: 5 is no text; write it in quotes: "5"',
    ]);
  });
});

describe('checkFields', () => {
  it('names what is no mapping and what is not known', () => {
    expect(checkFields({ a: 1, b: undefined }, 'at', ['a', 'b'])).toEqual([]);
    expect(checkFields(null, 'at', ['label'])).toEqual([
      { path: 'at', value: null, message: 'is no mapping', remedy: 'write { label: … }' },
    ]);
    expect(checkFields({ lable: 1, x: 2 }, 'at', ['label', 'name'])).toEqual([
      { path: 'at', message: 'unknown field "lable"', remedy: 'did you mean "label"?' },
      { path: 'at', message: 'unknown field "x"', remedy: 'use label, name' },
    ]);
  });
});
