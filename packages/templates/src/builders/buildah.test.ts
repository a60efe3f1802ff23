import {
  emptyDir,
  env,
  evaluatePodSecurity,
  podTemplate,
  type ContainerDefinition,
  type PodTemplate,
} from '@podwright/core';
import { buildah } from './buildah';

const build = (...definitions: readonly ContainerDefinition[]): PodTemplate =>
  podTemplate('build', { podSecurity: 'baseline' }).containers(definitions).build();
const containerOf = (definition: ContainerDefinition) => build(definition).pod.spec.containers[1];

describe('buildah', () => {
  it('is this container', () => {
    expect(containerOf(buildah({ registrySecret: 'registry-push' }))).toEqual({
      name: 'buildah',
      image: 'quay.io/containers/buildah:v1.43.2',
      command: ['sh', '-c'],
      args: ["trap 'exit 0' TERM INT; while :; do sleep 3600 & wait $!; done"],
      workingDir: '/home/jenkins/agent',
      env: [
        { name: 'HOME', value: '/home/build' },
        { name: 'BUILDAH_ISOLATION', value: 'chroot' },
        { name: 'STORAGE_DRIVER', value: 'overlay' },
        { name: 'REGISTRY_AUTH_FILE', value: '/etc/registry-auth/config.json' },
      ],
      volumeMounts: [
        { name: 'buildah-storage', mountPath: '/home/build/.local/share/containers' },
        { name: 'buildah-registry-auth', mountPath: '/etc/registry-auth', readOnly: true },
      ],
      resources: {
        requests: { cpu: '500m', memory: '2Gi', 'ephemeral-storage': '12Gi' },
        limits: { memory: '2Gi', 'ephemeral-storage': '12Gi' },
      },
      securityContext: {
        allowPrivilegeEscalation: true,
        capabilities: { drop: ['ALL'], add: ['SETGID', 'SETUID'] },
        readOnlyRootFilesystem: false,
        seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/buildah.json' },
      },
    });
  });

  it('is why the pod does not pass restricted: for its escalation and its capabilities, and for nothing else', () => {
    const { failures } = evaluatePodSecurity(build(buildah()).pod, { level: 'restricted' });
    expect(failures.map(({ reason }) => reason)).toEqual([
      'allowPrivilegeEscalation != false',
      'unrestricted capabilities',
    ]);
    expect(failures.every(({ detail }) => detail.includes('"buildah"') && !detail.includes('"jnlp"'))).toBe(true);
  });

  it('has the uid of the agent, so that the workspace is its own', () => {
    const { spec } = build(buildah()).pod;
    expect(spec.securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 1000, runAsNonRoot: true });
    expect(spec.containers[1]?.securityContext?.runAsUser).toBeUndefined();
  });

  it('keeps its layers on a volume of its own with a limit below its disk', () => {
    const { volumes } = build(buildah()).pod.spec;
    expect(volumes).toContainEqual({ name: 'buildah-storage', emptyDir: { sizeLimit: '10Gi' } });
  });

  it('takes the seccomp profile of the nodes by its path', () => {
    const made = containerOf(buildah({ localhostProfile: 'operator/builders/buildah.json' }));
    expect(made?.securityContext?.seccompProfile).toEqual({
      type: 'Localhost',
      localhostProfile: 'operator/builders/buildah.json',
    });
  });

  it('reads no credentials where the registry needs none', () => {
    const made = containerOf(buildah());
    expect(made?.env?.map(({ name }) => name)).not.toContain('REGISTRY_AUTH_FILE');
    expect(made?.volumeMounts).toHaveLength(1);
    expect(build(buildah()).settings.showRawYaml).toBeUndefined();
  });

  it('reads the credentials of a Secret as config.json', () => {
    const { pod, settings } = build(buildah({ registrySecret: 'registry-push' }));
    expect(pod.spec.volumes?.find(({ name }) => name === 'buildah-registry-auth')?.projected).toEqual({
      sources: [{ secret: { name: 'registry-push', items: [{ key: '.dockerconfigjson', path: 'config.json' }] } }],
    });
    expect(settings.showRawYaml).toBe(false);
  });

  it('takes another name, image, resources, variables and volumes', () => {
    const made = containerOf(
      buildah({
        name: 'image',
        image: 'quay.io/buildah/stable:v1.43.2',
        resources: { cpu: 2, memory: '4Gi' },
        env: [env('STORAGE_DRIVER', 'vfs')],
        volumes: [emptyDir('cache', '/cache')],
      }),
    );
    expect([made?.name, made?.image]).toEqual(['image', 'quay.io/buildah/stable:v1.43.2']);
    expect(made?.resources).toEqual({
      requests: { cpu: '2', memory: '4Gi', 'ephemeral-storage': '12Gi' },
      limits: { memory: '4Gi', 'ephemeral-storage': '12Gi' },
    });
    expect(made?.env?.at(-1)).toEqual({ name: 'STORAGE_DRIVER', value: 'vfs' });
    expect(made?.volumeMounts?.map(({ name }) => name)).toEqual(['image-storage', 'cache']);
  });

  it('finds names for its volumes whatever its own is', () => {
    for (const name of [
      'a'.repeat(63),
      `a${'-'.repeat(40)}${'b'.repeat(22)}`,
      `${'a'.repeat(8)}-${'b'.repeat(54)}`,
      'x',
    ]) {
      const build = podTemplate('build', { podSecurity: 'baseline' }).container(
        buildah({ name, registrySecret: 'push' }),
      );
      expect(() => build.build()).not.toThrow();
    }
  });

  it('does not compile in a restricted template, and is refused there', () => {
    // @ts-expect-error -- buildah needs baseline
    expect(() => podTemplate('build').container(buildah()).build()).toThrow(
      'container "buildah" needs Pod Security level baseline, but the pod template promises restricted',
    );
  });

  it('refuses an option that it does not have', () => {
    // @ts-expect-error -- misspelt
    expect(() => buildah({ localHostProfile: 'x.json' })).toThrow('did you mean "localhostProfile"?');
    // @ts-expect-error -- no text
    expect(() => buildah({ localhostProfile: null })).toThrow('localhostProfile: null is no string; write a string');
  });
});
