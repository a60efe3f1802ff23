import { checkPod, checkPodTemplate, container, podTemplate, PRESETS, type JenkinsSettings } from '../../index';
import { idleCommand } from './idle-command';

const found = (spec: object, settings?: JenkinsSettings): unknown[] =>
  checkPod({ spec }, { policy: PRESETS.recommended, settings })
    .filter(({ ruleId }) => ruleId === 'idle-command')
    .map(({ severity, path, message, value }) => ({ severity, path, message, value }));
const IMAGE = 'registry.example.com/tools/maven:3.9';
const beside = (fields: object): object => ({ containers: [{ name: 'jnlp' }, { name: 'maven', ...fields }] });
const SLEEPS = { command: ['sleep'], args: ['infinity'] };

describe('idle-command', () => {
  it('reports a container without a command', () => {
    expect(found(beside({ image: IMAGE }))).toEqual([
      {
        severity: 'warning',
        path: 'spec.containers[1].command',
        message: 'container "maven" ends at once, unless its image runs something that lasts',
        value: undefined,
      },
    ]);
    expect(found(beside({ image: IMAGE, command: null, args: null, tty: null }))).toHaveLength(1);
    expect(found(beside({ command: [], args: [], tty: false, stdin: false }))).toHaveLength(1);
  });

  it('reports a command that waits for input, where there is none', () => {
    expect(found(beside({ image: IMAGE, command: ['cat'] }))).toEqual([
      {
        severity: 'warning',
        path: 'spec.containers[1].command',
        message: 'container "maven" ends at once: its command waits for input, and it has neither tty nor stdin',
        value: ['cat'],
      },
    ]);
  });

  it.each<object>([
    SLEEPS,
    { args: ['sleep', 'infinity'] },
    { command: ['cat'], tty: true },
    { command: ['cat'], stdin: true },
    { tty: true },
    { stdin: true },
    { command: ['server'] },
  ])('allows what lasts: %j', (fields) => {
    expect(found(beside({ image: IMAGE, ...fields }))).toEqual([]);
  });

  it.each<object>([
    { ports: [{ containerPort: 5432 }] },
    { readinessProbe: { tcpSocket: { port: 5432 } } },
    { livenessProbe: { exec: { command: ['true'] } } },
    { startupProbe: { httpGet: { port: 80 } } },
    { image: 'postgres:17' },
    { image: 'registry.example.com/mirror/library/mongo@sha256:' + 'a'.repeat(64) },
    { image: 'selenium/standalone-firefox:4.35' },
    { image: 'docker:29-dind' },
  ])('allows a service: %j', (fields) => {
    expect(found(beside({ image: IMAGE, ...fields }))).toEqual([]);
  });

  it('does not take the client of a server for one', () => {
    expect(found(beside({ image: 'postgres:17', command: ['sh'] }))).toHaveLength(1);
    expect(found(beside({ image: 'registry.example.com/postgres/tools:1' }))).toHaveLength(1);
    expect(found(beside({ ports: [] }))).toHaveLength(1);
  });

  it('leaves the agent to its image, whatever it is called', () => {
    expect(found({ containers: [{ name: 'jnlp' }] })).toEqual([]);
    expect(
      found({ containers: [{ name: 'jnlp', ...SLEEPS }, { name: 'agent' }] }, { agentContainer: 'agent' }),
    ).toEqual([]);
  });

  it('does not look at init and ephemeral containers, which end or are none of steps', () => {
    const other = [{ name: 'a', image: IMAGE }];
    expect(found({ containers: [], initContainers: other, ephemeralContainers: other })).toEqual([]);
    const sidecar = [{ name: 'a', image: 'gcr.io/distroless/static:nonroot', restartPolicy: 'Always' }];
    expect(found({ containers: [], initContainers: sidecar })).toEqual([]);
  });

  it.each<[string, boolean]>([
    ['gcr.io/kaniko-project/executor:v1.24.0', false],
    ['gcr.io/kaniko-project/executor', false],
    ['gcr.io/kaniko-project/executor:v1.24.0-debug', true],
    ['gcr.io/kaniko-project/executor:debug', true],
    ['registry.example.com/gcr/kaniko-project/executor:v1.24.0', false],
    ['ghcr.io/osscontainertools/kaniko:v1.28.3', false],
    ['ghcr.io/osscontainertools/kaniko:v1.28.3-debug', true],
    ['registry.example.com/team/kaniko:1', true],
    ['gcr.io/distroless/java21-debian12', false],
    ['gcr.io/distroless/java21-debian12:nonroot', false],
    ['gcr.io/distroless/java21-debian12:debug-nonroot', true],
    ['cgr.dev/chainguard/static:latest', false],
    ['cgr.dev/chainguard/php:latest-dev', true],
    ['cgr.dev/chainguard/wolfi-base:latest', true],
    ['registry.example.com/distroless-tools:1', true],
    [`gcr.io/kaniko-project/executor@sha256:${'a'.repeat(64)}`, true],
    [`gcr.io/kaniko-project/executor:v1.24.0@sha256:${'a'.repeat(64)}`, false],
    ['no image', true],
  ])('%s may have a shell: %s', (image, may) => {
    const path = 'spec.containers[1].image';
    const message = 'the image of container "maven" has no shell for the container step';
    const expected = may ? [] : [{ severity: 'warning', path, message, value: image }];
    expect(found(beside({ image, ...SLEEPS }))).toEqual(expected);
  });

  it('knows from a template what each container is there for', () => {
    const containers = [{ name: 'a' }, { name: 'b' }, { name: 'c', ports: [{ containerPort: 1 }] }];
    const roles = { a: 'step', b: 'service', c: 'step' } as const;
    const subject = { pod: { spec: { containers } }, settings: {}, policy: PRESETS.recommended };
    expect(idleCommand.check({ ...subject, roles }).map(({ container: name }) => name)).toEqual(['a', 'c']);
    expect(idleCommand.check(subject).map(({ container: name }) => name)).toEqual(['a', 'b']);
  });

  it('is kept by templates, which write the command, and told of those with an image without a shell', () => {
    expect(checkPodTemplate(podTemplate('build').container(container('maven', IMAGE)).build())).toEqual([]);
    const template = podTemplate('build').container(container('java', 'gcr.io/distroless/java21-debian12:nonroot'));
    expect(checkPodTemplate(template.build())).toMatchObject([{ ruleId: 'idle-command', severity: 'warning' }]);
    const exempt = template.exempt('idle-command', 'a mirror of the debug image').build();
    expect(checkPodTemplate(exempt)).toMatchObject([{ severity: 'note', exempt: 'a mirror of the debug image' }]);
  });
});
