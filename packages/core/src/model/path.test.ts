import { fieldPath, itemPath } from './path';

describe('fieldPath', () => {
  it.each([
    ['', 'spec', 'spec'],
    ['spec', 'os', 'spec.os'],
    ['spec.containers[0]', 'image', 'spec.containers[0].image'],
    ['metadata.labels', 'app.kubernetes.io/name', 'metadata.labels["app.kubernetes.io/name"]'],
    [
      'spec.containers[0].resources.limits',
      'ephemeral-storage',
      'spec.containers[0].resources.limits["ephemeral-storage"]',
    ],
    ['', 'a-b', '["a-b"]'],
    ['a', '0', 'a["0"]'],
    ['a', '', 'a[""]'],
    ['a', 'say "b"', 'a["say \\"b\\""]'],
    ['a', '__proto__', 'a.__proto__'],
  ])('puts %j and %j together as %s', (parent, key, path) => {
    expect(fieldPath(parent, key)).toBe(path);
  });
});

describe('itemPath', () => {
  it('writes the index behind the list', () => {
    expect(itemPath('spec.containers', 1)).toBe('spec.containers[1]');
  });
});
