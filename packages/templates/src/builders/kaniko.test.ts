import {
  emptyDir,
  env,
  evaluatePodSecurity,
  podTemplate,
  type ContainerDefinition,
  type PodTemplate,
} from '@podwright/core';
import { kaniko } from './kaniko';
import { maven } from '../tools/maven';

const build = (...definitions: readonly ContainerDefinition[]): PodTemplate =>
  podTemplate('build', { podSecurity: 'baseline' }).containers(definitions).build();
const containerOf = (definition: ContainerDefinition) => build(definition).pod.spec.containers[1];

describe('kaniko', () => {
  it('is this container', () => {
    expect(containerOf(kaniko({ registrySecret: 'registry-push' }))).toEqual({
      name: 'kaniko',
      image: 'ghcr.io/osscontainertools/kaniko:v1.28.3-debug',
      command: ['/busybox/sh', '-c'],
      args: ["trap 'exit 0' TERM INT; while :; do /busybox/sleep 3600 & wait $!; done"],
      workingDir: '/home/jenkins/agent',
      env: [
        { name: 'HOME', value: '/root' },
        { name: 'DOCKER_CONFIG', value: '/kaniko/.docker' },
      ],
      volumeMounts: [{ name: 'kaniko-registry-auth', mountPath: '/kaniko/.docker', readOnly: true }],
      resources: {
        requests: { cpu: '500m', memory: '2Gi', 'ephemeral-storage': '8Gi' },
        limits: { memory: '2Gi', 'ephemeral-storage': '8Gi' },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: {
          drop: ['ALL'],
          add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'SETFCAP', 'SETGID', 'SETUID'],
        },
        readOnlyRootFilesystem: false,
        runAsUser: 0,
        runAsGroup: 0,
        runAsNonRoot: false,
      },
    });
  });

  it('is why the pod does not pass restricted: for its uid and its capabilities, and for nothing else', () => {
    const { failures } = evaluatePodSecurity(build(kaniko()).pod, { level: 'restricted' });
    expect(failures.map(({ reason }) => reason)).toEqual([
      'unrestricted capabilities',
      'runAsNonRoot != true',
      'runAsUser=0',
    ]);
    expect(failures.every(({ detail }) => detail.includes('"kaniko"') && !detail.includes('"jnlp"'))).toBe(true);
  });

  it('leaves the other containers of the pod without root and without capabilities', () => {
    const { spec } = build(kaniko(), maven()).pod;
    expect(spec.securityContext).toMatchObject({ runAsUser: 1000, runAsNonRoot: true });
    for (const { name, securityContext } of spec.containers.filter((container) => container.name !== 'kaniko')) {
      expect([name, securityContext]).toEqual([
        name,
        { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
      ]);
    }
  });

  it('mounts nothing of its own, because a mount would be left out of the image', () => {
    expect(containerOf(kaniko())?.volumeMounts).toEqual([]);
  });

  it('reads the credentials of a Secret as config.json, and keeps the pod out of the build log then', () => {
    const { pod, settings } = build(kaniko({ registrySecret: 'registry-push' }));
    expect(pod.spec.volumes?.find(({ name }) => name === 'kaniko-registry-auth')?.projected).toEqual({
      sources: [{ secret: { name: 'registry-push', items: [{ key: '.dockerconfigjson', path: 'config.json' }] } }],
    });
    expect(settings.showRawYaml).toBe(false);
  });

  it('can stand twice in a pod, with a Secret each', () => {
    const { pod } = build(kaniko({ registrySecret: 'a' }), kaniko({ name: 'kaniko-web', registrySecret: 'b' }));
    const secrets = pod.spec.volumes?.flatMap(({ projected }) => projected?.sources?.[0]?.secret?.name ?? []);
    expect(secrets).toEqual(['a', 'b']);
  });

  it('works in a user namespace, where its root is nobody on the node', () => {
    const template = podTemplate('build', { podSecurity: 'baseline', userNamespaces: true })
      .container(kaniko())
      .build();
    expect(template.pod.spec.hostUsers).toBe(false);
  });

  it('takes another name, image, resources, variables and volumes', () => {
    const made = containerOf(
      kaniko({
        name: 'image',
        image: 'registry.example.com/mirror/kaniko:v1.28.3-debug',
        resources: { memory: '4Gi', 'ephemeral-storage': '16Gi' },
        env: [env('DOCKER_CONFIG', '/auth'), env('FF_KANIKO_COPY_AS_ROOT', 'true')],
        volumes: [emptyDir('layers', '/layers')],
      }),
    );
    expect([made?.name, made?.image]).toEqual(['image', 'registry.example.com/mirror/kaniko:v1.28.3-debug']);
    expect(made?.resources?.limits).toEqual({ memory: '4Gi', 'ephemeral-storage': '16Gi' });
    expect(made?.env?.map(({ name, value }) => `${name}=${value}`)).toEqual([
      'HOME=/root',
      'DOCKER_CONFIG=/auth',
      'FF_KANIKO_COPY_AS_ROOT=true',
    ]);
    expect(made?.volumeMounts).toEqual([{ name: 'layers', mountPath: '/layers' }]);
  });

  it('does not compile in a restricted template, and is refused there', () => {
    // @ts-expect-error -- kaniko needs baseline
    expect(() => podTemplate('build').container(kaniko()).build()).toThrow(
      `container "kaniko" needs Pod Security level baseline, but the pod template promises restricted; give the pod template podSecurity: 'baseline'`,
    );
  });

  it('refuses an option that it does not have, and a Secret that is no name', () => {
    // @ts-expect-error -- misspelt
    expect(() => kaniko({ registrySecrt: 'x' })).toThrow(
      'unknown option "registrySecrt"; did you mean "registrySecret"?',
    );
    // @ts-expect-error -- no text
    expect(() => kaniko({ registrySecret: true })).toThrow('kaniko: registrySecret: true is no string; write a string');
  });
});
