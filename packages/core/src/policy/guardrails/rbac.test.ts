import { definePolicy, type PolicyDefinition } from '../define-policy';
import type { ChosenOptions, KubernetesObject } from './guardrail';
import { rbacGuardrail } from './rbac';

const OPTIONS: ChosenOptions = {
  namespace: 'ci',
  engine: 'admission',
  pods: 50,
  controller: { namespace: 'jenkins', serviceAccount: 'controller' },
  identity: undefined,
  today: '2027-01-31',
};
const IDENTITY = { provider: 'aks', clientId: '00000000-0000-0000-0000-000000000000' } as const;

const objects = (
  definition: PolicyDefinition = {},
  options: Partial<ChosenOptions> = {},
): readonly KubernetesObject[] => rbacGuardrail.objects(definePolicy(definition), { ...OPTIONS, ...options });

const accounts = (definition?: PolicyDefinition, options?: Partial<ChosenOptions>): string[] =>
  objects(definition, options).flatMap(({ kind, metadata }) => (kind === 'ServiceAccount' ? [metadata.name] : []));

describe('the Role of the controller', () => {
  it('has the calls of the plugin and no other', () => {
    expect(objects()[0]).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'podwright-controller', namespace: 'ci' },
      rules: [
        { apiGroups: [''], resources: ['pods'], verbs: ['create', 'delete', 'get', 'list', 'watch'] },
        { apiGroups: [''], resources: ['pods/exec'], verbs: ['create', 'get'] },
        { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
        { apiGroups: [''], resources: ['events'], verbs: ['list', 'watch'] },
      ],
    });
  });

  it('is bound to the account of the controller, where that is', () => {
    expect(objects()[1]).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'podwright-controller', namespace: 'ci' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'podwright-controller' },
      subjects: [{ kind: 'ServiceAccount', name: 'controller', namespace: 'jenkins' }],
    });
  });

  it('is the only one: nothing reaches beyond the namespace', () => {
    const kinds = objects({ serviceAccounts: ['builds'] }).map(({ kind }) => kind);
    expect(kinds).toEqual(['Role', 'RoleBinding', 'ServiceAccount', 'ServiceAccount']);
    for (const { metadata } of objects()) expect(metadata.namespace).toBe('ci');
  });
});

describe('the accounts of agents', () => {
  it('are `default` and those of the policy, each once', () => {
    expect(accounts()).toEqual(['default']);
    expect(accounts({ serviceAccounts: [] })).toEqual(['default']);
    expect(accounts({ serviceAccounts: ['builds', 'default', 'builds'] })).toEqual(['default', 'builds']);
  });

  it('get no token', () => {
    expect(objects({ serviceAccounts: ['builds'] }).filter(({ kind }) => kind === 'ServiceAccount')).toEqual(
      ['default', 'builds'].map((name) => ({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name, namespace: 'ci' },
        automountServiceAccountToken: false,
      })),
    );
  });

  it('leave the one with an identity to its own file, as long as there is an identity', () => {
    const definition = { serviceAccounts: ['image-builds'] };
    expect(accounts(definition)).toEqual(['default', 'image-builds']);
    expect(accounts(definition, { identity: IDENTITY })).toEqual(['default']);
  });

  it('are not that of the controller, which could do nothing without its token', () => {
    const controller = { namespace: 'ci', serviceAccount: 'default' };
    expect(accounts({ serviceAccounts: ['builds'] }, { controller })).toEqual(['builds']);
    expect(accounts({}, { controller: { namespace: 'jenkins', serviceAccount: 'default' } })).toEqual(['default']);
  });
});

describe('the README', () => {
  const stops = (definition: PolicyDefinition = {}, options: Partial<ChosenOptions> = {}): string =>
    rbacGuardrail.stops(definePolicy(definition), { ...OPTIONS, ...options });
  const cannot = (options: Partial<ChosenOptions> = {}): string =>
    rbacGuardrail.cannot(definePolicy({}), { ...OPTIONS, ...options });

  it('lists the rights as the Role has them', () => {
    expect(stops({ serviceAccounts: ['builds'] })).toBe(
      [
        '`controller` of `jenkins` gets what the Kubernetes plugin needs in `ci`, and nothing else:',
        '',
        '- pods: create, delete, get, list, watch',
        '- pods/exec: create, get',
        '- pods/log: get',
        '- events: list, watch',
        '',
        'Pods that run as `default`, `builds` get no token, and their accounts no rights.',
      ].join('\n'),
    );
  });

  it('names no accounts where there are none', () => {
    expect(stops({}, { controller: { namespace: 'ci', serviceAccount: 'default' } })).not.toContain('Pods that run as');
  });

  it('warns of a controller in the same namespace, and points to the identity', () => {
    expect(cannot()).not.toMatch(/a build can run as its account|workload identity/);
    expect(cannot({ controller: { namespace: 'ci', serviceAccount: 'jenkins' } })).toContain(
      'a build can run as its account',
    );
    expect(cannot({ identity: IDENTITY })).toContain('`image-builds` is in the file of the workload identity.');
  });
});
