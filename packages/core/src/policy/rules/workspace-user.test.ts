import {
  checkPod,
  checkPodTemplate,
  container,
  podTemplate,
  PRESETS,
  service,
  type JenkinsSettings,
} from '../../index';
import { workspaceUser } from './workspace-user';

const found = (spec: object, settings?: JenkinsSettings): unknown[] =>
  checkPod({ spec }, { policy: PRESETS.recommended, settings })
    .filter(({ ruleId }) => ruleId === 'workspace-user')
    .map(({ severity, path, message, value }) => ({ severity, path, message, value }));
const as = (runAsUser: number | null | undefined, more: object = {}): object => ({
  securityContext: { runAsUser, ...more },
});
const tool = (context: object, more: object = { command: ['sleep', 'infinity'] }): object => ({
  name: 'maven',
  ...context,
  ...more,
});
const withAgent = (agent: object, ...others: object[]): object => ({
  containers: [{ name: 'jnlp', ...agent }, ...others],
});
const odd = (uid: number, agent = 1000): object => ({
  severity: 'warning',
  path: 'spec.containers[1].securityContext.runAsUser',
  message: `container "maven" of uid ${uid} cannot write the workspace of the agent, uid ${agent}`,
  value: uid,
});

describe('workspace-user', () => {
  it('reports a uid that is not the agent’s', () => {
    expect(found(withAgent(as(1000), tool(as(1001))))).toEqual([odd(1001)]);
    expect(found(withAgent(as(5000), tool(as(1000))))).toEqual([odd(1000, 5000)]);
    expect(found(withAgent(as(0), tool(as(1000))))).toEqual([odd(1000, 0)]);
  });

  it('takes 1000 for the agent’s uid where nobody says it, as in its own images', () => {
    expect(found(withAgent({}, tool(as(1001))))).toEqual([odd(1001)]);
    expect(found(withAgent({}, tool(as(1000))))).toEqual([]);
    // The plugin adds the agent.
    expect(found({ containers: [tool(as(1001))] })).toHaveLength(1);
  });

  it('allows one uid for all, on the pod or on the containers', () => {
    expect(found(withAgent(as(1001), tool(as(1001))))).toEqual([]);
    expect(found({ ...as(1001), ...withAgent({}, tool({})) })).toEqual([]);
    expect(found({ ...as(1001), ...withAgent(as(1000), tool({})) })).toEqual([odd(1001)]);
  });

  it('says nothing of a uid that the image decides', () => {
    expect(found(withAgent(as(1000), tool({})))).toEqual([]);
    expect(found(withAgent(as(1000), tool(as(null))))).toEqual([]);
    expect(found(withAgent(as(1000), tool({ securityContext: null })))).toEqual([]);
  });

  it.each<[boolean, object]>([
    [true, {}],
    [true, { capabilities: { drop: ['NET_RAW'] } }],
    [true, { capabilities: { drop: ['ALL'], add: ['DAC_OVERRIDE'] } }],
    [true, { capabilities: { drop: ['ALL'] }, privileged: true }],
    [true, { capabilities: { drop: null, add: null } }],
    [false, { capabilities: { drop: ['ALL'] } }],
    [false, { capabilities: { drop: ['DAC_OVERRIDE'] } }],
    [false, { capabilities: { drop: ['ALL'], add: ['CHOWN'] } }],
  ])('root writes everywhere: %s, with %j', (allowed, more) => {
    expect(found(withAgent(as(1000), tool(as(0, more))))).toEqual(allowed ? [] : [odd(0)]);
  });

  it('knows a container for steps by its command that only waits, or by its terminal', () => {
    for (const fields of [
      { command: ['cat'], tty: true },
      { command: ['/bin/sleep'], args: ['99d'] },
      { command: ['sh', '-c', 'while :; do sleep 30; done'] },
      { args: ['sleep', 'infinity'] },
      { tty: true },
    ])
      expect(found(withAgent({}, tool(as(70), fields)))).toHaveLength(1);
    for (const fields of [
      {},
      { command: ['postgres'] },
      { command: ['sh', '-c', 'until ready; do sleep 1; done; exec server'] },
      { command: ['sh', '-c', 'cat /etc/server.conf | server'] },
      { command: null, args: null, tty: null },
    ])
      expect(found(withAgent({}, tool(as(70), fields)))).toEqual([]);
  });

  it('does not look at init and ephemeral containers, which steps cannot use', () => {
    const spec = { ...withAgent({}), initContainers: [tool(as(1001))], ephemeralContainers: [tool(as(1001))] };
    expect(found(spec)).toEqual([]);
  });

  it('compares with the container that the settings name', () => {
    const spec = withAgent(as(1000), tool(as(1001)), { ...tool(as(1001)), name: 'agent' });
    expect(found(spec, { agentContainer: 'agent' })).toEqual([]);
    expect(found(spec)).toHaveLength(2);
  });

  it('knows from a template what each container is there for', () => {
    const containers = [{ name: 'jnlp' }, { name: 'a', ...as(70) }, { name: 'b', ...as(70), command: ['cat'] }];
    const roles = { jnlp: 'agent', a: 'step', b: 'service' } as const;
    const subject = { pod: { spec: { containers } }, settings: {}, policy: PRESETS.recommended };
    expect(workspaceUser.check({ ...subject, roles }).map(({ container: name }) => name)).toEqual(['a']);
    expect(workspaceUser.check(subject).map(({ container: name }) => name)).toEqual(['b']);
  });

  it('is kept by every template: the builder refuses what cannot write there', () => {
    const securityContext = { runAsUser: 999 };
    const db = service('db', 'registry.example.com/db:1', {
      securityContext,
      readinessProbe: { tcpSocket: { port: 1 } },
    });
    const template = podTemplate('build').container(db);
    expect(checkPodTemplate(template.build())).toEqual([]);
    const lint = container('lint', 'registry.example.com/lint:1', { securityContext });
    expect(() => template.container(lint).build()).toThrow('999 cannot write the workspace of the agent');
  });
});
