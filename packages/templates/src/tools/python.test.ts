import { podTemplate, type ContainerDefinition } from '@podwright/core';
import { containerOf } from '../container-of';
import { python } from './python';

const untyped = python as (options: unknown) => ContainerDefinition;

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

  it.each([
    ['3.12', '3.12.13-slim'],
    ['3.13', '3.13.14-slim'],
    ['3.14', '3.14.7-slim'],
  ] as const)('has of version %s the release that is known, and the image of uv for it', (version, tag) => {
    expect(python({ version }).image).toBe(`docker.io/library/python:${tag}`);
    expect(python({ version, installer: 'poetry' }).image).toBe(python({ version }).image);
    const uv = `ghcr.io/astral-sh/uv:0.12.5-python${version}-trixie-slim`;
    expect(python({ version, installer: 'uv' }).image).toBe(uv);
    expect(python.entry.create({ version, installer: 'uv' }).image).toBe(uv);
  });

  it('takes another image for uv too', () => {
    const image = 'registry.example.com/mirror/uv:0.12.5-python3.14-trixie-slim';
    expect(python({ installer: 'uv', image }).image).toBe(image);
  });

  it('copies from the cache of uv, and finds the tools that it installs', () => {
    const { env = [], volumeMounts = [] } = containerOf(python({ installer: 'uv' })) ?? {};
    const value = (name: string) => env.find((variable) => variable.name === name)?.value ?? '';
    expect(value('UV_LINK_MODE')).toBe('copy');
    expect(volumeMounts.some(({ mountPath }) => value('UV_TOOL_BIN_DIR').startsWith(`${mountPath}/`))).toBe(true);
    expect(value('PATH').split(':').slice(0, 2)).toEqual([value('UV_TOOL_BIN_DIR'), '/usr/local/bin']);
  });

  it('has Poetry’s environments in the workspace, and its program behind the python of the image', () => {
    const { env = [] } = containerOf(python({ installer: 'poetry' })) ?? {};
    expect(env).toContainEqual({ name: 'POETRY_VIRTUALENVS_IN_PROJECT', value: 'true' });
    const path = env.find(({ name }) => name === 'PATH')?.value?.split(':') ?? [];
    expect(path.at(-1)).toBe('/home/jenkins/.poetry/bin');
    expect(path.indexOf('/usr/local/bin')).toBe(0);
  });

  it.each([
    ['a version as a number', { version: 3.14 }, 'python: version: 3.14 is no string'],
    ['a version of uv that it does not have', { version: '3.9', installer: 'uv' }, 'use one of 3.12, 3.13, 3.14'],
    ['an installer that it does not know', { installer: 'conda' }, 'use one of pip, uv, poetry'],
    ['no mapping', [], 'python: options: [] is no mapping'],
  ])('refuses %s', (_, options, message) => {
    expect(() => untyped(options)).toThrow(message);
  });

  it('does not compile with a version or an installer that it does not have', () => {
    // @ts-expect-error -- 3.9
    expect(() => python({ version: '3.9' })).toThrow('is no choice');
    // @ts-expect-error -- conda
    expect(() => python({ installer: 'conda' })).toThrow('is no choice');
  });
});
