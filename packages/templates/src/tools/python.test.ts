import { podTemplate, type ContainerDefinition } from '@podwright/core';
import { python } from './python';

const containerOf = (definition: ContainerDefinition) =>
  podTemplate('build').containers([definition]).build().pod.spec.containers[1];

describe('python', () => {
  it('is this container', () => {
    expect(containerOf(python())).toEqual({
      name: 'python',
      image: 'docker.io/library/python:3.14.7-slim',
      command: ['sh', '-c'],
      args: ["trap 'exit 0' TERM INT; while :; do sleep 3600 & wait $!; done"],
      workingDir: '/home/jenkins/agent',
      env: [
        { name: 'HOME', value: '/home/jenkins' },
        { name: 'USER', value: 'jenkins' },
        { name: 'LOGNAME', value: 'jenkins' },
        { name: 'PYTHONDONTWRITEBYTECODE', value: '1' },
        { name: 'PIP_DISABLE_PIP_VERSION_CHECK', value: '1' },
      ],
      volumeMounts: [
        { name: 'python-tmp', mountPath: '/tmp' },
        { name: 'python-home', mountPath: '/home/jenkins' },
      ],
      resources: {
        requests: { cpu: '250m', memory: '1Gi', 'ephemeral-storage': '512Mi' },
        limits: { memory: '1Gi', 'ephemeral-storage': '4Gi' },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      },
    });
  });

  it('keeps its home apart from the agent’s, though both have the same path', () => {
    const { containers, volumes = [] } = podTemplate('build').container(python()).build().pod.spec;
    const homes = containers.map(({ volumeMounts = [] }) =>
      volumeMounts.find((mount) => mount.mountPath === '/home/jenkins'),
    );
    expect(homes.map((mount) => mount?.name)).toEqual(['jnlp-home', 'python-home']);
    expect(volumes.filter(({ name }) => name.endsWith('-home'))).toHaveLength(2);
  });

  it('takes another image, name, variables and resources', () => {
    const image = 'docker.io/library/python:3.13.5-slim';
    const given = { name: 'py313', image, env: [{ name: 'PIP_INDEX_URL', value: 'https://pypi.example.com/simple' }] };
    const made = containerOf(python({ ...given, resources: { memory: '512Mi' } }));
    expect([made?.name, made?.image]).toEqual(['py313', image]);
    expect(made?.env).toContainEqual({ name: 'PIP_INDEX_URL', value: 'https://pypi.example.com/simple' });
    expect(made?.resources?.limits?.memory).toBe('512Mi');
  });

  it('refuses an option that it does not have', () => {
    // @ts-expect-error -- the version is that of the image
    expect(() => python({ version: '3.13' })).toThrow(
      'python: options: unknown option "version"; use name, image, resources, env, volumes',
    );
  });
});
