import { podTemplate, type ContainerDefinition } from '@podwright/core';
import { selenium } from './selenium';

const containerOf = (definition: ContainerDefinition) =>
  podTemplate('build').containers([definition]).build().pod.spec.containers[1];

describe('selenium', () => {
  it('is pinned to a version and a day', () => {
    expect(selenium().image).toMatch(/^docker\.io\/selenium\/standalone-chrome:4\.\d+\.\d+-\d{8}$/);
  });

  it("runs as the image's own user, with a root that it can write and its own HOME", () => {
    expect(containerOf(selenium())?.securityContext).toMatchObject({
      runAsUser: 1200,
      runAsGroup: 1201,
      readOnlyRootFilesystem: false,
    });
    expect(containerOf(selenium())?.env).toEqual([{ name: 'HOME', value: '/home/seluser' }]);
  });

  it('has memory to share between the processes of a browser', () => {
    const { pod } = podTemplate('build').container(selenium()).build();
    expect(pod.spec.volumes).toContainEqual({
      name: 'selenium-dev-shm',
      emptyDir: { sizeLimit: '1Gi', medium: 'Memory' },
    });
  });

  it('tells who uses it where it is', () => {
    expect(selenium().address).toEqual([
      { name: 'SELENIUM_HOST', value: '127.0.0.1' },
      { name: 'SELENIUM_PORT', value: '4444' },
    ]);
  });
});
