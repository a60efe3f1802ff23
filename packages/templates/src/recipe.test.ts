import { container, env, podTemplate, type Container } from '@podwright/core';
import { recipe, type Recipe } from './recipe';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const made = (known: Recipe): Container | undefined =>
  podTemplate('build')
    .container(container('lint', IMAGE, recipe(known)))
    .build().pod.spec.containers[1];
const variables = (known: Recipe): string[] => made(known)?.env?.map(({ name, value }) => `${name}=${value}`) ?? [];
const mounts = (known: Recipe): string[] => made(known)?.volumeMounts?.map(({ mountPath }) => mountPath) ?? [];

describe('recipe', () => {
  it('gives a uid that the image does not know a HOME and a name', () => {
    expect(variables({})).toEqual(['HOME=/home/jenkins', 'USER=jenkins', 'LOGNAME=jenkins']);
    expect(mounts({})).toEqual(['/tmp', '/home/jenkins']);
  });

  it('takes the home that the image has for uid 1000, which has a name there', () => {
    expect(variables({ passwdHome: '/home/node' })).toEqual(['HOME=/home/node']);
    expect(mounts({ passwdHome: '/home/node' })).toEqual(['/tmp', '/home/node']);
    expect(variables({ passwdHome: '/home/node', home: '/work' })).toEqual(['HOME=/work']);
  });

  it('waits in the shell of an image whose programs are on no PATH', () => {
    const { command, args } = made({ shell: '/busybox/sh' }) ?? {};
    expect(command).toEqual(['/busybox/sh', '-c']);
    expect(args).toEqual(["trap 'exit 0' TERM INT; while :; do /busybox/sleep 3600 & wait $!; done"]);
    expect(made({})?.command).toEqual(['sh', '-c']);
  });

  it('does first what it is told to do first', () => {
    const { command, args } = made({ before: 'mkdir -p "$TMPDIR"' }) ?? {};
    expect(command).toEqual(['sh', '-c']);
    expect(args).toEqual(['mkdir -p "$TMPDIR"; trap \'exit 0\' TERM INT; while :; do sleep 3600 & wait $!; done']);
  });

  it('has what the tool writes, and memory that processes share', () => {
    expect(mounts({ writablePaths: { '/var/lint': '1Gi' }, sharedMemory: '512Mi' })).toEqual([
      '/tmp',
      '/home/jenkins',
      '/var/lint',
      '/dev/shm',
    ]);
    const { pod } = podTemplate('build')
      .container(container('lint', IMAGE, recipe({ sharedMemory: '512Mi' })))
      .build();
    expect(pod.spec.volumes).toContainEqual({
      name: 'lint-dev-shm',
      emptyDir: { sizeLimit: '512Mi', medium: 'Memory' },
    });
  });

  it('puts uid 1000 into /etc/passwd, with the home that it has', () => {
    const { pod } = podTemplate('build')
      .container(container('lint', IMAGE, recipe({ passwdEntry: true, home: '/work' })))
      .build();
    expect(Object.values(pod.metadata?.annotations ?? {})).toEqual([
      expect.stringContaining('jenkins:x:1000:1000::/work:/bin/sh\n'),
    ]);
    expect(mounts({ passwdEntry: true })).toContain('/etc/passwd');
    expect(mounts({ passwdEntry: false })).not.toContain('/etc/passwd');
  });

  it('gives up the read-only root only where it is told', () => {
    expect(made({})?.securityContext?.readOnlyRootFilesystem).toBe(true);
    expect(made({ writableRoot: true })?.securityContext?.readOnlyRootFilesystem).toBe(false);
  });

  it('has a home without a volume where the root is the tool’s own', () => {
    expect(variables({ ownHome: '/root', writableRoot: true })).toEqual(['HOME=/root']);
    expect(mounts({ ownHome: '/root', writableRoot: true })).toEqual([]);
  });

  it('takes variables, which win over its own', () => {
    expect(variables({ env: [env('USER', 'lint')] })).toEqual(['HOME=/home/jenkins', 'LOGNAME=jenkins', 'USER=lint']);
  });

  it.each<[unknown, string]>([
    [null, 'recipe: recipe: null is no mapping'],
    [{ passwdhome: '/a' }, 'recipe: recipe: unknown field "passwdhome"; did you mean "passwdHome"?'],
    [{ home: 'home' }, 'recipe: home: "home" is no absolute path; write a path'],
    [{ passwdEntry: 'yes' }, 'recipe: passwdEntry: "yes" is no boolean; write a boolean'],
    [{ env: {} }, 'recipe: env: {} is no list; write a list'],
  ])('refuses %j', (known, message) => {
    expect(() => recipe(known as Recipe)).toThrow(message);
  });
});
