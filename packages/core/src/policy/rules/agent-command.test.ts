import { agent, checkPod, checkPodTemplate, container, podTemplate, PRESETS, type JenkinsSettings } from '../../index';

const found = (spec: object, settings?: JenkinsSettings): unknown[] =>
  checkPod({ spec }, { policy: PRESETS.recommended, settings })
    .filter(({ ruleId }) => ruleId === 'agent-command')
    .map(({ severity, path, message, value }) => ({ severity, path, message, value }));
const jnlp = (fields: object): object => ({ containers: [{ name: 'jnlp', ...fields }] });

describe('agent-command', () => {
  it.each<object>([
    {},
    { command: [] },
    { args: [] },
    { command: [], args: [] },
    { command: null, args: null },
    { workingDir: '/home/jenkins/agent', tty: true },
  ])('allows the agent with %j', (fields) => {
    expect(found(jnlp(fields))).toEqual([]);
  });

  it('reports a command, with what it is', () => {
    expect(found(jnlp({ command: ['sleep'], args: ['infinity'] }))).toEqual([
      {
        severity: 'error',
        path: 'spec.containers[0].command',
        message: 'container "jnlp" has a command that keeps the agent from connecting',
        value: ['sleep'],
      },
    ]);
  });

  it('reports arguments of another program', () => {
    expect(found(jnlp({ args: ['sleep', 'infinity'] }))).toEqual([
      {
        severity: 'error',
        path: 'spec.containers[0].args',
        message: 'container "jnlp" has arguments that keep the agent from connecting',
        value: ['sleep', 'infinity'],
      },
    ]);
  });

  it.each<readonly string[]>([
    ['cat'],
    ['9999999'],
    ['/bin/sh', '-c', 'cat'],
    ['-c', 'cat'],
    // One argument that is no option is run as a command, whatever it stands for.
    ['$(JENKINS_SECRET)'],
    // The plugin replaces these in containerTemplate, and nowhere else.
    ['${computer.jnlpmac}', '${computer.name}'],
    [''],
  ])('reports the arguments %j', (...args) => {
    expect(found(jnlp({ args }))).toHaveLength(1);
  });

  it.each<readonly string[]>([
    ['$(JENKINS_SECRET)', '$(JENKINS_NAME)'],
    ['$(JENKINS_SECRET)', '$(JENKINS_AGENT_NAME)'],
    ['-workDir', '/home/jenkins/agent'],
    ['-webSocket'],
    ['--noReconnectAfter', '1d'],
    ['-url', 'https://jenkins.example.com', '$(JENKINS_SECRET)', '$(JENKINS_NAME)'],
    ['https://jenkins.example.com', '$(JENKINS_SECRET)', '$(JENKINS_NAME)'],
  ])('allows the arguments of the agent %j', (...args) => {
    expect(found(jnlp({ args }))).toEqual([]);
  });

  it.each<object>([
    { command: ['jenkins-agent'] },
    { command: ['/usr/local/bin/jenkins-slave'] },
    { command: ['/jenkins-agent/jenkins-agent'] },
    { command: ['/bin/sh', '-c'], args: ['umask 0002 && exec jenkins-agent "$@"'] },
    { command: ['java', '-jar', '/usr/share/jenkins/agent.jar', '-url', '$(JENKINS_URL)'] },
    { command: ['powershell.exe', '-f', 'C:/ProgramData/Jenkins/jenkins-agent.ps1'] },
  ])('allows a command that starts the agent: %j', (fields) => {
    expect(found(jnlp(fields))).toEqual([]);
  });

  it('does not take the folder of the agent for the agent', () => {
    expect(found(jnlp({ command: ['ls', '/home/jenkins/agent'] }))).toHaveLength(1);
  });

  it('lets other containers have commands', () => {
    const tool = { name: 'maven', command: ['sleep'], args: ['infinity'] };
    const spec = { ...jnlp({}), initContainers: [tool], ephemeralContainers: [{ ...tool, name: 'debugger' }] };
    expect(found(spec)).toEqual([]);
    expect(found({ containers: [{ name: 'jnlp' }, tool] })).toEqual([]);
  });

  it('looks for the container that the settings name', () => {
    const spec = { containers: [{ name: 'jnlp' }, { name: 'maven', command: ['cat'] }] };
    expect(found(spec, { agentContainer: 'maven' })).toMatchObject([{ path: 'spec.containers[1].command' }]);
    expect(found(jnlp({ command: ['cat'] }), { agentContainer: 'maven' })).toEqual([]);
  });

  it('lets be what the plugin replaces when it injects the agent', () => {
    const spec = { containers: [{ name: 'maven', command: ['cat'], args: ['x', 'y'] }] };
    expect(found(spec, { agentContainer: 'maven', agentInjection: true })).toEqual([]);
    expect(found(spec, { agentContainer: 'maven', agentInjection: false })).toHaveLength(1);
  });

  it('is kept by every template: its agent cannot be given a command', () => {
    const template = podTemplate('build').container(container('lint', 'registry.example.com/tools/lint:4.2')).build();
    expect(checkPodTemplate(template).map(({ ruleId }) => ruleId)).not.toContain('agent-command');
    const own = podTemplate('build').container(agent({ command: ['cat'] } as object));
    expect(() => own.build()).toThrow('replaces the agent itself');
  });
});
