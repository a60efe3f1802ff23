import { container, hostPathVolume, initContainer, podTemplate, type PodTemplate } from '../index';
import { checkPod, checkPodTemplate } from './check-pod';
import { definePolicy } from './define-policy';
import { dayOf, policyExemption, templateExemption, type ViolationPlace } from './exemptions';
import type { Finding } from './finding';
import type { PolicyExemption, PolicyFields } from './policy';

const policy = (...exemptions: PolicyExemption[]) => definePolicy({ extends: 'restricted', exemptions });
const EVERYWHERE: ViolationPlace = { template: undefined, namespace: undefined, image: undefined };
const verdict = (exemption: Partial<PolicyExemption>, place: Partial<ViolationPlace> = {}, today = '2026-11-24') =>
  policyExemption(
    'root-user',
    { ...EVERYWHERE, ...place },
    policy({ rule: 'root-user', reason: 'unpacks layers', ...exemption }),
    today,
  );
const HOLDS = { reason: 'unpacks layers' };

describe('an exemption of a policy', () => {
  it('holds everywhere where nothing limits it, for its own rule', () => {
    expect(verdict({})).toEqual(HOLDS);
    expect(verdict({}, { template: 'build', namespace: 'ci', image: 'maven' })).toEqual(HOLDS);
    expect(verdict({ rule: 'privileged-container' })).toBeUndefined();
  });

  it('holds for a template by its whole name, and for no pod that no builder made', () => {
    expect(verdict({ template: 'images' }, { template: 'images' })).toEqual(HOLDS);
    expect(verdict({ template: 'images' }, { template: 'images-2' })).toBeUndefined();
    expect(verdict({ template: 'images' })).toBeUndefined();
  });

  it('holds in a namespace, and nowhere else', () => {
    expect(verdict({ namespace: 'images' }, { namespace: 'images' })).toEqual(HOLDS);
    expect(verdict({ namespace: 'images' }, { namespace: 'ci' })).toBeUndefined();
    expect(verdict({ namespace: 'images' })).toBeUndefined();
  });

  it.each<[string | undefined, boolean]>([
    ['docker.io/library/maven:3', true],
    ['maven', true],
    ['index.docker.io/maven@sha256:' + 'a'.repeat(64), true],
    ['docker.io/library/maven/x', true],
    ['maven-evil', false],
    ['evil.io/docker.io/library/maven', false],
    ['Maven', false],
    [undefined, false],
  ])('of docker.io/library/maven, asked of the image %s: %s', (image, holds) => {
    expect(verdict({ image: 'docker.io/library/maven' }, { image })).toEqual(holds ? HOLDS : undefined);
  });

  it('holds where all that limits it fits', () => {
    const limits = { template: 'images', namespace: 'ci', image: 'registry.example.com' };
    const place = { template: 'images', namespace: 'ci', image: 'registry.example.com/kaniko:1' };
    expect(verdict(limits, place)).toEqual(HOLDS);
    for (const other of [{ template: 'x' }, { namespace: 'x' }, { image: 'x' }])
      expect(verdict(limits, { ...place, ...other })).toBeUndefined();
  });

  it('holds on its last day, and has ended on the next', () => {
    expect(verdict({ until: '2027-03-31' }, {}, '2027-03-31')).toEqual(HOLDS);
    expect(verdict({ until: '2027-03-31' }, {}, '2027-04-01')).toEqual({ ended: '2027-03-31' });
    expect(verdict({ until: '2027-03-31', template: 'images' }, {}, '2027-04-01')).toBeUndefined();
  });

  it('that has ended says nothing where another holds; of several the last day is told', () => {
    const ended = { rule: 'root-user', reason: 'first', until: '2026-01-01' } as const;
    const later = { ...ended, reason: 'second', until: '2026-06-30' };
    const asked = (...exemptions: PolicyExemption[]) =>
      policyExemption('root-user', EVERYWHERE, policy(...exemptions), '2026-11-24');
    expect(asked(ended, { rule: 'root-user', reason: 'third' })).toEqual({ reason: 'third' });
    expect(asked(later, ended)).toEqual({ ended: '2026-06-30' });
    expect(asked()).toBeUndefined();
  });
});

describe('dayOf', () => {
  it('is the day in UTC, wherever it is asked', () => {
    expect(dayOf(new Date('2027-03-31T23:59:59Z'))).toBe('2027-03-31');
    expect(dayOf(new Date('2027-03-31T23:59:59-02:00'))).toBe('2027-04-01');
  });
});

describe('an exemption that a template has of its own', () => {
  const own = [{ ruleId: 'root-user', reason: 'by itself' }] as const;
  const asked = (templateExemptions: PolicyFields['templateExemptions'], exemptions: PodTemplate['exemptions'] = own) =>
    templateExemption(
      'root-user',
      { path: 'x', message: 'x', container: 'kaniko' },
      exemptions,
      definePolicy({ extends: 'restricted', templateExemptions }),
    );

  it('counts where the policy lets it: all, or by rule', () => {
    expect(asked(true)).toBe('by itself');
    expect(asked(['root-user', 'host-path'])).toBe('by itself');
  });

  it('does not count otherwise', () => {
    expect([asked(undefined), asked(false), asked([]), asked(['host-path'])]).toEqual(Array(4).fill(undefined));
  });

  it('counts for its own container and its own rule', () => {
    expect(asked(true, [{ ...own[0], container: 'kaniko' }])).toBe('by itself');
    expect(asked(true, [{ ...own[0], container: 'maven' }])).toBeUndefined();
    expect(asked(true, [{ ...own[0], ruleId: 'host-path' }])).toBeUndefined();
  });
});

describe('findings of a rule from which something is exempt', () => {
  const pod = {
    metadata: { namespace: 'ci' },
    spec: {
      automountServiceAccountToken: false,
      containers: [
        { name: 'kaniko', image: 'registry.example.com/kaniko:1' },
        { name: 'maven', image: 'docker.io/library/maven:3' },
      ],
      volumes: [{ name: 'tools', image: { reference: 'registry.example.com/tools:1' } }],
    },
  };
  const told = (exemption: Partial<PolicyExemption>, today = new Date('2026-11-24')): Partial<Finding>[] =>
    checkPod(pod, {
      policy: definePolicy({
        images: { requireDigest: true },
        exemptions: [{ rule: 'digest-required', reason: 'built an hour ago', ...exemption }],
      }),
      today,
    })
      .filter(({ ruleId }) => ruleId === 'digest-required')
      .map(({ severity, path, message, exempt }) => ({ severity, path, message, ...(exempt ? { exempt } : {}) }));
  const KANIKO = { path: 'spec.containers[0].image', message: 'the image of container "kaniko" has no digest' };
  const MAVEN = { path: 'spec.containers[1].image', message: 'the image of container "maven" has no digest' };
  const TOOLS = { path: 'spec.volumes[0].image.reference', message: 'the image of volume "tools" has no digest' };
  const note = (finding: object): object => ({ ...finding, severity: 'note', exempt: 'built an hour ago' });
  const error = (finding: object): object => ({ ...finding, severity: 'error' });

  it('are notes with the reason', () => {
    expect(told({})).toEqual([KANIKO, MAVEN, TOOLS].map(note));
  });

  it('are notes for the image alone, one that is mounted too', () => {
    expect(told({ image: 'registry.example.com' })).toEqual([note(KANIKO), error(MAVEN), note(TOOLS)]);
  });

  it('are notes in the namespace that the pod names', () => {
    expect(told({ namespace: 'ci' })).toEqual([KANIKO, MAVEN, TOOLS].map(note));
    expect(told({ namespace: 'cd' })).toEqual([KANIKO, MAVEN, TOOLS].map(error));
  });

  it('say when the exemption has ended', () => {
    const [kaniko] = told({ until: '2026-11-23' });
    expect(kaniko).toEqual({
      ...KANIKO,
      severity: 'error',
      message: 'the image of container "kaniko" has no digest; its exemption ended on 2026-11-23',
    });
    expect(told({ until: '2026-11-24' })).toEqual([KANIKO, MAVEN, TOOLS].map(note));
  });

  it('are notes for the template that the exemption names', () => {
    const template = podTemplate('nightly')
      .container(container('lint', 'registry.example.com/lint:1'))
      .container(initContainer('clone', 'registry.example.com/git:1'))
      .build();
    const by = (named: string): string[] =>
      checkPodTemplate(
        template,
        definePolicy({
          images: { requireDigest: true },
          exemptions: [{ rule: 'digest-required', template: named, reason: 'built an hour ago' }],
        }),
      )
        .filter(({ ruleId }) => ruleId === 'digest-required')
        .map(({ severity }) => severity);
    expect(by('nightly')).toEqual(['note', 'note', 'note']);
    expect(by('daily')).toEqual(['error', 'error', 'error']);
  });

  it('are notes for a rule about the pod, by namespace', () => {
    const host = podTemplate('logs', { podSecurity: 'privileged', namespace: 'ops' })
      .exempt('host-path', 'reads the logs of the node')
      .container(container('logs', 'registry.example.com/logs:1'))
      .volume(hostPathVolume('logs', '/logs', { path: '/var/log' }))
      .build();
    const by = (namespace: string): (string | undefined)[] =>
      checkPodTemplate(host, definePolicy({ exemptions: [{ rule: 'host-path', namespace, reason: 'reads logs' }] }))
        .filter(({ ruleId }) => ruleId === 'host-path')
        .map(({ severity, exempt }) => `${severity} ${exempt}`);
    expect(by('ops')).toEqual(['note reads logs']);
    expect(by('ci')).toEqual(['error undefined']);
  });
});
