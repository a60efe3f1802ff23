import { env, podTemplate, type ContainerDefinition, type Resources } from '@podwright/core';
import { node } from './node';

const containerOf = (definition: ContainerDefinition) =>
  podTemplate('build').containers([definition]).build().pod.spec.containers[1];
const untyped = node as (options: unknown) => ContainerDefinition;

describe('node', () => {
  it('is this container', () => {
    expect(containerOf(node())).toEqual({
      name: 'node',
      image: 'docker.io/library/node:24.19.0-bookworm',
      command: ['sh', '-c'],
      args: ["trap 'exit 0' TERM INT; while :; do sleep 3600 & wait $!; done"],
      workingDir: '/home/jenkins/agent',
      env: [
        { name: 'HOME', value: '/home/node' },
        { name: 'NODE_OPTIONS', value: '--max-old-space-size=1536' },
        { name: 'npm_config_prefix', value: '/home/node/.npm-global' },
        { name: 'npm_config_update_notifier', value: 'false' },
        { name: 'COREPACK_ENABLE_DOWNLOAD_PROMPT', value: '0' },
      ],
      volumeMounts: [
        { name: 'node-tmp', mountPath: '/tmp' },
        { name: 'node-home', mountPath: '/home/node' },
      ],
      resources: {
        requests: { cpu: '500m', memory: '2Gi', 'ephemeral-storage': '512Mi' },
        limits: { memory: '2Gi', 'ephemeral-storage': '4Gi' },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      },
    });
  });

  it.each<[string, Resources, string]>([
    ['the memory', { memory: '4Gi' }, '3072'],
    ['a limit of its own', { limits: { memory: '1Gi' } }, '768'],
    ['a limit above the request', { requests: { memory: '1Gi' }, limits: { memory: '3Gi' } }, '2304'],
    ['a lone request, which is the limit too', { requests: { memory: '8Gi' } }, '6144'],
    ['decimal units', { memory: '2G' }, '1430'],
    ['bytes', { memory: 1073741824 }, '768'],
    ['no memory, only cpu', { cpu: 2 }, '1536'],
  ])('has a heap of three quarters of the limit, given %s', (_, resources, heap) => {
    const made = containerOf(node({ resources }));
    expect(made?.env).toContainEqual({ name: 'NODE_OPTIONS', value: `--max-old-space-size=${heap}` });
  });

  it('says of an amount that is none only that', () => {
    expect(() => containerOf(node({ resources: { memory: 'lots' } }))).toThrow(
      '"lots" is no Kubernetes quantity; write a text such as "500m", "2" or "1Gi"',
    );
  });

  it('takes another name, another image and other variables', () => {
    const image = 'docker.io/library/node:22.20.0-bookworm-slim';
    const made = containerOf(node({ name: 'web', image, env: [env('NODE_OPTIONS', '--max-old-space-size=512')] }));
    expect([made?.name, made?.image]).toEqual(['web', image]);
    expect(made?.env?.filter(({ name }) => name === 'NODE_OPTIONS')).toEqual([
      { name: 'NODE_OPTIONS', value: '--max-old-space-size=512' },
    ]);
  });

  it.each([
    ['a version, which only the image says', { version: 24 }, 'options: unknown option "version"; use name, image'],
    ['an image that is no text', { image: 24 }, 'node: image: 24 is no text; write a text'],
    ['an image that is none', { image: 'node:24:slim' }, '"node:24:slim" is no image name'],
    [
      'variables as a mapping',
      { env: { CI: 'true' } },
      "is no list of { name, value }; write [{ name: 'NAME', value: 'text' }]",
    ],
  ])('refuses %s', (_, options, message) => {
    expect(() => containerOf(untyped(options))).toThrow(message);
  });
});
