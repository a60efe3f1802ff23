import { type ContainerDefinition } from '@podwright/core';
import { containerOf, variablesOf } from '../container-of';
import { ansible } from './ansible';

describe('ansible', () => {
  it('takes a version of three numbers', () => {
    expect(ansible().image).toBe('docker.io/alpine/ansible:2.20.0');
    expect(ansible({ version: '2.21.0' }).image).toBe('docker.io/alpine/ansible:2.21.0');
    expect(() => ansible({ version: 'latest' as '1.2.3' })).toThrow('ansible: version: "latest" is no version');
    // @ts-expect-error -- no version
    expect(() => ansible({ version: 'latest' })).toThrow('is no version');
  });

  it('has a line in /etc/passwd, unless it is told otherwise', () => {
    const mountsOf = (definition: ContainerDefinition) =>
      containerOf(definition)?.volumeMounts?.filter(({ mountPath }) => mountPath === '/etc/passwd');
    expect(mountsOf(ansible())).toMatchObject([{ subPath: 'passwd', readOnly: true }]);
    expect(mountsOf(ansible({ passwdEntry: false }))).toEqual([]);
  });

  it('keeps its own files in HOME', () => {
    expect(variablesOf(ansible())).toMatchObject({
      ANSIBLE_HOME: '/home/jenkins/.ansible',
      PYTHONDONTWRITEBYTECODE: '1',
    });
  });
});
