import { container, initContainer, podTemplate, service, type PodTemplateBuilder } from '../../index';
import type { PodSpec } from '../../model/kubernetes.generated';
import { PRESETS } from '../presets';
import { privilegedContainer } from './privileged-container';

const check = (spec: Partial<PodSpec>): unknown =>
  privilegedContainer.check({ pod: { spec: { containers: [], ...spec } }, settings: {}, policy: PRESETS.recommended });
const IMAGE = 'registry.example.com/tools/perf:6.8';
const privileged = { securityContext: { privileged: true } } as const;
const template = (level: 'restricted' | 'privileged' = 'privileged'): PodTemplateBuilder =>
  podTemplate('build', { podSecurity: level });

describe('privileged-container', () => {
  it('allows containers that say nothing of it, or false', () => {
    expect(
      check({
        containers: [
          { name: 'a' },
          { name: 'b', securityContext: {} },
          { name: 'c', securityContext: { privileged: false } },
        ],
      }),
    ).toEqual([]);
    expect(() =>
      template('restricted')
        .container(container('a', IMAGE, { securityContext: { privileged: false } }))
        .build(),
    ).not.toThrow();
  });

  it('reports true in every list of containers', () => {
    const spec = {
      initContainers: [{ name: 'i', ...privileged }],
      containers: [{ name: 'a' }, { name: 'b', ...privileged }],
      ephemeralContainers: [{ name: 'e', ...privileged }],
    };
    expect(check(spec)).toEqual([
      {
        path: 'spec.initContainers[0].securityContext.privileged',
        container: 'i',
        value: true,
        message: 'container "i" is root on its node',
      },
      {
        path: 'spec.containers[1].securityContext.privileged',
        container: 'b',
        value: true,
        message: 'container "b" is root on its node',
      },
      {
        path: 'spec.ephemeralContainers[0].securityContext.privileged',
        container: 'e',
        value: true,
        message: 'container "e" is root on its node',
      },
    ]);
  });

  it('refuses a template of level privileged with place and remedy', () => {
    expect(() =>
      template()
        .container(container('perf', IMAGE, privileged))
        .build(),
    ).toThrow(
      new Error(
        'pod template "build": spec.containers[1].securityContext.privileged: true breaks the rule privileged-container: ' +
          'container "perf" is root on its node; remove privileged; images are built without it by kaniko() or buildah(), ' +
          "or .exempt('privileged-container', '<reason>')",
      ),
    );
  });

  it('refuses init containers and services too', () => {
    expect(() =>
      template()
        .container(initContainer('sysctl', IMAGE, privileged))
        .build(),
    ).toThrow('container "sysctl" is root on its node');
    const dind = service('dind', IMAGE, { ...privileged, readinessProbe: { tcpSocket: { port: 2375 } } });
    expect(() => template().container(dind).build()).toThrow('container "dind" is root on its node');
  });

  it('is exempted for the pod, from the level’s checks of the same containers too', () => {
    for (const level of ['restricted', 'privileged'] as const) {
      const exempt = template(level).exempt('privileged-container', 'measures the kernel');
      const { pod } = exempt.container(container('perf', IMAGE, privileged)).build();
      expect(pod.spec.containers[1]?.securityContext).toMatchObject({
        privileged: true,
        allowPrivilegeEscalation: true,
      });
    }
  });

  it('is exempted for one container, while another still breaks it', () => {
    const exempt = template('restricted').exempt('privileged-container', 'measures the kernel', { container: 'perf' });
    const one = exempt.container(container('perf', IMAGE, privileged));
    expect(() => one.build()).not.toThrow();
    expect(() => one.container(container('other', IMAGE, privileged)).build()).toThrow(
      /^pod template "build": 2 faults\n {2}spec\.containers\[2\]\.securityContext\.privileged: true breaks the rule privileged-container: container "other" .*\n {2}spec\.containers\[2\]\.securityContext\.allowPrivilegeEscalation: true .* \(container "other" must set/,
    );
  });

  it('does not exempt a container that only lets privileges grow', () => {
    const exempt = template('restricted')
      .exempt('privileged-container', 'measures the kernel')
      .container(container('perf', IMAGE, privileged));
    const growing = container('sudo', IMAGE, { securityContext: { allowPrivilegeEscalation: true } });
    expect(() => exempt.container(growing).build()).toThrow(
      'allowPrivilegeEscalation != false (container "sudo" must set securityContext.allowPrivilegeEscalation=false)',
    );
  });

  it('does not exempt a privileged container from what else its level forbids', () => {
    const exempt = template('restricted').exempt('privileged-container', 'measures the kernel');
    const adding = container('perf', IMAGE, {
      securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] } },
    });
    expect(() => exempt.container(adding).build()).toThrow(
      'unrestricted capabilities (container "perf" must not include "SYS_ADMIN"',
    );
  });
});
