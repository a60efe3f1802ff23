import { container, podTemplate, toleration, type PodTemplateBuilder } from '../../index';
import type { Toleration } from '../../model/kubernetes.generated';
import { PRESETS } from '../presets';
import { controlPlaneToleration } from './control-plane-toleration';

const check = (...tolerations: Toleration[]): unknown =>
  controlPlaneToleration.check({
    pod: { spec: { containers: [], tolerations } },
    settings: {},
    policy: PRESETS.recommended,
  });
const template = (...tolerations: Toleration[]): PodTemplateBuilder =>
  podTemplate('build', { tolerations }).container(container('lint', 'registry.example.com/tools/lint:4.2'));
const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

describe('control-plane-toleration', () => {
  it('allows pods without tolerations', () => {
    expect(
      controlPlaneToleration.check({ pod: { spec: { containers: [] } }, settings: {}, policy: PRESETS.recommended }),
    ).toEqual([]);
    expect(check()).toEqual([]);
  });

  it.each<[string, Toleration]>([
    ['a taint of build nodes', { key: 'builds', operator: 'Exists' }],
    ['a taint with a value', { key: 'dedicated', operator: 'Equal', value: CONTROL_PLANE, effect: 'NoSchedule' }],
    ['another role', { key: 'node-role.kubernetes.io/build', operator: 'Exists' }],
    ['a key that only begins alike', { key: `${CONTROL_PLANE}-builds`, operator: 'Exists' }],
    ['a node that is not ready', { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }],
    [
      'a taint that only asks to prefer other nodes',
      { key: CONTROL_PLANE, operator: 'Exists', effect: 'PreferNoSchedule' },
    ],
    ['every taint that only asks to prefer other nodes', { operator: 'Exists', effect: 'PreferNoSchedule' }],
    ['no key by Equal, which the server refuses', { operator: 'Equal', value: 'a' }],
  ])('allows to tolerate %s', (_, tolerated) => {
    expect(check(tolerated)).toEqual([]);
  });

  it.each<[string, Toleration, string]>([
    ['the control plane', { key: CONTROL_PLANE, operator: 'Exists', effect: 'NoSchedule' }, CONTROL_PLANE],
    ['the control plane with every effect', { key: CONTROL_PLANE, operator: 'Exists' }, CONTROL_PLANE],
    [
      'the control plane by its old name',
      { key: 'node-role.kubernetes.io/master', operator: 'Exists' },
      'node-role.kubernetes.io/master',
    ],
    ['the control plane by Equal', { key: CONTROL_PLANE, operator: 'Equal', value: '' }, CONTROL_PLANE],
    ['the control plane by the operator left out', { key: CONTROL_PLANE, effect: 'NoExecute' }, CONTROL_PLANE],
    ['everything', { operator: 'Exists' }, ''],
    ['everything by an empty key', { key: '', operator: 'Exists' }, ''],
    ['everything of one effect', { operator: 'Exists', effect: 'NoSchedule' }, ''],
    ['everything by a key that is null', { key: null as unknown as string, operator: 'Exists' }, ''],
  ])('reports who tolerates %s', (_, tolerated, value) => {
    expect(check({ key: 'builds', operator: 'Exists' }, tolerated)).toEqual([
      { path: 'spec.tolerations[1]', value, message: 'the pod may run on control-plane nodes' },
    ]);
  });

  it('refuses the template with place, key and remedy, at every level', () => {
    expect(() => template(toleration('builds'), toleration(CONTROL_PLANE)).build()).toThrow(
      new Error(
        `pod template "build": spec.tolerations[1]: "${CONTROL_PLANE}" breaks the rule control-plane-toleration: ` +
          'the pod may run on control-plane nodes; tolerate the taints of the build nodes by their own keys, ' +
          "or .exempt('control-plane-toleration', '<reason>')",
      ),
    );
    const loose: PodTemplateBuilder = podTemplate('build', {
      podSecurity: 'privileged',
      tolerations: [{ operator: 'Exists' }],
    });
    expect(() => loose.build()).toThrow('breaks the rule control-plane-toleration');
  });

  it('lets a template tolerate its build nodes', () => {
    expect(template(toleration('builds', 'jenkins', 'NoSchedule')).build().pod.spec.tolerations).toEqual([
      { key: 'builds', operator: 'Equal', value: 'jenkins', effect: 'NoSchedule' },
    ]);
  });

  it('is exempted for the pod, and not for one container', () => {
    const tolerant = template(toleration(CONTROL_PLANE));
    expect(() => tolerant.exempt('control-plane-toleration', 'a cluster of one node').build()).not.toThrow();
    const one = tolerant.exempt('control-plane-toleration', 'a cluster of one node', { container: 'lint' });
    expect(() => one.build()).toThrow('breaks the rule control-plane-toleration');
  });
});
