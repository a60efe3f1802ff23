import { checkPod, podTemplate, PRESETS } from '../../index';

const found = (spec: object, more: object = {}): unknown[] =>
  checkPod({ spec: { containers: [], ...spec }, ...more }, { policy: PRESETS.recommended })
    .filter(({ ruleId }) => ruleId === 'node-name')
    .map(({ severity, path, message, value }) => ({ severity, path, message, value }));
const NAMED = { nodeName: 'node-1' };

describe('node-name', () => {
  it('reports a pod that names its node', () => {
    expect(found(NAMED)).toEqual([
      {
        severity: 'error',
        path: 'spec.nodeName',
        message: 'the pod names its node, past the scheduler and all taints',
        value: 'node-1',
      },
    ]);
  });

  it('reports it whatever else chooses nodes', () => {
    expect(found({ ...NAMED, nodeSelector: { pool: 'builds' }, tolerations: [] })).toHaveLength(1);
  });

  it.each<object>([{}, { nodeName: '' }, { nodeName: null }, { nodeName: undefined }])('allows %j', (spec) => {
    expect(found(spec)).toEqual([]);
  });

  it('allows what the scheduler reads', () => {
    const term = { matchExpressions: [{ key: 'pool', operator: 'In', values: ['builds'] }] };
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } };
    expect(found({ nodeSelector: { 'kubernetes.io/hostname': 'node-1' }, affinity: { nodeAffinity } })).toEqual([]);
  });

  it('does not take another field for it', () => {
    expect(found({ hostname: 'node-1', schedulerName: 'node-1' })).toEqual([]);
    expect(found({}, { metadata: { name: 'p', labels: { nodeName: 'node-1' } } })).toEqual([]);
  });

  it('leaves a name that is no text to the schema', () => {
    expect(found({ nodeName: 1 })).toEqual([]);
    expect(checkPod({ spec: { containers: [], nodeName: 1 } })).toContainEqual(
      expect.objectContaining({ ruleId: 'schema', path: 'spec.nodeName' }),
    );
  });

  it('lets be a pod that runs, which was given its node', () => {
    expect(found(NAMED, { status: { startTime: '2026-11-24T08:00:00Z' } })).toEqual([]);
  });

  it.each<object | null>([null, {}, { phase: 'Pending' }, { startTime: null }])(
    'is not misled by status %j',
    (status) => {
      expect(found(NAMED, { status })).toHaveLength(1);
    },
  );

  it('refuses the template, with the remedy', () => {
    expect(() => podTemplate('build', NAMED).build()).toThrow(
      new Error(
        'pod template "build": spec.nodeName: "node-1" breaks the rule node-name: ' +
          'the pod names its node, past the scheduler and all taints; ' +
          "remove nodeName; choose nodes by nodeSelector, or .exempt('node-name', '<reason>')",
      ),
    );
    const exempt = podTemplate('build', NAMED).exempt('node-name', 'tests the disk of this node');
    expect(exempt.build().pod.spec.nodeName).toBe('node-1');
  });
});
