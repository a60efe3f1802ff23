import { definePolicy, type PolicyDefinition } from '../define-policy';
import type { ChosenOptions } from './guardrail';
import { limitRangeGuardrail } from './limit-range';

const OPTIONS: ChosenOptions = {
  namespace: 'ci',
  engine: 'admission',
  pods: 50,
  controller: { namespace: 'jenkins', serviceAccount: 'jenkins' },
  identity: undefined,
  today: '2027-01-31',
};

interface Item {
  readonly type: string;
  readonly [field: string]: unknown;
}

const policyOf = (definition: PolicyDefinition = {}) => definePolicy({ extends: 'baseline', ...definition });

function items(definition?: PolicyDefinition): readonly Item[] {
  const [range] = limitRangeGuardrail.objects(policyOf(definition), OPTIONS);
  return (range?.spec as { limits: Item[] }).limits;
}

const filled = (definition?: PolicyDefinition): string[] =>
  Object.keys(items(definition).find(({ type }) => type === 'Container')?.defaultRequest ?? {});

describe('limitRangeGuardrail', () => {
  it('fills in requests of what the policy says nothing of, and bounds claims', () => {
    expect(limitRangeGuardrail.objects(policyOf(), OPTIONS)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'podwright', namespace: 'ci' },
        spec: {
          limits: [
            {
              type: 'Container',
              defaultRequest: { cpu: '100m', memory: '256Mi', 'ephemeral-storage': '1Gi' },
            },
            { type: 'PersistentVolumeClaim', max: { storage: '100Gi' } },
          ],
        },
      },
    ]);
  });

  it('never sets what the server makes requests and limits of', () => {
    for (const item of items())
      if (item.type === 'Container') expect(Object.keys(item)).toEqual(['type', 'defaultRequest']);
  });

  it.each<[string, PolicyDefinition]>([
    ['demands', { resources: { requireRequests: ['memory'] } }],
    ['demands requests from', { resources: { requests: { memory: { min: '1Gi' } } } }],
    ['demands requests up to', { resources: { requests: { memory: { max: '1Gi' } } } }],
    ['demands limits from', { resources: { limits: { memory: { min: '1Gi' } } } }],
    ['demands limits up to', { resources: { limits: { memory: { max: '1Gi' } } } }],
  ])('leaves out what the policy %s', (_, definition) => {
    expect(filled(definition)).toEqual(['cpu', 'ephemeral-storage']);
  });

  it('takes an empty range for none', () => {
    expect(filled({ resources: { requests: { memory: {} } } })).toEqual(['cpu', 'memory', 'ephemeral-storage']);
  });

  it('bounds only claims where the policy demands everything, and says so', () => {
    const policy = definePolicy({ extends: 'restricted' });
    const [range] = limitRangeGuardrail.objects(policy, OPTIONS);
    expect((range?.spec as { limits: Item[] }).limits.map(({ type }) => type)).toEqual(['PersistentVolumeClaim']);
    expect(limitRangeGuardrail.stops(policy, OPTIONS)).toBe(
      'Claims of storage above 100Gi, those of ephemeral volumes among them, are refused.',
    );
    expect(limitRangeGuardrail.cannot(policy, OPTIONS)).toContain('(cpu, memory, ephemeral-storage)');
  });

  it('says what it fills in, and why not more', () => {
    const policy = policyOf({ resources: { requireRequests: ['cpu'] } });
    expect(limitRangeGuardrail.stops(policy, OPTIONS)).toContain('memory 256Mi, ephemeral-storage 1Gi.');
    expect(limitRangeGuardrail.cannot(policy, OPTIONS)).toContain('nothing that the policy asks for or bounds (cpu)');
    expect(limitRangeGuardrail.cannot(policyOf(), OPTIONS)).not.toContain('It fills in nothing');
  });
});
