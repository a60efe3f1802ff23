import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatekeeperVerdicts, kyvernoVerdicts, type EngineOptions, type EngineVerdict } from './lib/guardrail-engines';
import type { JsonObject } from './lib/json';

interface Variable {
  readonly name: string;
  readonly expression: string;
}

interface Validation {
  readonly expression: string;
  readonly message?: string;
  readonly messageExpression?: string;
}

/** A policy that both engines can have: `POD` stands for the pod, `REGISTRIES` for the list of registries. */
interface Policy {
  readonly variables?: readonly Variable[];
  readonly validations: readonly Validation[];
  /** What is wrong beside the expressions. */
  readonly extra?: JsonObject;
  readonly action?: 'deny' | 'warn' | 'audit';
  readonly namespaceSelector?: JsonObject;
}

const POLICY: Policy = {
  variables: [
    {
      name: 'all',
      expression:
        'POD.spec.containers + (has(POD.spec.initContainers) ? POD.spec.initContainers : []) + ' +
        '(has(POD.spec.ephemeralContainers) ? POD.spec.ephemeralContainers : [])',
    },
    {
      name: 'foreign',
      expression:
        "variables.all.filter(c, has(c.image) && !REGISTRIES.exists(r, c.image.startsWith(r + '/'))).map(c, c.image)",
    },
    {
      name: 'privileged',
      expression:
        'variables.all.filter(c, has(c.securityContext) && has(c.securityContext.privileged) && ' +
        'c.securityContext.privileged).map(c, c.name)',
    },
  ],
  validations: [
    { expression: 'size(variables.foreign) == 0', messageExpression: "'foreign: ' + variables.foreign.join(', ')" },
    {
      expression: 'size(variables.privileged) == 0',
      messageExpression: "'privileged: ' + variables.privileged.join(', ')",
    },
  ],
};
const REGISTRIES = ['registry.example.com', 'docker.io/library'];

function gatekeeperYaml({ variables = [], validations, extra, action = 'deny', namespaceSelector }: Policy): string {
  const fill = (text: string): string =>
    text.replaceAll('POD', 'variables.anyObject').replaceAll('REGISTRIES', 'variables.params.registries');
  const template = {
    apiVersion: 'templates.gatekeeper.sh/v1',
    kind: 'ConstraintTemplate',
    metadata: { name: 'selftest' },
    spec: {
      crd: {
        spec: {
          names: { kind: 'SelfTest' },
          validation: {
            openAPIV3Schema: {
              type: 'object',
              properties: { registries: { type: 'array', items: { type: 'string' } } },
            },
          },
        },
      },
      targets: [
        {
          target: 'admission.k8s.gatekeeper.sh',
          code: [
            {
              engine: 'K8sNativeValidation',
              source: filled({ failurePolicy: 'Fail', variables, validations, ...extra }, fill),
            },
          ],
        },
      ],
    },
  };
  const constraint = {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind: 'SelfTest',
    metadata: { name: 'agent-pods' },
    spec: {
      enforcementAction: action === 'audit' ? 'dryrun' : action,
      match: {
        kinds: [{ apiGroups: [''], kinds: ['Pod'] }],
        ...(namespaceSelector === undefined ? {} : { namespaceSelector }),
      },
      parameters: { registries: REGISTRIES },
    },
  };
  return `${JSON.stringify(template)}\n---\n${JSON.stringify(constraint)}\n`;
}

function kyvernoYaml({ variables = [], validations, extra, action = 'deny', namespaceSelector }: Policy): string {
  const fill = (text: string): string =>
    text.replaceAll('POD', 'object').replaceAll('REGISTRIES', 'variables.registries');
  const registries = { name: 'registries', expression: `['${REGISTRIES.join("', '")}']` };
  return JSON.stringify({
    apiVersion: 'policies.kyverno.io/v1',
    kind: 'ValidatingPolicy',
    metadata: { name: 'agent-pods' },
    spec: {
      validationActions: [{ deny: 'Deny', warn: 'Warn', audit: 'Audit' }[action]],
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            operations: ['CREATE', 'UPDATE'],
            resources: ['pods', 'pods/ephemeralcontainers'],
          },
        ],
        ...(namespaceSelector === undefined ? {} : { namespaceSelector }),
      },
      ...filled({ failurePolicy: 'Fail', variables: [registries, ...variables], validations, ...extra }, fill),
    },
  });
}

/** The object with all its expressions filled in. */
function filled(object: object, fill: (text: string) => string): JsonObject {
  return JSON.parse(JSON.stringify(object), (_key, value: unknown) =>
    typeof value === 'string' ? fill(value) : value,
  ) as JsonObject;
}

interface Engine {
  readonly name: string;
  readonly judge: (
    policy: Policy,
    pods: readonly JsonObject[],
    options?: EngineOptions,
  ) => Promise<readonly EngineVerdict[]>;
  /** Whether a pod gets the messages of all validations, or of the first that fails. */
  readonly tellsAll: boolean;
}

const ENGINES: readonly Engine[] = [
  {
    name: 'gatekeeper',
    judge: (policy, pods, options) => gatekeeperVerdicts(gatekeeperYaml(policy), pods, options),
    tellsAll: true,
  },
  {
    name: 'kyverno',
    judge: (policy, pods, options) => kyvernoVerdicts(kyvernoYaml(policy), pods, options),
    tellsAll: false,
  },
];

const MAVEN = { name: 'maven', image: 'docker.io/library/maven:3' };

function pod(name: string, spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, ...metadata }, spec: { containers: [MAVEN], ...spec } };
}

const privileged = { name: 'dind', image: 'registry.example.com/dind', securityContext: { privileged: true } };
const foreign = { name: 'evil', image: 'registry.example.com.evil.io/x' };
const ALLOWED: readonly EngineVerdict[] = [{ denied: false, messages: [] }];

const PODS: readonly (readonly [pod: JsonObject, ...messages: readonly string[]])[] = [
  [pod('right')],
  [pod('foreign', { containers: [MAVEN, foreign] }), 'foreign: registry.example.com.evil.io/x'],
  [pod('privileged', { containers: [privileged] }), 'privileged: dind'],
  [pod('init', { initContainers: [privileged] }), 'privileged: dind'],
  [pod('ephemeral', { ephemeralContainers: [foreign] }), 'foreign: registry.example.com.evil.io/x'],
  [pod('right-ephemeral', { ephemeralContainers: [MAVEN] })],
  [pod('without-image', { containers: [{ name: 'maven' }] })],
  [pod('not-privileged', { containers: [{ ...MAVEN, securityContext: { privileged: false } }] })],
  [pod('no-containers', { containers: [] })],
  [
    pod('both', { containers: [privileged], initContainers: [foreign] }),
    'foreign: registry.example.com.evil.io/x',
    'privileged: dind',
  ],
];

const folder = mkdtempSync(join(tmpdir(), 'podwright-guardrails-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program in the engine's place. */
function program(name: string, ...lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(path, 0o700);
  return path;
}

describe.each(ENGINES)('$name', ({ name, judge, tellsAll }) => {
  const always = (message: string): Policy => ({ validations: [{ expression: 'false', message }] });

  test('denies what is wrong, in every kind of container, and nothing else', async () => {
    const verdicts = await judge(
      POLICY,
      PODS.map(([one]) => one),
    );
    const expected = PODS.map(([, ...messages]) => ({
      denied: messages.length > 0,
      messages: tellsAll ? messages : messages.slice(0, 1),
    }));
    expect(verdicts).toEqual(expected);
  });

  test('judges hundreds of pods at once, each by itself', async () => {
    const wrong = (index: number): boolean => index % 3 === 0;
    const many = Array.from({ length: 300 }, (_, index) =>
      pod(`pod-${index}`, wrong(index) ? { containers: [{ ...foreign, image: `evil.io/${index}` }] } : {}),
    );
    const verdicts = await judge(POLICY, many);
    expect(verdicts.map(({ messages }) => messages.join())).toEqual(
      many.map((_, index) => (wrong(index) ? `foreign: evil.io/${index}` : '')),
    );
  });

  test('reads text as it is, whatever YAML makes of it', async () => {
    const text = 'a\u0085b\u2028c\ufeff\n---\nd: "é😀"\u007f';
    // The policy itself is plain: in CEL each character can be written by its number.
    const literal = [...text].map((one) => `\\U${(one.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`).join('');
    const policy: Policy = {
      validations: [{ expression: `POD.metadata.annotations.a != '${literal}'`, message: 'read' }],
    };
    const verdicts = await judge(policy, [pod('odd', {}, { annotations: { a: text } })]);
    expect(verdicts).toEqual([{ denied: true, messages: ['read'] }]);
  });

  test.each(['warn', 'audit'] as const)(
    'a policy with the action %s denies nothing, and says its message',
    async (action) => {
      const verdicts = await judge({ ...always('m'), action }, [pod('one')]);
      expect(verdicts).toEqual([{ denied: false, messages: ['m'] }]);
    },
  );

  describe('an expression that cannot be evaluated is neither a pass nor a denial:', () => {
    const cannot = (policy: Policy, ...pods: readonly JsonObject[]): Promise<unknown> =>
      judge(policy, pods.length === 0 ? [pod('one')] : pods);
    const message = 'm';

    test.each([
      ['a syntax error', { validations: [{ expression: 'size(POD', message }] }],
      ['an unknown function', { validations: [{ expression: 'nothing(POD)', message }] }],
      [
        'an error in a variable',
        {
          variables: [{ name: 'x', expression: 'nothing(1)' }],
          validations: [{ expression: 'variables.x == 1', message }],
        },
      ],
      [
        'a variable before its definition',
        {
          variables: [
            { name: 'x', expression: 'variables.y' },
            { name: 'y', expression: '1' },
          ],
          validations: [{ expression: 'variables.x == 1', message }],
        },
      ],
      ['a missing field', { validations: [{ expression: 'POD.spec.nothing == 1', message }] }],
      [
        'a message that fails',
        { validations: [{ expression: 'false', messageExpression: "'x' + string(POD.spec.nothing)" }] },
      ],
      ['a message that is no text', { validations: [{ expression: 'false', messageExpression: 'POD.metadata' }] }],
      ['no message', { validations: [{ expression: 'false' }] }],
    ] as const)('%s', async (_what, policy) => {
      await expect(cannot(policy)).rejects.toThrow(
        new RegExp(`^${name} (could not evaluate|judged nothing by policy "agent-pods"\n[^]*failed to compile)`),
      );
    });

    test('one pod among right ones', async () => {
      const broken = pod('broken', { containers: [{ ...MAVEN, image: 3 }] });
      await expect(cannot(POLICY, pod('right'), broken)).rejects.toThrow(/for pod "broken"\n[^]*no such overload/);
    });

    test('more work than an engine does for a policy, or for its message', async () => {
      const list = `[${Array.from({ length: 120 }, (_, index) => index).join()}]`;
      const work = `${list}.all(a, ${list}.all(b, ${list}.all(c, a + b + c >= 0)))`;
      const tooMuch = /could not evaluate[^]*(cost budget|cost limit)/;
      await expect(cannot({ validations: [{ expression: work, message }] })).rejects.toThrow(tooMuch);
      const told = { expression: 'false', messageExpression: `string(${work})` };
      await expect(cannot({ validations: [told] })).rejects.toThrow(tooMuch);
    });
  });

  describe('a policy that an engine would not read as it is meant is an error:', () => {
    test('an unknown key', async () => {
      const policy = { ...always('m'), extra: { matchCondition5: [] } };
      await expect(judge(policy, [pod('one')])).rejects.toThrow(/^[^]*matchCondition5/);
    });

    test('an unknown failure policy', async () => {
      const policy = { ...always('m'), extra: { failurePolicy: 'Maybe' } };
      await expect(judge(policy, [pod('one')])).rejects.toThrow(/Maybe/);
    });

    test('one that leaves a pod out', async () => {
      const policy = { ...always('m'), namespaceSelector: { matchLabels: { team: 'ci' } } };
      const pods = [pod('inside', {}, { namespace: 'agents' }), pod('outside', {}, { namespace: 'other' })];
      const namespaces = { agents: { team: 'ci' }, other: {} };
      await expect(judge(policy, pods, { namespaces })).rejects.toThrow(/judged 1 objects|did not judge.*\noutside/);
      const [inside, outside] = await judge(policy, pods, { namespaces, scoped: true });
      expect(inside).toEqual({ denied: true, messages: ['m'] });
      expect(outside).toEqual({ denied: false, messages: [] });
    });

    test('one that chooses by the labels of a namespace that nobody knows', async () => {
      const policy = { ...always('m'), namespaceSelector: { matchLabels: { team: 'ci' } } };
      const pods = [pod('lost', {}, { namespace: 'agents' })];
      await expect(judge(policy, pods, { scoped: true })).rejects.toThrow(/missing Namespace|judged nothing/);
    });

    test('one that leaves every pod out, whether it may leave out some or not', async () => {
      const policy = { ...always('m'), namespaceSelector: { matchLabels: { team: 'ci' } } };
      const pods = [pod('outside', {}, { namespace: 'other' })];
      const options = { namespaces: { other: {} }, scoped: true };
      await expect(judge(policy, pods, options)).rejects.toThrow(/judged (0|nothing)/);
    });
  });

  test('a namespace has its name as a label', async () => {
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'agents' } };
    const pods = [pod('inside', {}, { namespace: 'agents' })];
    const verdicts = await judge({ ...always('m'), namespaceSelector }, pods, { namespaces: { agents: {} } });
    expect(verdicts).toEqual([{ denied: true, messages: ['m'] }]);
  });

  test('pods need names of their own', async () => {
    await expect(judge(POLICY, [pod('one'), pod('one')])).rejects.toThrow('two are called "one"');
    await expect(judge(POLICY, [{ apiVersion: 'v1', kind: 'Pod', spec: {} }])).rejects.toThrow('a name for pod 0');
  });

  describe('an engine that does not work fails the run:', () => {
    // An answer in the words of both.
    const ofAnother = JSON.stringify({
      results: [
        {
          ...{ policy: 'agent-pods', result: 'fail', message: 'm', resources: [{ name: 'another' }] },
          ...{ msg: 'm', enforcementAction: 'deny', constraint: {} },
          violatingObject: { kind: 'Pod', metadata: { name: 'another' } },
        },
      ],
      stats: [{ statsFor: 'SelfTest/agent-pods' }],
    });

    test.each([
      ['one that judges another pod', program(`other-${name}`, `echo '${ofAnother}'`), /not asked for|did not judge/],
      ['one that is not there', '/nowhere/run.sh', 'failed: spawn /nowhere/run.sh ENOENT'],
      ['one that crashes', program(`crash-${name}`, 'echo panic >&2', 'exit 2'), 'ended with exit status 2\npanic'],
      ['one that says nothing', program(`silent-${name}`, 'exit 0'), /could not judge|judged nothing/],
      ['one that saw nothing', program(`blind-${name}`, 'echo \'{"results":[]}\''), /judged (0|nothing)/],
      ['one that talks nonsense', program(`nonsense-${name}`, 'echo hello'), /could not judge|no report/],
    ])('%s', async (_what, command, message) => {
      await expect(judge(POLICY, [pod('one')], { command })).rejects.toThrow(message);
    });
  });
});

describe('gatekeeper, of what is its own,', () => {
  const DENY: Policy = { validations: [{ expression: 'false', message: 'm' }] };

  test('refuses parameters that the template does not know, or of another type', async () => {
    const yaml = gatekeeperYaml(POLICY);
    const other = yaml.replace('"parameters":{', '"parameters":{"other":1,');
    await expect(gatekeeperVerdicts(other, [pod('one')])).rejects.toThrow('unknown fields: [spec.parameters.other]');
    const wrong = yaml.replace('"parameters":{"registries":[', '"parameters":{"registries":[3,');
    await expect(gatekeeperVerdicts(wrong, [pod('one')])).rejects.toThrow('must be of type string');
  });

  test('fails without parameters, instead of letting all pass', async () => {
    const yaml = gatekeeperYaml(POLICY).replace(/,"parameters":\{[^}]*\}/, '');
    await expect(gatekeeperVerdicts(yaml, [pod('one')])).rejects.toThrow('no such key: registries');
  });

  test('judges by a template that has the name of its kind', async () => {
    const yaml = gatekeeperYaml(DENY).replace('"selftest"', '"other"');
    await expect(gatekeeperVerdicts(yaml, [pod('one')])).rejects.toThrow('not equal to the lowercase of CRD');
  });

  test('denies nothing without a constraint, nor with an action that it does not know', async () => {
    const [template = ''] = gatekeeperYaml(DENY).split('---');
    await expect(gatekeeperVerdicts(template, [pod('one')])).rejects.toThrow('was given no constraint');
    const typo = gatekeeperYaml(DENY).replace('"deny"', '"dney"');
    await expect(gatekeeperVerdicts(typo, [pod('one')])).rejects.toThrow('knows no enforcementAction "dney"');
  });

  test('is not asked with a failure policy that hides errors', async () => {
    const policy = { ...DENY, extra: { failurePolicy: 'Ignore' } };
    await expect(gatekeeperVerdicts(gatekeeperYaml(policy), [pod('one')])).rejects.toThrow('cannot tell an error');
  });

  test('reads matchCondition, and no matchConditions', async () => {
    const never = [{ name: 'never', expression: 'false' }];
    const one = gatekeeperYaml({ ...DENY, extra: { matchCondition: never } });
    expect(await gatekeeperVerdicts(one, [pod('one')])).toEqual(ALLOWED);
    const other = gatekeeperYaml({ ...DENY, extra: { matchConditions: never } });
    await expect(gatekeeperVerdicts(other, [pod('one')])).rejects.toThrow('disregards "matchConditions"');
  });
});

describe('kyverno, of what is its own,', () => {
  test('refuses what is no ValidatingPolicy, and nothing', async () => {
    const old = '{"apiVersion":"kyverno.io/v1","kind":"ClusterPolicy","metadata":{"name":"x"},"spec":{}}';
    await expect(kyvernoVerdicts(old, [pod('one')])).rejects.toThrow('a ClusterPolicy, which is no ValidatingPolicy');
    await expect(kyvernoVerdicts('', [pod('one')])).rejects.toThrow('kyverno was given no policy');
  });

  test('says why it left a policy out', async () => {
    const policy = kyvernoYaml(POLICY).replace('"Deny"', '"Denny"');
    await expect(kyvernoVerdicts(policy, [pod('one')])).rejects.toThrow(/judged nothing[^]*Unsupported value.*Denny/);
  });

  test('denies where no action is named', async () => {
    const policy = kyvernoYaml(POLICY).replace('"validationActions":["Deny"],', '');
    const [verdict] = await kyvernoVerdicts(policy, [pod('one', { containers: [privileged] })]);
    expect(verdict).toEqual({ denied: true, messages: ['privileged: dind'] });
  });
});
