import { nearestName, suggestionFor } from './suggestion';

const KNOWN = ['securityContext', 'resources', 'restartPolicy', 'hostPID', 'env'];

describe('nearestName', () => {
  it.each([
    ['securtyContext', 'securityContext', 'a letter left out'],
    ['seccurityContext', 'securityContext', 'a letter too many'],
    ['securityContxet', 'securityContext', 'two letters exchanged'],
    ['SecurityContext', 'securityContext', 'another case'],
    ['hostPid', 'hostPID', 'another case'],
    ['SECURITYCONTEXT', 'securityContext', 'another case'],
    ['resource', 'resources', 'the singular'],
    ['evn', 'env', 'two letters of three exchanged'],
    ['env', 'env', 'nothing at all'],
  ])('finds for %s the name %s: %s', (name, meant) => {
    expect(nearestName(name, KNOWN)).toBe(meant);
  });

  it.each(['image', 'zzz', '', 'restart'])('finds none for %j', (name) => {
    expect(nearestName(name, KNOWN)).toBeUndefined();
  });

  it('prefers the nearer of two, and the first of two equally near', () => {
    expect(nearestName('mave', ['maven3', 'maven'])).toBe('maven');
    expect(nearestName('node1', ['node2', 'node3'])).toBe('node2');
  });

  it('takes any iterable, and finds nothing in an empty one', () => {
    expect(nearestName('a', new Set(['b', 'a']).values())).toBe('a');
    expect(nearestName('a', [])).toBeUndefined();
  });
});

describe('suggestionFor', () => {
  it('asks for the name that was meant', () => {
    expect(suggestionFor('mavne', ['jnlp', 'maven'], 'name one of them')).toBe('did you mean "maven"?');
  });

  it('says the other sentence when none is near', () => {
    expect(suggestionFor('gradle', ['jnlp', 'maven'], 'name one of them')).toBe('name one of them');
  });
});
