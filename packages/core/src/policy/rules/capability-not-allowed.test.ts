import { checkPod, definePolicy, type PolicyFields } from '../../index';

const POLICY: PolicyFields = { capabilities: ['CHOWN', 'NET_BIND_SERVICE'] };

/** What the rule finds under a policy, as path, message and value. */
const found = (spec: object, fields: PolicyFields = POLICY): unknown[][] =>
  checkPod({ spec }, { policy: definePolicy({ name: 'own', ...fields }) })
    .filter(({ ruleId }) => ruleId === 'capability-not-allowed')
    .map(({ path, message, value }) => [path, message, ...(value === undefined ? [] : [value])]);

const adding = (...add: unknown[]): object => ({ name: 'a', securityContext: { capabilities: { add } } });
const of = (...add: unknown[]): object => ({ containers: [adding(...add)] });

describe('capability-not-allowed', () => {
  it('says nothing where the policy names no capabilities', () => {
    expect(found(of('SYS_ADMIN'), {})).toEqual([]);
  });

  it('allows those that are named, and none', () => {
    expect(found(of('CHOWN', 'NET_BIND_SERVICE'))).toEqual([]);
    expect(found(of())).toEqual([]);
  });

  it('reports another one, with its place in the list', () => {
    expect(found(of('CHOWN', 'SYS_ADMIN'))).toEqual([
      [
        'spec.containers[0].securityContext.capabilities.add[1]',
        'container "a" adds the capability SYS_ADMIN, which is not allowed',
        'SYS_ADMIN',
      ],
    ]);
  });

  it('reports each of several', () => {
    expect(found(of('SYS_ADMIN', 'CHOWN', 'SYS_PTRACE'))).toHaveLength(2);
  });

  it('takes ALL for itself', () => {
    expect(found(of('ALL'))).toHaveLength(1);
    expect(found(of('ALL'), { capabilities: ['ALL'] })).toEqual([]);
  });

  it('takes no other spelling, as the server does', () => {
    expect(found(of('chown'))).toHaveLength(1);
    expect(found(of('CAP_CHOWN'))).toHaveLength(1);
  });

  it('allows none where the list is empty', () => {
    expect(found(of('CHOWN'), { capabilities: [] })).toHaveLength(1);
  });

  it('lets be what is dropped, and what is not there', () => {
    const contexts = [undefined, null, {}, { capabilities: null }, { capabilities: { drop: ['ALL'], add: null } }];
    for (const securityContext of contexts) expect(found({ containers: [{ name: 'a', securityContext }] })).toEqual([]);
  });

  it('looks at init and ephemeral containers', () => {
    const other = [adding('SYS_ADMIN')];
    const all = found({ containers: [adding()], initContainers: other, ephemeralContainers: other });
    expect(all.map(([path]) => path)).toEqual([
      'spec.initContainers[0].securityContext.capabilities.add[0]',
      'spec.ephemeralContainers[0].securityContext.capabilities.add[0]',
    ]);
  });
});
