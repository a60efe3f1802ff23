import { podTemplate } from '@podwright/core';
import { containerOf } from '../container-of';
import { selenium } from './selenium';

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
    expect(containerOf(selenium())?.env).toContainEqual({ name: 'HOME', value: '/home/seluser' });
  });

  it('shows its screen to nobody', () => {
    expect(containerOf(selenium())?.env).toContainEqual({ name: 'SE_START_VNC', value: 'false' });
    expect(containerOf(selenium())?.env).toContainEqual({ name: 'SE_START_NO_VNC', value: 'false' });
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
