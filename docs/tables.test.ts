import fs from 'node:fs';
import { join } from 'node:path';
import type { InvalidPodTemplateError } from '@podwright/core';
import { container, initContainer, podTemplate, service, type Container, type JenkinsSettings } from '@podwright/core';
import { describedPipeline, type Description } from '@podwright/templates';
import { load } from 'js-yaml';
import { JENKINS_SETTINGS } from '../packages/core/src/model/jenkins-settings';
import { RULES } from '../packages/core/src/policy/rules/index';
import { pluginParameters } from '../packages/core/src/renderers/plugin-parameters';
import { ROOT } from './story';
import { codesIn, tableBelow } from './tables';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const template = podTemplate('build')
  .container(container('step', IMAGE))
  .container(service('service', IMAGE, { readinessProbe: { tcpSocket: { port: 1 } } }))
  .container(initContainer('init', IMAGE))
  .build();
const { spec } = template.pod;
const [agent, step, server] = spec.containers;

/** The value at the end of a path such as `spec.securityContext.runAsUser`. */
function valueAt(data: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as { readonly [key: string]: unknown } | undefined)?.[key], data);
}

const defaultsBelow = (heading: string) =>
  tableBelow('docs/concepts.md', heading).map(([field, value]) => ({
    field: codesIn(field)[0] ?? '',
    value: load(codesIn(value)[0] ?? ''),
  }));
const defaultsOf = (heading: string, data: unknown) =>
  defaultsBelow(heading).map(({ field }) => ({ field, value: valueAt(data, field) }));

describe('the hardening defaults in docs/concepts.md', () => {
  it.each<[string, unknown]>([
    ['The pod', { spec }],
    ['A container for steps', step],
    ['The agent', agent],
    ['A service, an init container', server],
    ['A service, an init container', spec.initContainers?.[0]],
    ['Beside the pod', template.settings],
  ])('%s: each value is what build() makes', (heading, data) => {
    expect(defaultsBelow(heading)).toEqual(defaultsOf(heading, data));
  });

  it.each<Container | undefined>([agent, step, server, spec.initContainers?.[0]])(
    'Every container: $name is one',
    (data) => {
      expect(defaultsBelow('Every container')).toEqual(defaultsOf('Every container', data));
    },
  );

  it('are all that the pod, and the security context of a container, begin with', () => {
    const { containers, initContainers, volumes, securityContext, ...rest } = spec;
    expect([containers, initContainers, volumes]).not.toContain(undefined);
    const fields = [
      ...Object.keys(rest).map((key) => `spec.${key}`),
      ...Object.keys(securityContext ?? {}).map((key) => `spec.securityContext.${key}`),
    ];
    const shown = defaultsBelow('The pod').map(({ field }) => field);
    expect([...shown].sort()).toEqual(fields.sort());
    const ofContainer = Object.keys(step?.securityContext ?? {}).map((key) => `securityContext.${key}`);
    const shownOfContainer = defaultsBelow('Every container').map(({ field }) => field);
    expect([...shownOfContainer].sort()).toEqual(ofContainer.sort());
  });
});

describe('the plugin parameters in docs/renderers.md', () => {
  const rows = tableBelow('docs/renderers.md', 'Plugin parameters');

  it('are all there are', () => {
    expect(rows.map(([name]) => codesIn(name)[0]).sort()).toEqual(Object.keys(JENKINS_SETTINGS).sort());
  });

  it.each(rows)('%s takes %s and is written in %s', (setting, value = '', form) => {
    const name = codesIn(setting)[0] as keyof JenkinsSettings;
    const type = JENKINS_SETTINGS[name];
    expect(Array.isArray(type) ? codesIn(value) : value.replace('mapping', 'object')).toEqual(type);
    const sample = { [name]: name === 'workspaceVolume' ? { emptyDirWorkspaceVolume: {} } : 'x' };
    const forms = (['scripted', 'declarative'] as const).filter((known) => pluginParameters(sample, known).length > 0);
    expect(form).toBe(forms.length === 2 ? 'both' : forms[0]);
  });
});

describe('the keys in docs/description-files.md', () => {
  /** The names that a refusal of a description offers. */
  function offered(description: Description): readonly string[] {
    try {
      describedPipeline(description);
    } catch (error) {
      const remedy = (error as InvalidPodTemplateError).faults[0]?.remedy ?? '';
      return remedy
        .replace(/^.*one of /, '')
        .replace(/ with its value$|: <name>/g, '')
        .split(', ');
    }
    return [];
  }

  it.each<[string, Description]>([
    ['Containers', { name: 'x', containers: [{}] }],
    ['Volumes', { name: 'x', volumes: [{}] }],
    ['Steps', { name: 'x', pipeline: [{ name: 'x', container: 'jnlp', steps: [{}] }] }],
  ])('%s: are all there are', (heading, description) => {
    const keys = tableBelow('docs/description-files.md', heading).flatMap(([key]) => codesIn(key));
    expect([...keys].sort()).toEqual([...offered(description)].sort());
  });
});

describe('the lists of pages', () => {
  const linksIn = (page: string, heading: string) =>
    tableBelow(page, heading).map(([cell = '']) => /^\[([^\]]*)\]/.exec(cell)?.[1] ?? cell);

  it('docs/README.md lists every rule, in the order they are looked at', () => {
    expect(linksIn('docs/README.md', 'Rules')).toEqual([...RULES.map(({ id }) => id), 'pod-security']);
  });

  it('examples/README.md lists every example with the level it promises', () => {
    const rows = tableBelow('examples/README.md', 'Examples');
    const folders = fs
      .readdirSync(join(ROOT, 'examples'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(linksIn('examples/README.md', 'Examples').sort()).toEqual(folders.sort());
    for (const [cell = '', level] of rows) {
      const folder = join(ROOT, 'examples', /^\[([^\]]*)\]/.exec(cell)?.[1] ?? '', 'generated');
      const pod = fs.readdirSync(folder).find((name) => name.endsWith('.pod.yaml')) ?? '';
      expect(fs.readFileSync(join(folder, pod), 'utf8')).toContain(`Pod Security level ${codesIn(level)[0]}.`);
    }
  });
});
