import { env } from '@podwright/core';
import { containerOf } from '../container-of';
import { go } from './go';

describe('go', () => {
  it('is this container', () => {
    expect(containerOf(go())).toEqual({
      name: 'go',
      image: 'docker.io/library/golang:1.27.0',
      command: ['sh', '-c'],
      args: ["trap 'exit 0' TERM INT; while :; do sleep 3600 & wait $!; done"],
      workingDir: '/home/jenkins/agent',
      env: [
        { name: 'HOME', value: '/home/jenkins' },
        { name: 'USER', value: 'jenkins' },
        { name: 'LOGNAME', value: 'jenkins' },
        { name: 'GOPATH', value: '/home/jenkins/go' },
        { name: 'GOCACHE', value: '/home/jenkins/.cache/go-build' },
        { name: 'GOMODCACHE', value: '/home/jenkins/go/pkg/mod' },
        { name: 'GOMEMLIMIT', value: '1843MiB' },
      ],
      volumeMounts: [
        { name: 'go-tmp', mountPath: '/tmp' },
        { name: 'go-home', mountPath: '/home/jenkins' },
      ],
      resources: {
        requests: { cpu: '1', memory: '2Gi', 'ephemeral-storage': '512Mi' },
        limits: { memory: '2Gi', 'ephemeral-storage': '4Gi' },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      },
    });
  });

  it('keeps every cache of Go where it can write', () => {
    const { env: variables = [], volumeMounts = [] } = containerOf(go()) ?? {};
    for (const name of ['GOPATH', 'GOCACHE', 'GOMODCACHE']) {
      const folder = variables.find((variable) => variable.name === name)?.value ?? '';
      expect(volumeMounts.some(({ mountPath }) => folder.startsWith(`${mountPath}/`))).toBe(true);
    }
  });

  it.each([
    ['4Gi', '3686MiB'],
    ['1Gi', '921MiB'],
    ['512Mi', '460MiB'],
  ])('has a memory limit of nine tenths of %s', (memory, limit) => {
    expect(containerOf(go({ resources: { memory } }))?.env).toContainEqual({ name: 'GOMEMLIMIT', value: limit });
  });

  it('takes variables, another image and another name', () => {
    const image = 'docker.io/library/golang:1.26.4-bookworm';
    const made = containerOf(
      go({ name: 'go126', image, env: [env('GOFLAGS', '-mod=readonly'), env('GOMEMLIMIT', 'off')] }),
    );
    expect([made?.name, made?.image]).toEqual(['go126', image]);
    expect(made?.env?.slice(-2)).toEqual([
      { name: 'GOFLAGS', value: '-mod=readonly' },
      { name: 'GOMEMLIMIT', value: 'off' },
    ]);
    expect(made?.env).toHaveLength(8);
  });

  it('refuses an option that it does not have', () => {
    // @ts-expect-error -- CGO_ENABLED is a variable
    expect(() => go({ cgo: true })).toThrow(
      'go: options: unknown option "cgo"; use name, image, resources, env, volumes',
    );
  });
});
