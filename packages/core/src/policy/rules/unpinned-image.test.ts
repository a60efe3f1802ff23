import { agent, container, imageVolume, initContainer, podTemplate, type PodTemplateBuilder } from '../../index';
import type { PodSpec } from '../../model/kubernetes.generated';
import { PRESETS } from '../presets';
import { unpinnedImage } from './unpinned-image';

const check = (spec: Partial<PodSpec>): unknown[] => [
  ...unpinnedImage.check({ pod: { spec: { containers: [], ...spec } }, settings: {}, policy: PRESETS.recommended }),
];
const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const template: PodTemplateBuilder = podTemplate('build');

describe('unpinned-image', () => {
  it.each([
    'maven:3',
    'maven:3.9.9-eclipse-temurin-21',
    'localhost:5000/maven:3',
    `maven@${DIGEST}`,
    `maven:latest@${DIGEST}`,
    'maven:LATEST',
  ])('allows %s', (image) => {
    expect(check({ containers: [{ name: 'a', image }] })).toEqual([]);
  });

  it.each([
    ['maven', 'has no tag'],
    ['localhost:5000/maven', 'has no tag'],
    ['registry.example.com/team/maven', 'has no tag'],
    ['[::1]:5000/maven', 'has no tag'],
    ['maven:latest', 'is the latest one'],
    ['registry.example.com:5000/maven:latest', 'is the latest one'],
  ])('reports %s: it %s', (image, lack) => {
    expect(check({ containers: [{ name: 'a', image }] })).toEqual([
      { path: 'spec.containers[0].image', container: 'a', value: image, message: `the image of container "a" ${lack}` },
    ]);
  });

  it('leaves images that are missing or are none to others', () => {
    expect(
      check({ containers: [{ name: 'a' }, { name: 'b', image: '' }, { name: 'c', image: 'Not An Image' }] }),
    ).toEqual([]);
  });

  it('looks into every list of containers', () => {
    const found = check({
      initContainers: [{ name: 'i', image: 'a' }],
      containers: [{ name: 'c', image: 'a' }],
      ephemeralContainers: [{ name: 'e', image: 'a' }],
    });
    expect(found).toMatchObject([
      { path: 'spec.initContainers[0].image', container: 'i' },
      { path: 'spec.containers[0].image', container: 'c' },
      { path: 'spec.ephemeralContainers[0].image', container: 'e' },
    ]);
  });

  it('looks into volumes that are images', () => {
    const volumes = [
      { name: 'x', emptyDir: {} },
      { name: 'jdk', image: { reference: 'eclipse-temurin' } },
      { name: 'y', image: { reference: 'a:1' } },
      { name: 'z', image: {} },
    ];
    expect(check({ volumes })).toEqual([
      {
        path: 'spec.volumes[1].image.reference',
        value: 'eclipse-temurin',
        message: 'the image of volume "jdk" has no tag',
      },
    ]);
    const jdk = container('maven', 'maven:3.9.9', {
      volumes: [imageVolume('jdk', '/opt/jdk', { reference: 'eclipse-temurin:latest' })],
    });
    expect(() => template.container(jdk).build()).toThrow(
      'breaks the rule unpinned-image: the image of volume "jdk" is the latest one',
    );
  });

  it('refuses the template with the full name of the image and the remedy', () => {
    expect(() => template.container(container('maven', 'maven')).build()).toThrow(
      new Error(
        'pod template "build": spec.containers[1].image: "docker.io/library/maven" breaks the rule unpinned-image: ' +
          "the image of container \"maven\" has no tag; name a version as tag, or a digest, or .exempt('unpinned-image', '<reason>')",
      ),
    );
  });

  it('refuses the agent’s image and an init container’s', () => {
    expect(() => template.container(agent({ image: 'jenkins/inbound-agent' })).build()).toThrow(
      'the image of container "jnlp" has no tag',
    );
    expect(() => template.container(initContainer('unpack', 'busybox:latest')).build()).toThrow(
      'the image of container "unpack" is the latest one',
    );
  });

  it('cannot know an image that the controller chooses', () => {
    expect(() => template.container(agent({ image: 'from-controller' })).build()).not.toThrow();
  });

  it('is exempted for the pod', () => {
    expect(() =>
      template.exempt('unpinned-image', 'rebuilt nightly').container(container('maven', 'maven')).build(),
    ).not.toThrow();
  });

  it('is exempted for one container, while another still breaks it', () => {
    const one = template
      .exempt('unpinned-image', 'rebuilt nightly', { container: 'maven' })
      .container(container('maven', 'maven'));
    expect(() => one.build()).not.toThrow();
    expect(() => one.container(container('node', 'node')).build()).toThrow(
      /^pod template "build": spec\.containers\[2\]\.image: "docker\.io\/library\/node" .* container "node" has no tag/,
    );
  });
});
