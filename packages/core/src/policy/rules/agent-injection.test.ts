import { container, podTemplate, type JenkinsSettings, type PodTemplateBuilder } from '../../index';
import { PRESETS } from '../presets';
import { agentInjection } from './agent-injection';

const check = (settings: JenkinsSettings): unknown =>
  agentInjection.check({ pod: { spec: { containers: [] } }, settings, policy: PRESETS.recommended });
const template = (settings: JenkinsSettings): PodTemplateBuilder =>
  podTemplate('build', settings).container(container('maven', 'docker.io/library/maven:3.9.9'));
const message = 'the plugin adds an init container that nothing hardens';

describe('agent-injection', () => {
  it.each<JenkinsSettings>([{}, { agentInjection: undefined }, { agentInjection: false }, { agentContainer: 'maven' }])(
    'allows %j',
    (settings) => {
      expect(check(settings)).toEqual([]);
    },
  );

  it('reports true', () => {
    expect(check({ agentInjection: true })).toEqual([{ path: 'agentInjection', value: true, message }]);
    expect(check({ agentInjection: true, agentContainer: 'maven' })).toHaveLength(1);
  });

  it('takes true alone for true', () => {
    expect(check({ agentInjection: 'true' as unknown as boolean })).toEqual([]);
    expect(() => template({ agentInjection: 'true' as unknown as boolean }).build()).toThrow(
      'agentInjection: "true" is no boolean',
    );
  });

  it('is kept by a template that says nothing, or false', () => {
    expect(() => template({}).build()).not.toThrow();
    expect(() => template({ agentInjection: false }).build()).not.toThrow();
  });

  it('refuses the template with the remedy', () => {
    expect(() => template({ agentInjection: true, agentContainer: 'maven' }).build()).toThrow(
      new Error(
        `pod template "build": agentInjection: true breaks the rule agent-injection: ${message}; ` +
          'use an agent image as jnlp; or exempt the template and switch on restrictedPssSecurityContext of the cloud, ' +
          "or .exempt('agent-injection', '<reason>')",
      ),
    );
  });

  it('refuses it at every level', () => {
    const loose: PodTemplateBuilder = podTemplate('build', { podSecurity: 'privileged', agentInjection: true });
    expect(() => loose.build()).toThrow('breaks the rule agent-injection');
  });

  it('is exempted for the template', () => {
    const exempt = template({ agentInjection: true, agentContainer: 'maven' }).exempt(
      'agent-injection',
      'the cloud hardens it',
    );
    expect(exempt.build().settings).toMatchObject({ agentInjection: true, agentContainer: 'maven' });
  });

  it('is a matter of the pod: an exemption of one container leaves it', () => {
    const one = template({ agentInjection: true, agentContainer: 'maven' }).exempt('agent-injection', 'hardened', {
      container: 'maven',
    });
    expect(() => one.build()).toThrow('breaks the rule agent-injection');
  });
});
