import { podTemplate } from '@podwright/core';
import { variablesOf } from '../container-of';
import { kubectl } from './kubectl';

describe('kubectl', () => {
  it('takes a version of three numbers', () => {
    expect(kubectl().image).toBe('docker.io/alpine/kubectl:1.37.1');
    expect(kubectl({ version: '1.36.0' }).image).toBe('docker.io/alpine/kubectl:1.36.0');
    expect(() => kubectl({ version: 'latest' as '1.2.3' })).toThrow('kubectl: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => kubectl({ version: 'latest' })).toThrow('is no version');
  });

  it('has a HOME for its configuration and its caches', () => {
    expect(variablesOf(kubectl())).toMatchObject({ HOME: '/home/jenkins', USER: 'jenkins' });
  });

  it('gets no token of the cluster', () => {
    const { pod } = podTemplate('deploy').container(kubectl()).build();
    expect(pod.spec.automountServiceAccountToken).toBe(false);
  });
});
