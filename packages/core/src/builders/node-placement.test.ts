import { podTemplate, requireNodes, toleration, type Affinity } from '../index';

describe('toleration', () => {
  it.each([
    [toleration('ci'), { key: 'ci', operator: 'Exists' }],
    [toleration('ci', 'yes'), { key: 'ci', operator: 'Equal', value: 'yes' }],
    [toleration('ci', ''), { key: 'ci', operator: 'Equal', value: '' }],
    [toleration('ci', undefined, 'NoSchedule'), { key: 'ci', operator: 'Exists', effect: 'NoSchedule' }],
    [toleration('ci', 'yes', 'NoExecute'), { key: 'ci', operator: 'Equal', value: 'yes', effect: 'NoExecute' }],
  ])('%j', (made, expected) => {
    expect(made).toStrictEqual(expected);
    expect(Object.isFrozen(made)).toBe(true);
  });
});

describe('requireNodes', () => {
  it('asks for all labels at once, each with one of its values', () => {
    const affinity = requireNodes({ 'kubernetes.io/arch': ['amd64', 'arm64'], disk: ['ssd'] });
    expect(affinity).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                { key: 'kubernetes.io/arch', operator: 'In', values: ['amd64', 'arm64'] },
                { key: 'disk', operator: 'In', values: ['ssd'] },
              ],
            },
          ],
        },
      },
    });
    expect(podTemplate('build', { affinity }).build().pod.spec.affinity).toBe(affinity);
  });

  it('refuses what is no mapping of lists', () => {
    const loose = requireNodes as (labels: unknown) => Affinity;
    for (const labels of [null, undefined, 'disk=ssd', ['disk']])
      expect(() => loose(labels)).toThrow("is no mapping; write { 'kubernetes.io/arch': ['amd64'] }");
    expect(() => podTemplate('build', { affinity: loose({ disk: 'ssd' }) }).build()).toThrow(
      'matchExpressions[0].values: "ssd" is no list',
    );
  });
});
