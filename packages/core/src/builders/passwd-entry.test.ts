import { container, passwdEntry, podTemplate } from '../index';

const IMAGE = 'registry.example.com/tools/deploy:1.4';
const deploy = container('deploy', IMAGE, { volumes: [passwdEntry()] });

describe('passwdEntry', () => {
  it('is a file of the pod’s own, from an annotation that comes along', () => {
    const { pod } = podTemplate('build').container(deploy).build();
    const key = 'podwright/passwd-1000-jenkins-home-jenkins';
    expect(pod.metadata?.annotations).toEqual({
      [key]:
        'root:x:0:0:root:/root:/bin/sh\n' +
        'nobody:x:65534:65534:nobody:/nonexistent:/bin/sh\n' +
        'jenkins:x:1000:1000::/home/jenkins:/bin/sh\n',
    });
    expect(pod.spec.volumes).toContainEqual({
      name: 'passwd-1000-jenkins-home-jenkins',
      downwardAPI: { items: [{ path: 'passwd', fieldRef: { fieldPath: `metadata.annotations['${key}']` } }] },
    });
    expect(pod.spec.containers[1]?.volumeMounts).toContainEqual({
      name: 'passwd-1000-jenkins-home-jenkins',
      mountPath: '/etc/passwd',
      readOnly: true,
      subPath: 'passwd',
    });
  });

  it('is one volume for all who have the same entry, and another for another home', () => {
    const other = container('other', IMAGE, { volumes: [passwdEntry()] });
    const node = container('node', IMAGE, { volumes: [passwdEntry({ home: '/home/node', user: 'node' })] });
    const { pod } = podTemplate('build').container(deploy).container(other).container(node).build();
    const names = pod.spec.volumes?.flatMap(({ name }) => (name.startsWith('passwd') ? [name] : []));
    expect(names).toEqual(['passwd-1000-jenkins-home-jenkins', 'passwd-1000-node-home-node']);
    expect(Object.keys(pod.metadata?.annotations ?? {})).toHaveLength(2);
  });

  it('leaves annotations of the template, which may replace its own', () => {
    const { pod } = podTemplate('build').container(deploy).annotation('team', 'payments').build();
    expect(pod.metadata?.annotations).toMatchObject({ team: 'payments' });
    expect(Object.keys(pod.metadata?.annotations ?? {})).toHaveLength(2);
  });

  it.each([
    ['a user that would begin another line', { user: 'a\nroot:x:0' }, 'user'],
    ['a home with a colon', { home: '/a:b' }, 'home'],
    ['a home that is no path', { home: 'home' }, 'home'],
    ['a uid that is none', { uid: -1 }, 'uid'],
    ['a misspelt field', { uuid: 5 }, 'unknown field "uuid"'],
  ])('refuses %s', (_, fields, message) => {
    expect(() => passwdEntry(fields as object)).toThrow(message);
  });
});
