import { podTemplate, type PodTemplate } from '@podwright/core';
import { maven } from '@podwright/templates';
import { CliError } from './cli-error';
import { loadDescriptions } from './load-description';

const load = (text: string) => loadDescriptions('pods.yaml', text);

describe('loadDescriptions', () => {
  const expected = podTemplate('build').container(maven()).build();

  it('reads YAML', () => {
    expect(load('name: build\ncontainers:\n  - tool: maven\n')).toEqual([expected]);
  });

  it('reads JSON, indented with tabs or not at all', () => {
    const data = { name: 'build', containers: [{ tool: 'maven' }] };
    for (const indent of [undefined, '  ', '\t']) expect(load(JSON.stringify(data, null, indent))).toEqual([expected]);
  });

  it('reads one template a document and skips the empty ones', () => {
    const templates = load('---\nname: a\n---\n---\nname: b\n...\n') as PodTemplate[];
    expect(templates.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('takes words and numbers as YAML 1.2 does', () => {
    const [template] = load('name: build\nannotations: { country: no, port: 0o17x, time: 12:30 }\n') as PodTemplate[];
    expect(template?.pod.metadata?.annotations).toEqual({ country: 'no', port: '0o17x', time: '12:30' });
  });

  it.each([
    [
      'bad indentation',
      'name: a\ncontainers:\n  - tool: maven\n   jdk: 17\n',
      'pods.yaml:4:4: bad indentation of a sequence entry',
    ],
    ['a tab', 'name: a\ncontainers:\n\t- tool: maven\n', expect.stringMatching(/^pods\.yaml:3:1: .*tab/)],
    ['JSON cut short', '{ "name": "a",\n  "containers": [', expect.stringMatching(/^pods\.yaml:2:\d+: /)],
    [
      'JSON with a missing comma',
      '{\n  "name": "a"\n  "containers": []\n}',
      expect.stringMatching(/^pods\.yaml:3:\d+: /),
    ],
    ['a key said twice', 'name: a\nname: b\n', expect.stringMatching(/^pods\.yaml:2:1: duplicated mapping key/)],
    ['an alias of nothing', 'name: *x\n', expect.stringMatching(/^pods\.yaml:1:\d+: /)],
    ['nothing', '', 'pods.yaml: is empty; write name: and containers:'],
    ['comments only', '# later\n', 'pods.yaml: is empty; write name: and containers:'],
    ['a list', '- name: a\n', 'pods.yaml: is no pod template; write a mapping with name: and containers:'],
    ['text', 'maven\n', 'pods.yaml: is no pod template; write a mapping with name: and containers:'],
    [
      'a Kubernetes pod',
      'apiVersion: v1\nkind: Pod\nspec: {}\n',
      'pods.yaml: is a Kubernetes object, not the description of a pod template; write name: and containers:',
    ],
    [
      'a fault',
      'name: a\ncontainers: [{ tool: mavne }]\n',
      'pods.yaml: pod template "a": containers[0].tool: "mavne" is no template of the catalogue; did you mean "maven"?',
    ],
    [
      'a fault in one document of two',
      'name: a\n---\nname: B\n',
      expect.stringMatching(/^pods\.yaml, document 2: pod template "B": name: /),
    ],
    ['no name', 'containers: []\n', 'pods.yaml: pod template "unnamed": name: is missing; name the pod template'],
  ])('refuses %s', (_, text, message) => {
    let caught: unknown;
    try {
      load(text);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(CliError);
    expect((caught as CliError).message).toEqual(message);
  });
});
