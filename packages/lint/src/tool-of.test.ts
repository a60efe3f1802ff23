import { toolOf } from './tool-of';

it.each([
  ['docker:28-dind', 'dind'],
  ['docker:dind-rootless', 'dind'],
  ['mirror.example.com/team/docker-dind:28', 'dind'],
  ['docker:28', 'docker'],
  ['docker:28-cli', 'docker'],
  ['gcr.io/kaniko-project/executor:debug', 'kaniko'],
  ['registry.example.com/kaniko:1', 'kaniko'],
  ['registry.example.com/gitlab/executor:1', null],
  ['quay.io/containers/buildah:v1', 'buildah'],
  ['moby/buildkit:rootless', 'buildkit'],
  ['quay.io/podman/stable', null],
  ['quay.io/containers/podman:5', 'podman'],
  ['maven:3', 'maven'],
  ['gradle:9-jdk21', 'gradle'],
  ['node:24', 'node'],
  ['registry.example.com/nodeless', null],
  ['dockerize:1', null],
  ['', null],
  ['NOT/An Image', null],
])('%s is %s', (image, tool) => {
  expect(toolOf(image)).toBe(tool);
});
