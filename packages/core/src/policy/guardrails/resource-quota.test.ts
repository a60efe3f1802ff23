import { definePolicy, type PolicyDefinition } from '../define-policy';
import type { ChosenOptions } from './guardrail';
import { resourceQuotaGuardrail } from './resource-quota';

const OPTIONS: ChosenOptions = {
  namespace: 'ci',
  engine: 'admission',
  pods: 50,
  controller: { namespace: 'jenkins', serviceAccount: 'jenkins' },
  identity: undefined,
  today: '2027-01-31',
};

const policyOf = (definition: PolicyDefinition = {}) => definePolicy({ extends: 'restricted', ...definition });

function hard(definition?: PolicyDefinition, pods = 50): { readonly [name: string]: string } {
  const [quota] = resourceQuotaGuardrail.objects(policyOf(definition), { ...OPTIONS, pods });
  return (quota?.spec as { hard: { [name: string]: string } }).hard;
}

const stops = (definition?: PolicyDefinition): string => resourceQuotaGuardrail.stops(policyOf(definition), OPTIONS);
const cannot = (definition?: PolicyDefinition): string => resourceQuotaGuardrail.cannot(policyOf(definition), OPTIONS);

const sumOf = (max: string, pods: number): string | undefined =>
  hard({ resources: { requests: { memory: { max } } } }, pods)['requests.memory'];

describe('the quota of a policy without ceilings', () => {
  it('counts pods and claims, and lets no Service out', () => {
    expect(resourceQuotaGuardrail.objects(policyOf(), OPTIONS)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'podwright', namespace: 'ci' },
        spec: {
          hard: {
            pods: '50',
            persistentvolumeclaims: '50',
            'services.loadbalancers': '0',
            'services.nodeports': '0',
          },
        },
      },
    ]);
  });

  it('says that what is demanded without a ceiling has no sum', () => {
    expect(cannot()).toContain(
      'No sum holds `requests.cpu`, `requests.memory`, `requests.ephemeral-storage`: the policy asks for these requests and names no ceiling.',
    );
    expect(stops()).not.toContain('It also refuses');
  });

  it('says nothing of demands where there are none', () => {
    const policy = definePolicy({ extends: 'baseline' });
    expect(resourceQuotaGuardrail.cannot(policy, OPTIONS)).toBe(
      '- All containers of a pod count: when they use their ceilings, fewer pods fit than the number says.',
    );
  });
});

describe('the quota of a policy with ceilings', () => {
  const resources = {
    requests: { cpu: { max: '500m' }, memory: { max: '4Gi' } },
    limits: { memory: { max: '8Gi' }, 'ephemeral-storage': { max: '20Gi' } },
  };

  it('sums what one container may have at most', () => {
    expect(hard({ resources })).toMatchObject({
      'requests.cpu': '25',
      'requests.memory': '200Gi',
      'limits.memory': '400Gi',
      'limits.ephemeral-storage': '1000Gi',
    });
  });

  it('says which amounts the server demands, and that the disk is none of them', () => {
    expect(stops({ resources })).toContain(
      'It also refuses a pod with a container that has no `requests.cpu`, `requests.memory`, `limits.memory`.',
    );
    expect(cannot({ resources })).toContain('The server demands only cpu and memory');
  });
});

describe('a sum', () => {
  it.each([
    ['4Gi', 50, '200Gi'],
    ['1.5Gi', 3, '4.5Gi'],
    ['0.1', 3, '0.3'],
    ['.5', 3, '1.5'],
    ['2.50', 4, '10'],
    ['250m', 50, '12500m'],
    ['500m', 50, '25'],
    ['0.5m', 2, '1m'],
    ['1e3', 7, '7e3'],
    ['+2G', 2, '4G'],
    ['0', 50, '0'],
    ['9007199254740993', 3, '27021597764222979'],
  ])('of %s, %d times, is %s: exactly', (max, pods, sum) => {
    expect(sumOf(max, pods)).toBe(sum);
  });
});

describe('a sum that would refuse what the policy lets pass', () => {
  const ceiling = { requests: { memory: { max: '4Gi' } } };
  const lenient = (definition: PolicyDefinition) =>
    definePolicy({ extends: 'recommended', rules: { 'missing-requests': 'warning' }, ...definition });
  const sums = (policy: ReturnType<typeof lenient>): string[] =>
    Object.keys((resourceQuotaGuardrail.objects(policy, OPTIONS)[0]?.spec as { hard: object }).hard).filter((name) =>
      /^(requests|limits)\./.test(name),
    );

  it('is left out where requests may be missing, and the README says why', () => {
    const policy = definePolicy({ extends: 'baseline', resources: ceiling });
    expect(sums(policy)).toEqual([]);
    expect(resourceQuotaGuardrail.cannot(policy, OPTIONS)).toContain(
      'No sum holds `requests.memory`: the server would refuse containers without it, which the policy lets pass.',
    );
  });

  it('is left out where missing requests are only warned of', () => {
    expect(sums(lenient({ resources: ceiling }))).toEqual([]);
  });

  it('is there where a limit is demanded, because it is the request too', () => {
    const resources = { ...ceiling, limits: { memory: { max: '8Gi' } } };
    expect(sums(lenient({ resources }))).toEqual(['requests.memory', 'limits.memory']);
  });

  it('is left out of limits where the ceiling is only warned of', () => {
    const resources = { limits: { memory: { max: '8Gi' } } };
    const policy = definePolicy({ resources, rules: { 'resources-out-of-range': 'warning' } });
    expect(sums(policy)).toEqual([]);
  });

  it('is there for the disk, which the server does not demand', () => {
    expect(sums(lenient({ resources: { requests: { 'ephemeral-storage': { max: '9Gi' } } } }))).toEqual([
      'requests.ephemeral-storage',
    ]);
  });

  it('stays where single pods are exempt, and the README says that a quota knows none', () => {
    const definition = (namespace?: string): PolicyDefinition => ({
      resources: ceiling,
      exemptions: [{ rule: 'missing-requests', template: 'x', reason: 'old', ...(namespace && { namespace }) }],
    });
    expect(cannot(definition())).toContain('A quota knows no exemptions');
    expect(cannot(definition('ci'))).toContain('A quota knows no exemptions');
    expect(cannot(definition('other'))).not.toContain('A quota knows no exemptions');
  });
});
