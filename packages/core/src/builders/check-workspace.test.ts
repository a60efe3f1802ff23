import {
  agent,
  container,
  initContainer,
  InvalidPodTemplateError,
  podTemplate,
  service,
  type ContainerDefinition,
  type PodTemplateBuilder,
  type PodTemplateFields,
  type SecurityContext,
} from '../index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const at = (i: number): string => `spec.containers[${i}].securityContext.runAsUser`;
const step = (securityContext: Omit<SecurityContext, 'privileged'>, name = 'a'): ContainerDefinition =>
  container(name, IMAGE, { securityContext });

/** Each fault as one line. */
function faultsOf(definitions: readonly ContainerDefinition[], fields: PodTemplateFields = {}): string[] {
  const builder: PodTemplateBuilder = podTemplate('build', { podSecurity: 'privileged', ...fields });
  try {
    builder.exempt('privileged-container', 'test').containers(definitions).build();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidPodTemplateError)) throw error;
    return error.message
      .replace(/^pod template .*?: (?:\d+ faults\n)?/, '')
      .split('\n')
      .map((line) => line.trim());
  }
}

describe('a step container can write what the agent owns', () => {
  const ROOT = { runAsUser: 0, runAsNonRoot: false };

  it.each<[string, ContainerDefinition[], PodTemplateFields]>([
    ['with the uid of the pod', [step({})], {}],
    ['with the uid of the agent, said again', [step({ runAsUser: 1000 })], {}],
    ['with the uid that both have', [step({ runAsUser: 5 }), agent({ securityContext: { runAsUser: 5 } })], {}],
    ['with the uid of a pod that has another', [step({ runAsUser: 2000 })], { uid: 2000 }],
    ['with the uid that the platform assigns', [step({})], { uid: 'from-platform' }],
    ['as root that passes over owners', [step({ ...ROOT, capabilities: { add: ['CHOWN', 'DAC_OVERRIDE'] } })], {}],
    ['as root with all capabilities', [step({ ...ROOT, capabilities: { add: ['ALL'] } })], {}],
    ['as root with those of the runtime', [step({ ...ROOT, capabilities: { drop: ['NET_RAW'] } })], {}],
    ['as root of the node', [container('a', IMAGE, { securityContext: { ...ROOT, privileged: true } })], {}],
    [
      'as root where the platform assigns a uid',
      [step({ ...ROOT, capabilities: { add: ['DAC_OVERRIDE'] } })],
      { uid: 'from-platform' },
    ],
  ])('%s', (_name, definitions, fields) => {
    expect(faultsOf(definitions, fields)).toEqual([]);
  });

  const ADD = 'add the capability DAC_OVERRIDE, or leave runAsUser out';
  const LEAVE = 'leave runAsUser out; what needs a uid of its own is a service()';

  it.each<[string, ContainerDefinition[], PodTemplateFields, string]>([
    [
      'another uid',
      [step({ runAsUser: 1001 })],
      {},
      `${at(1)}: 1001 cannot write the workspace of the agent, uid 1000; ${LEAVE}`,
    ],
    [
      'another uid than the agent’s own',
      [agent({ securityContext: { runAsUser: 5 } }), step({})],
      {},
      `${at(1)}: 1000 cannot write the workspace of the agent, uid 5; ${LEAVE}`,
    ],
    [
      'a uid where the platform assigns it',
      [step({ runAsUser: 1000 })],
      { uid: 'from-platform' },
      `${at(1)}: 1000 cannot write the workspace of the agent, uid that the platform assigns; ${LEAVE}`,
    ],
    [
      'root without the capability',
      [step(ROOT)],
      {},
      `${at(1)}: 0 cannot write the workspace of the agent, uid 1000; ${ADD}`,
    ],
    [
      'root that drops it',
      [step({ ...ROOT, capabilities: { drop: ['DAC_OVERRIDE'] } })],
      {},
      `${at(1)}: 0 cannot write the workspace of the agent, uid 1000; ${ADD}`,
    ],
    [
      'no uid beside an agent that has one',
      [agent({ securityContext: { runAsUser: 5 } }), step({})],
      { uid: 'from-platform' },
      `${at(1)}: cannot write the workspace of the agent, uid 5; ${LEAVE}`,
    ],
  ])('not with %s', (_name, definitions, fields, line) => {
    expect(faultsOf(definitions, fields)).toEqual([line]);
  });

  it('whoever the agent is', () => {
    const fields = { agentContainer: 'host', agentInjection: true };
    const host = step({ runAsUser: 5 }, 'host');
    expect(faultsOf([host, step({ runAsUser: 6 })], fields)).toEqual([
      `${at(1)}: 6 cannot write the workspace of the agent, uid 5; ${LEAVE}`,
    ]);
  });
});

describe('what writes no workspace', () => {
  it('may have a uid of its own', () => {
    const securityContext = { runAsUser: 999 };
    const db = service('db', IMAGE, { readinessProbe: { tcpSocket: { port: 1 } }, securityContext });
    expect(faultsOf([db, initContainer('init', IMAGE, { securityContext })])).toEqual([]);
  });
});

describe('root where runAsNonRoot is true', () => {
  const REMEDY = 'is root, and runAsNonRoot is true; set runAsNonRoot: false beside it, or another uid';
  const root = { securityContext: { runAsUser: 0 } };

  it.each<[string, ContainerDefinition, string]>([
    ['a step', container('a', IMAGE, root), at(1)],
    ['a service', service('a', IMAGE, { ...root, readinessProbe: { tcpSocket: { port: 1 } } }), at(1)],
    ['an init container', initContainer('a', IMAGE, root), 'spec.initContainers[0].securityContext.runAsUser'],
    ['the agent', agent(root), at(0)],
  ])('is refused in %s', (_name, definition, path) => {
    expect(faultsOf([definition])).toContain(`${path}: 0 ${REMEDY}`);
  });

  it('is refused for each container when it is the pod’s', () => {
    expect(faultsOf([initContainer('b', IMAGE)], { uid: 0 })).toEqual([
      `spec.initContainers[0].securityContext.runAsUser: 0 ${REMEDY}`,
      `${at(0)}: 0 ${REMEDY}`,
    ]);
    expect(faultsOf([], { uid: 0, securityContext: { runAsNonRoot: false } })).toEqual([]);
  });
});
