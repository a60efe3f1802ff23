import { container, podTemplate, service, type PodTemplateBuilder } from '../../index';
import type { Container, PodSpec } from '../../model/kubernetes.generated';
import { PRESETS } from '../presets';
import { dockerInDocker } from './docker-in-docker';

const check = (spec: Partial<PodSpec>): unknown[] => [
  ...dockerInDocker.check({ pod: { spec: { containers: [], ...spec } }, settings: {}, policy: PRESETS.recommended }),
];
const checkOne = (container: Omit<Container, 'name'>): unknown[] =>
  check({ containers: [{ name: 'a', ...container }] });
const dind = service('dind', 'docker:28.5-dind', {
  securityContext: { privileged: true },
  readinessProbe: { tcpSocket: { port: 2375 } },
});
const template: PodTemplateBuilder = podTemplate('build', { podSecurity: 'privileged' }).exempt(
  'privileged-container',
  'legacy build',
);

describe('docker-in-docker', () => {
  it.each([
    'docker:dind',
    'docker:28-dind',
    'docker:28.5.1-dind-alpine3.22',
    'docker:dind-rootless',
    'docker:28-dind-rootless',
    'docker.io/library/docker:dind',
    'registry.example.com:5000/mirror/docker:19.03.1-dind',
    `docker:28-dind@sha256:${'0'.repeat(64)}`,
    'jpetazzo/dind',
    'registry.example.com/mirror/docker-dind:28.5',
    'registry.example.com/ci/runner-dind-rootless:1',
    'registry.example.com/mirror/docker-hub-docker:28-dind',
  ])('sees a daemon in the image %s', (image) => {
    expect(checkOne({ image })).toEqual([
      { path: 'spec.containers[0].image', container: 'a', value: image, message: 'container "a" is a Docker daemon' },
    ]);
  });

  it.each([
    'docker:28-cli',
    'docker',
    'maven:3.9.9',
    'registry.example.com/dind/maven:3.9.9',
    'dind.example.com/maven:3.9.9',
    'registry.example.com/binding:1',
    'registry.example.com/dinding:1-dindle',
    'DinD',
  ])('sees none in the image %s', (image) => {
    expect(checkOne({ image })).toEqual([]);
  });

  it('sees none without an image', () => {
    expect(checkOne({})).toEqual([]);
    expect(check({})).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['command', ['dockerd']],
    ['command', ['/usr/local/bin/dockerd', '--host=unix:///run/docker.sock']],
    ['command', ['dockerd-entrypoint.sh']],
    ['args', ['dockerd-rootless.sh', '--experimental']],
    ['args', ['-c', 'dockerd & sleep 5; docker build .']],
    ['args', ['-c', '(dockerd)']],
  ])('sees a daemon that is started by %s %j', (field, words) => {
    expect(checkOne({ image: 'docker:28-cli', [field]: words })).toEqual([
      {
        path: `spec.containers[0].${field}`,
        container: 'a',
        value: words,
        message: 'container "a" is a Docker daemon',
      },
    ]);
  });

  it.each([['sleep', '3600'], ['docker', 'ps'], ['mydockerd'], ['cat', 'dockerd.log'], ['dockerdebug']])(
    'sees none in the command %s %s',
    (...command) => {
      expect(checkOne({ image: 'docker:28-cli', command: command.filter((word) => typeof word === 'string') })).toEqual(
        [],
      );
    },
  );

  it('looks into every list of containers, once a container', () => {
    const daemon = (name: string): Container => ({
      name,
      image: 'docker:dind',
      command: ['dockerd'],
      args: ['dockerd'],
    });
    const found = check({
      initContainers: [daemon('i')],
      containers: [{ name: 'a' }, daemon('b')],
      ephemeralContainers: [daemon('e')],
    });
    expect(found).toMatchObject([
      { path: 'spec.initContainers[0].image', container: 'i' },
      { path: 'spec.containers[1].image', container: 'b' },
      { path: 'spec.ephemeralContainers[0].image', container: 'e' },
    ]);
  });

  it('refuses the template with the full name of the image and the remedy', () => {
    expect(() => template.container(dind).build()).toThrow(
      new Error(
        'pod template "build": spec.containers[1].image: "docker.io/library/docker:28.5-dind" breaks the rule docker-in-docker: ' +
          "container \"dind\" is a Docker daemon; build images with kaniko() or buildah(), or .exempt('docker-in-docker', '<reason>')",
      ),
    );
  });

  it('is exempted for the pod, and not by privileged-container', () => {
    expect(() => template.exempt('docker-in-docker', 'legacy build').container(dind).build()).not.toThrow();
    expect(() => template.container(dind).build()).toThrow('breaks the rule docker-in-docker');
  });

  it('is exempted for one container, while another still breaks it', () => {
    const one = template.exempt('docker-in-docker', 'legacy build', { container: 'dind' }).container(dind);
    expect(() => one.build()).not.toThrow();
    expect(() => one.container(container('more', 'docker:28.5-dind')).build()).toThrow(
      /^pod template "build": spec\.containers\[2\]\.image: .* container "more" is a Docker daemon/,
    );
  });
});
