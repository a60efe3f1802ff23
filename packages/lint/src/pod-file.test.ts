import { PRESETS } from '@podwright/core';
import { checkPodFile } from './pod-file';

const GOOD = `apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  automountServiceAccountToken: false
  containers:
    - name: jnlp
      image: registry.example.com/agent:1
      resources: { requests: { cpu: 100m, memory: 256Mi } }
`;
const BAD = GOOD.replace('  containers:', '  hostPID: true\n  containers:');
const rulesOf = (text: string, options = {}) =>
  checkPodFile('pod.yaml', text, options).findings.map(({ ruleId, line }) => `${line} ${ruleId}`);

describe('checkPodFile', () => {
  it('finds nothing in a pod that is right', () => {
    expect(checkPodFile('pod.yaml', GOOD)).toEqual({
      path: 'pod.yaml',
      kind: 'pod-yaml',
      status: 'analysed',
      pods: [
        {
          form: 'yaml',
          line: 1,
          containers: [
            { name: 'jnlp', image: 'registry.example.com/agent:1', init: false, tool: null, imageKnown: true },
          ],
        },
      ],
      findings: [],
    });
  });

  it('gives a finding the place of its field', () => {
    const { findings } = checkPodFile('pod.yaml', BAD);
    expect(findings[0]).toEqual({
      ruleId: 'host-namespace',
      severity: 'error',
      message: 'hostPID shares a namespace with the node',
      container: null,
      image: null,
      path: 'spec.hostPID',
      value: true,
      help: 'remove the field: a build needs no namespace of the node',
      line: 6,
      column: 12,
      endLine: 6,
      endColumn: 16,
    });
    expect(rulesOf(BAD)).toEqual(['6 host-namespace', '6 pod-security/hostNamespaces']);
  });

  it('takes level, policy and release from the options', () => {
    expect(rulesOf(GOOD, { level: 'restricted' })).toContain('7 pod-security/allowPrivilegeEscalation');
    expect(rulesOf(GOOD, { level: 'restricted', version: 'v1.7' })).not.toContain(
      '7 pod-security/allowPrivilegeEscalation',
    );
    expect(rulesOf(GOOD, { policy: PRESETS.restricted })).toContain('9 missing-requests');
  });

  it('says that a field is misspelt, and judges the rest', () => {
    expect(rulesOf(BAD.replace('image:', 'imge:'))).toEqual([
      '8 schema',
      '6 host-namespace',
      '6 pod-security/hostNamespaces',
    ]);
  });

  it('judges every document, every item of a list, and a fragment as the plugin takes it', () => {
    const list = `kind: List\nitems:\n  - {kind: Pod, spec: {hostIPC: true, containers: []}}\n  - {kind: Service}\n`;
    const fragment = 'spec:\n  hostPID: true\n  containers: []\n';
    const podList = 'kind: PodList\nitems:\n  - {spec: {hostNetwork: true, containers: []}}\n';
    const report = checkPodFile('all.yaml', [BAD, list, fragment, podList, '# nothing\n'].join('---\n'));
    expect(report.status).toBe('analysed');
    expect(report.pods.map(({ form, line }) => `${form} ${line}`)).toEqual(['yaml 1', 'list 14', 'yaml 17', 'list 23']);
    expect(report.findings.filter(({ ruleId }) => ruleId === 'host-namespace').map(({ line }) => line)).toEqual([
      6, 14, 18, 23,
    ]);
  });

  it('lists init and ephemeral containers with the tools that images are known for', () => {
    const text = `kind: Pod
spec:
  initContainers: [{name: i, image: gcr.io/kaniko-project/executor:v1.9.0-debug}]
  containers: [{name: d, image: 'docker:28-dind'}, {name: nothing}]
  ephemeralContainers: [{name: e, image: quay.io/buildah/stable}]
`;
    expect(
      checkPodFile('pod.yaml', text).pods[0]?.containers.map(({ name, init, tool, imageKnown }) => [
        name,
        init,
        tool,
        imageKnown,
      ]),
    ).toEqual([
      ['i', true, 'kaniko', true],
      ['d', false, 'dind', true],
      ['nothing', false, null, false],
      ['e', false, null, true],
    ]);
  });

  it.each<[string, string, string]>([
    ['an empty file', '', 'is empty'],
    ['spaces', ' \n\n', 'is empty'],
    ['comments', '# a\n', 'holds nothing but comments'],
    ['no YAML', 'a: [1', 'line 1, column '],
    ['a text', 'hello', 'is no mapping, and so no pod'],
    ['a mapping of anything', 'a: 1', 'is no pod: it has neither kind: Pod nor a spec'],
    ['a Pod without a spec', 'kind: Pod', 'is a Pod without a spec'],
    ['a list without items', 'kind: List', 'is a List without a list of items'],
  ])('calls %s unreadable, never clean', (_, text, reason) => {
    const report = checkPodFile('x.yaml', text);
    expect(report).toMatchObject({ status: 'unreadable', pods: [], findings: [] });
    expect(report.reasons?.[0]).toContain(reason);
  });

  it('judges what is whole beside what is broken, and says so', () => {
    const list = `kind: List\nitems:\n  - broken\n  - {kind: Pod, spec: {hostPID: true, containers: []}}\n`;
    expect(checkPodFile('list.yaml', list)).toMatchObject({
      status: 'partial',
      reasons: ['items[0] is no object'],
      pods: [{ form: 'list' }],
      findings: [
        { ruleId: 'host-namespace' },
        { ruleId: 'service-account-token' },
        { ruleId: 'pod-security/hostNamespaces' },
      ],
    });
    expect(checkPodFile('two.yaml', `${GOOD}---\nhello\n`)).toMatchObject({
      status: 'partial',
      reasons: ['document 2 is no mapping, and so no pod'],
    });
  });

  it('says of other objects that there is no pod in them', () => {
    expect(checkPodFile('x.yaml', 'kind: Service\napiVersion: v1\n')).toMatchObject({
      kind: 'other',
      status: 'no-pod',
    });
  });

  it('takes 2,000 nested brackets for what they are', () => {
    expect(checkPodFile('deep.yaml', `a: ${'['.repeat(2000)}`)).toMatchObject({ status: 'unreadable' });
  });
});
