import {
  configMapVolume,
  container,
  persistentVolumeClaim,
  podTemplate,
  projectedVolume,
  secretEnv,
  secretVolume,
} from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const WRONG = 'Builds_1';

describe('names of objects that a pod refers to', () => {
  it.each([
    ['spec.serviceAccountName', () => podTemplate('x', { serviceAccountName: WRONG }).build()],
    ['spec.priorityClassName', () => podTemplate('x', { priorityClassName: WRONG }).build()],
    ['spec.runtimeClassName', () => podTemplate('x', { runtimeClassName: WRONG }).build()],
    ['spec.imagePullSecrets[0].name', () => podTemplate('x', { imagePullSecrets: [{ name: WRONG }] }).build()],
    [
      'spec.containers[1].env[1].valueFrom.secretKeyRef.name',
      () =>
        podTemplate('x')
          .container(container('a', IMAGE, { env: [secretEnv('A', WRONG, 'key')] }))
          .build(),
    ],
    [
      'spec.containers[1].envFrom[0].configMapRef.name',
      () =>
        podTemplate('x')
          .container(container('a', IMAGE, { envFrom: [{ configMapRef: { name: WRONG } }] }))
          .build(),
    ],
    ['spec.volumes[2].secret.secretName', () => withVolume(secretVolume('v', '/v', { secretName: WRONG }))],
    ['spec.volumes[2].configMap.name', () => withVolume(configMapVolume('v', '/v', { name: WRONG }))],
    [
      'spec.volumes[2].persistentVolumeClaim.claimName',
      () => withVolume(persistentVolumeClaim('v', '/v', { claimName: WRONG })),
    ],
    [
      'spec.volumes[2].projected.sources[0].secret.name',
      () => withVolume(projectedVolume('v', '/v', { sources: [{ secret: { name: WRONG } }] })),
    ],
  ])('at %s are refused when no object can have them', (path, make: () => unknown) => {
    expect(make).toThrow(`${path}: "Builds_1" cannot be the name of a Kubernetes object`);
  });

  it('are taken when they are subdomains', () => {
    expect(() => podTemplate('x', { serviceAccountName: 'builds.team-1' }).build()).not.toThrow();
  });
});

function withVolume(volume: ReturnType<typeof secretVolume>): unknown {
  return podTemplate('x')
    .container(container('a', IMAGE, { volumes: [volume] }))
    .build();
}
