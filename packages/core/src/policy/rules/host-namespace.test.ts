import { container, podTemplate, type PodTemplateBuilder, type PodTemplateFields } from '../../index';
import type { PodSpec } from '../../model/kubernetes.generated';
import { PRESETS } from '../presets';
import { hostNamespace } from './host-namespace';

const check = (spec: Partial<PodSpec>): unknown =>
  hostNamespace.check({ pod: { spec: { containers: [], ...spec } }, settings: {}, policy: PRESETS.recommended });
const template = (fields: PodTemplateFields, hostPort?: number): PodTemplateBuilder =>
  podTemplate('build', { podSecurity: 'baseline', ...fields }).container(
    container('web', 'registry.example.com/tools/web:4.2', { ports: [{ containerPort: 8080, hostPort }] }),
  );

describe('host-namespace', () => {
  it('allows pods that say nothing of it, or false', () => {
    expect(check({})).toEqual([]);
    expect(check({ hostNetwork: false, hostPID: false, hostIPC: false })).toEqual([]);
    expect(() => template({ hostNetwork: false }).build()).not.toThrow();
  });

  it('allows to share namespaces within the pod, and a user namespace of its own', () => {
    expect(check({ shareProcessNamespace: true, hostUsers: true })).toEqual([]);
    expect(check({ hostUsers: false })).toEqual([]);
  });

  it.each(['hostNetwork', 'hostPID', 'hostIPC'] as const)('reports %s', (field) => {
    expect(check({ [field]: true })).toEqual([
      { path: `spec.${field}`, value: true, message: `${field} shares a namespace with the node` },
    ]);
  });

  it('reports each of several', () => {
    expect(check({ hostIPC: true, hostNetwork: true, hostPID: true })).toHaveLength(3);
  });

  it('refuses the template once a field, with the remedy', () => {
    expect(() => template({ hostPID: true }).build()).toThrow(
      new Error(
        'pod template "build": spec.hostPID: true breaks the rule host-namespace: hostPID shares a namespace with the node; ' +
          "remove the field: a build needs no namespace of the node, or .exempt('host-namespace', '<reason>')",
      ),
    );
    expect(() => template({ hostPID: true, podSecurity: 'privileged' }).build()).toThrow(
      'breaks the rule host-namespace',
    );
  });

  it('is exempted for the pod, with the ports that the host’s network brings along', () => {
    expect(() => template({ hostNetwork: true }).build()).toThrow('(container "web" uses hostPort 8080)');
    expect(() => template({ hostNetwork: true }).exempt('host-namespace', 'tests multicast').build()).not.toThrow();
  });

  it('does not exempt a port of the host that is asked for', () => {
    for (const fields of [{ hostPID: true }, { hostNetwork: true }]) {
      const exempt = template(fields, 9090).exempt('host-namespace', 'watches processes');
      expect(() => exempt.build()).toThrow(
        'breaks Pod Security baseline: hostPort (container "web" uses hostPort 9090)',
      );
    }
  });

  it('is a matter of the pod: an exemption of one container leaves it', () => {
    const one = template({ hostIPC: true }).exempt('host-namespace', 'shares memory', { container: 'web' });
    expect(() => one.build()).toThrow('breaks the rule host-namespace');
  });
});
