import {
  container,
  hostPathVolume,
  initContainer,
  InvalidPodTemplateError,
  podTemplate,
  type PodTemplateBuilder,
  type RuleId,
} from '../index';
import type { PodTemplate } from '../model/pod-template';
import { POD_SECURITY_CHECKS } from './pod-security/checks';
import { RULE_IDS, ruleFaults } from './rule-faults';
import { RULES } from './rules/index';

const IMAGE = 'registry.example.com/tools/lint:4.2';
const restricted: PodTemplateBuilder = podTemplate('build');
const privileged: PodTemplateBuilder = podTemplate('build', { podSecurity: 'privileged' });
const root = { needs: 'restricted', securityContext: { runAsNonRoot: false } } as const;
const perf = container('perf', IMAGE, { securityContext: { privileged: true } });

/** Path and message of every fault for which a template is refused. */
function faultsOf(builder: PodTemplateBuilder): string[] {
  try {
    builder.build();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidPodTemplateError)) throw error;
    return error.faults.map(({ path, message }) => `${path}: ${message}`);
  }
}

describe('RULE_IDS', () => {
  it('holds every rule and every check of the Pod Security Standards, each once', () => {
    expect(RULE_IDS).toEqual([
      ...RULES.map(({ id }) => id),
      ...POD_SECURITY_CHECKS.map(({ id }) => `pod-security/${id}`),
    ]);
    expect(new Set(RULE_IDS).size).toBe(RULE_IDS.length);
    expect(Object.isFrozen(RULE_IDS)).toBe(true);
  });

  it('holds what rules cover', () => {
    for (const { covers = [] } of RULES) for (const id of covers) expect(RULE_IDS).toContain(id);
  });
});

describe('exemptions that mean nothing', () => {
  const exemption = (ruleId: unknown, reason: unknown = 'a reason', name?: string): PodTemplateBuilder =>
    restricted.exempt(ruleId as RuleId, reason as string, name === undefined ? {} : { container: name });

  it.each([
    ['hots-path', 'host-path'],
    ['privileged_container', 'privileged-container'],
    ['pod-security/runAsNonroot', 'pod-security/runAsNonRoot'],
    ['pod-security/hostPathVolume', 'pod-security/hostPathVolumes'],
  ])('name the rule %s, and are told of %s', (given, meant) => {
    expect(() => exemption(given).build()).toThrow(
      `exemptions[0].ruleId: "${given}" is no rule; did you mean "${meant}"?`,
    );
  });

  it('name a rule that is like no other, and are told of all', () => {
    expect(() => exemption('everything-else').build()).toThrow(
      `exemptions[0].ruleId: "everything-else" is no rule; use one of ${RULE_IDS.join(', ')}`,
    );
  });

  it.each([undefined, null, 5, ''])('name no rule but %p', (ruleId) => {
    expect(() => exemption(ruleId).build()).toThrow(/exemptions\[0\]\.ruleId: .*is no rule; use one of/);
  });

  it.each(['', ' ', '\n\t', undefined, null, 5])('give the reason %j', (reason) => {
    expect(() => restricted.exempt('host-path', reason as string).build()).toThrow(
      /exemptions\[0\]\.reason: .*gives no reason; say why the rule does not hold here$/,
    );
  });

  it.each(['perff', 'toString', 'constructor', '__proto__', ''])(
    'are limited to the container %j, which does not exist',
    (name) => {
      expect(() => exemption('host-path', 'a reason', name).build()).toThrow(
        `exemptions[0].container: ${JSON.stringify(name)} is no container of this pod template; name one of its containers, or leave it out`,
      );
    },
  );

  it('are all reported, before what the pod breaks', () => {
    const builder = exemption('hots-path', ' ', 'nobody')
      .exempt('host-path', 'a licence')
      .exempt('host-path', '')
      .container(perf);
    expect(faultsOf(builder).map((fault) => fault.split(':')[0])).toEqual([
      'exemptions[0].ruleId',
      'exemptions[0].reason',
      'exemptions[0].container',
      'exemptions[2].reason',
      'spec.containers[1].securityContext.privileged',
      'spec.containers[1].securityContext.allowPrivilegeEscalation',
    ]);
  });
});

describe('exemptions that hold', () => {
  it('are kept as data, in the order they were named, also when nothing is broken', () => {
    const { exemptions } = restricted
      .exempt('host-path', 'a')
      .exempt('pod-security/sysctls', 'b', { container: 'jnlp' })
      .exempt('host-path', 'a')
      .build();
    expect(exemptions).toEqual([
      { ruleId: 'host-path', reason: 'a' },
      { ruleId: 'pod-security/sysctls', reason: 'b', container: 'jnlp' },
      { ruleId: 'host-path', reason: 'a' },
    ]);
  });

  it('may name a check of the level, for the pod or for one container', () => {
    const one = restricted.container(container('root', IMAGE, root));
    expect(faultsOf(one)).toEqual([
      'spec.containers[1].securityContext.runAsNonRoot: breaks Pod Security restricted: ' +
        'runAsNonRoot != true (container "root" must not set securityContext.runAsNonRoot=false)',
    ]);
    expect(faultsOf(one.exempt('pod-security/runAsNonRoot', 'installs packages'))).toEqual([]);
    expect(faultsOf(one.exempt('pod-security/runAsNonRoot', 'installs packages', { container: 'root' }))).toEqual([]);
    expect(faultsOf(one.exempt('pod-security/runAsUser', 'another'))).toHaveLength(1);
  });

  it('of one container leave the others, whose places and names stay right', () => {
    const two = restricted
      .container(initContainer('first', IMAGE, root))
      .container(container('root', IMAGE, root))
      .container(container('other', IMAGE, root))
      .exempt('pod-security/runAsNonRoot', 'installs packages', { container: 'root' });
    expect(faultsOf(two)).toEqual(
      ['spec.initContainers[0]', 'spec.containers[2]'].map(
        (path) =>
          `${path}.securityContext.runAsNonRoot: breaks Pod Security restricted: ` +
          'runAsNonRoot != true (containers "first", "other" must not set securityContext.runAsNonRoot=false)',
      ),
    );
    const all = two.exempt('pod-security/runAsNonRoot', 'as above', { container: 'first' });
    expect(faultsOf(all.exempt('pod-security/runAsNonRoot', 'as above', { container: 'other' }))).toEqual([]);
  });

  it('of one container do not reach what the pod itself says', () => {
    const pod: PodTemplateBuilder = podTemplate('build', {
      securityContext: { seccompProfile: { type: 'Unconfined' } },
    });
    const one = pod
      .container(container('lint', IMAGE))
      .exempt('pod-security/seccompProfile_restricted', 'traces', { container: 'lint' });
    expect(faultsOf(one)).toEqual([
      'spec.securityContext.seccompProfile.type: breaks Pod Security restricted: ' +
        'seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")',
    ]);
  });

  it('from a rule cover the check that forbids the same', () => {
    expect(faultsOf(restricted.container(perf).exempt('privileged-container', 'measures'))).toEqual([]);
    expect(
      faultsOf(restricted.container(perf).exempt('privileged-container', 'measures', { container: 'perf' })),
    ).toEqual([]);
    const node = hostPathVolume('node', '/node', { path: '/etc/licence' });
    expect(
      faultsOf(restricted.container(container('lint', IMAGE)).volume(node).exempt('host-path', 'a licence')),
    ).toEqual([]);
  });

  it('from a check do not cover the rule', () => {
    const one = restricted
      .container(perf)
      .exempt('pod-security/privileged', 'a')
      .exempt('pod-security/allowPrivilegeEscalation', 'b');
    expect(faultsOf(one)).toEqual([
      'spec.containers[1].securityContext.privileged: breaks the rule privileged-container: container "perf" is root on its node',
    ]);
  });
});

describe('ruleFaults', () => {
  it('finds nothing in a template that keeps its promise', () => {
    expect(ruleFaults(restricted.container(container('lint', IMAGE)).build())).toEqual([]);
  });

  it('reports once, by the rule, what rule and level forbid alike', () => {
    const node = hostPathVolume('node', '/node', { path: '/etc' });
    const builder: PodTemplateBuilder = podTemplate('build', { podSecurity: 'baseline', hostPID: true });
    expect(faultsOf(builder.container(perf).volume(node))).toEqual([
      'spec.containers[1].securityContext.privileged: breaks the rule privileged-container: container "perf" is root on its node',
      'spec.volumes[0].hostPath: breaks the rule host-path: volume "node" mounts a path of the node',
      'spec.hostPID: breaks the rule host-namespace: hostPID shares a namespace with the node',
    ]);
  });

  it('reports several faults of several containers together', () => {
    const builder = privileged
      .container(container('a', 'maven'))
      .container(container('b', 'docker:dind'))
      .container(perf);
    expect(faultsOf(builder)).toEqual([
      'spec.containers[3].securityContext.privileged: breaks the rule privileged-container: container "perf" is root on its node',
      'spec.containers[2].image: breaks the rule docker-in-docker: container "b" is a Docker daemon',
      'spec.containers[1].image: breaks the rule unpinned-image: the image of container "a" has no tag',
    ]);
  });

  it('tells apart places whose paths begin alike', () => {
    const many = Array.from({ length: 12 }, (_, i) =>
      container(`c${i}`, i === 0 || i === 9 || i === 10 ? 'maven' : IMAGE),
    );
    expect(faultsOf(privileged.containers(many)).map((fault) => fault.split(':')[0])).toEqual([
      'spec.containers[1].image',
      'spec.containers[10].image',
      'spec.containers[11].image',
    ]);
  });

  it('judges by the level that the template promises, and by its rules at every level', () => {
    const ports: PodTemplateBuilder = podTemplate('build', { podSecurity: 'privileged' });
    const open = container('web', IMAGE, { ports: [{ containerPort: 80, hostPort: 80 }] });
    expect(faultsOf(ports.container(open))).toEqual([]);
    expect(faultsOf(podTemplate('build', { podSecurity: 'baseline' }).container(open))).toEqual([
      'spec.containers[1].ports[0].hostPort: breaks Pod Security baseline: hostPort (container "web" uses hostPort 80)',
    ]);
    expect(faultsOf(privileged.container(perf))).toHaveLength(1);
  });

  it('names the remedy of a check and how to be exempted from it', () => {
    expect(() =>
      restricted
        .container(
          container('lint', IMAGE, {
            securityContext: { runAsUser: 0, runAsNonRoot: false, capabilities: { add: ['DAC_OVERRIDE'] } },
          }),
        )
        .build(),
    ).toThrow("leave runAsUser out, or use a uid that is not 0, or .exempt('pod-security/runAsUser', '<reason>')");
  });

  it('does not change the template', () => {
    const template: PodTemplate = privileged
      .exempt('privileged-container', 'measures', { container: 'perf' })
      .container(perf)
      .build();
    const before = JSON.stringify(template);
    expect(ruleFaults({ ...template, podSecurity: 'restricted', exemptions: [] })).not.toEqual([]);
    expect(ruleFaults(template)).toEqual([]);
    expect(JSON.stringify(template)).toBe(before);
  });

  it('refuses an NFS workspace where the level does not allow the volume, and takes it where it does', () => {
    const workspaceVolume = { nfsWorkspaceVolume: { serverAddress: 'nfs.example.com', serverPath: '/builds' } };
    const exempt = podTemplate('x', { workspaceVolume }).exempt('pod-security/restrictedVolumes', 'there is no other');
    expect(() => podTemplate('x', { workspaceVolume }).build()).toThrow('workspaceVolume: {"nfsWorkspaceVolume"');
    expect(() => podTemplate('x', { podSecurity: 'baseline', workspaceVolume }).build()).not.toThrow();
    expect(() => exempt.build()).not.toThrow();
  });
});
